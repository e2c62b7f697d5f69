"""What people decide: owners and due dates, exemptions. Each change is one entry of the log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from highground.web import deciding
from highground.web.answers.common import Page
from highground.web.answers.decisions import (
    Assigned,
    ChangedAssignment,
    Decided,
    Event,
    Exempted,
    Exemption,
    NewAssignment,
    NewExemption,
)
from highground.web.deciding import Decider, decider
from highground.web.reading import Reader, reader

router = APIRouter(prefix="/api", tags=["decisions"])
Reading = Annotated[Reader, Depends(reader)]
Deciding = Annotated[Decider, Depends(decider)]
Id = Annotated[str, Query(min_length=1, max_length=2048)]
After = Annotated[str, Query(max_length=500)]
Limit = Annotated[int, Query(ge=1, le=500)]


@router.post("/assignments", status_code=201)
def assign(deciding_: Deciding, asked: NewAssignment) -> Assigned:
    """Assign an owner and set a due date."""
    return deciding_.assign(asked)


@router.patch("/assignments")
def change_assignment(deciding_: Deciding, asked: ChangedAssignment) -> Assigned:
    """Change owner, ETA with its justification, or due date; the rest stays as it is."""
    return deciding_.change(asked)


@router.delete("/assignments")
def unassign(
    deciding_: Deciding,
    policy_id: Id,
    resource_id: Id,
    expected_version: Annotated[int | None, Query()] = None,
) -> Decided:
    """Take the assignment away."""
    return deciding_.unassign(policy_id, resource_id, expected_version)


@router.get("/exemptions")
def list_exemptions(reading: Reading, after: After = "", limit: Limit = 100) -> Page[Exemption]:
    """List the exemptions, revoked and expired ones included, the newest first."""
    return deciding.exemptions(reading, after, limit)


@router.post("/exemptions", status_code=201)
def exempt(deciding_: Deciding, asked: NewExemption) -> Exempted:
    """Leave a recommendation out of account, for a resource, a resource group or an account."""
    return deciding_.exempt(asked)


@router.delete("/exemptions/{exemption_id}")
def revoke_exemption(deciding_: Deciding, exemption_id: str) -> Decided:
    """Revoke an exemption: its recommendations return to their real state."""
    return deciding_.revoke(exemption_id)


@router.get("/decisions/history")
def decision_history(
    reading: Reading, policy_id: Id, resource_id: Id, after: After = "", limit: Limit = 100
) -> Page[Event]:
    """List what was decided on one recommendation, the newest first."""
    return deciding.history(reading, policy_id, resource_id, (after, limit))
