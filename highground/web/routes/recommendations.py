"""The Recommendations page: its list, facets, cards, CSV and query."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import StreamingResponse

from highground.web import cards, download, facets, listing, texts
from highground.web.answers.filters import Asked, Filters
from highground.web.answers.recommendations import (
    AnyPage,
    Facets,
    ListQuery,
    Summary,
)
from highground.web.reading import Reader, reader

router = APIRouter(prefix="/api/recommendations", tags=["recommendations"])
Reading = Annotated[Reader, Depends(reader)]


@router.get("")
def list_recommendations(reading: Reading, asked: Annotated[Asked, Query()]) -> AnyPage:
    """List what is unhealthy, in page order, and count what is unknown."""
    return listing.page(reading, asked)


@router.get("/facets")
def recommendation_facets(reading: Reading, filters: Annotated[Filters, Query()]) -> Facets:
    """Count what each value of each filter would give, the other filters being as they are."""
    return facets.facets(reading.columns, filters)


@router.get("/summary")
def recommendation_summary(reading: Reading, filters: Annotated[Filters, Query()]) -> Summary:
    """Give the cards above the list for this view and these filters."""
    return cards.summary(reading, filters)


@router.get("/query")
def recommendation_query(filters: Annotated[Filters, Query()]) -> ListQuery:
    """Give the list as KQL, for *Open query*."""
    return ListQuery(query=texts.filtered(filters), whole=texts.WHOLE_LIST_KQL)


@router.get(
    ".csv",
    response_class=StreamingResponse,
    responses={200: {"content": {"text/csv": {"schema": {"type": "string"}}}}},
)
def download_recommendations(
    reading: Reading, filters: Annotated[Filters, Query()]
) -> StreamingResponse:
    """Stream every row that the filters leave as CSV."""
    return download.answer(reading.columns, filters)
