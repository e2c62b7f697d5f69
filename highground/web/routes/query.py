"""The query page: KQL on what is on show."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from highground.web import querying
from highground.web.answers.query import Query, Rows, Schema
from highground.web.reading import Reader, reader

router = APIRouter(prefix="/api/query", tags=["query"])
Reading = Annotated[Reader, Depends(reader)]


@router.post("")
def run_query(reading: Reading, asked: Query) -> Rows:
    """Run KQL in a process of its own, within limits of time, memory and rows."""
    return querying.rows(reading, asked)


@router.get("/schema")
def query_schema() -> Schema:
    """Give the tables that a query may read and their columns."""
    return querying.schema()
