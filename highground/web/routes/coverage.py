"""What could not be read, why, and which permission would help."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from highground.web import gaps, looks, unmatched
from highground.web.answers.common import Page
from highground.web.answers.coverage import Gap, Look, UnmatchedReport
from highground.web.answers.filters import AskedLooks
from highground.web.reading import Reader, reader

router = APIRouter(prefix="/api/coverage", tags=["coverage"])
Reading = Annotated[Reader, Depends(reader)]
After = Annotated[str, Query(max_length=500)]
Limit = Annotated[int, Query(ge=1, le=500)]


@router.get("")
def list_coverage(reading: Reading, asked: Annotated[AskedLooks, Query()]) -> Page[Look]:
    """List every look that was taken and how it ended."""
    return looks.page(reading, asked)


@router.get("/gaps")
def list_gaps(reading: Reading, after: After = "", limit: Limit = 100) -> Page[Gap]:
    """List what could not be read, the most costly first: how many verdicts are unknown by it."""
    return gaps.page(reading, after, limit)


@router.get("/unmatched")
def list_unmatched(
    reading: Reading, after: After = "", limit: Limit = 100
) -> Page[UnmatchedReport]:
    """List scanner reports that name no resource we know."""
    return unmatched.page(reading, after, limit)
