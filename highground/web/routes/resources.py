"""One resource: its documents and all that is concluded from them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from highground.web import resource
from highground.web.answers.resources import Resource
from highground.web.reading import Reader, reader

router = APIRouter(prefix="/api/resources", tags=["resources"])


@router.get("/item")
def resource_details(
    reading: Annotated[Reader, Depends(reader)],
    id: Annotated[str, Query(min_length=1, max_length=2048)],
) -> Resource:
    """Give one resource with exposure, risk factors and verdicts."""
    return resource.details_of(reading, id)
