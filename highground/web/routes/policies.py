"""The policies that the snapshot was assessed with."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from highground.web import definitions
from highground.web.answers.policies import Definition, Policies
from highground.web.reading import Reader, reader

router = APIRouter(prefix="/api/policies", tags=["policies"])
Reading = Annotated[Reader, Depends(reader)]


@router.get("")
def list_policies(
    reading: Reading,
    after: Annotated[str, Query(max_length=500)] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Policies:
    """List the policies in force with their verdicts by status."""
    return definitions.page(reading, after, limit)


@router.get("/{policy_id}")
def policy_definition(reading: Reading, policy_id: str) -> Definition:
    """Give a policy's definition: its text, clauses, cases and source."""
    return definitions.definition(reading, policy_id)
