"""What the query page sends and is told."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field, JsonValue

from highground.web.answers.common import Answer


class Query(BaseModel, extra="forbid"):
    """KQL to run on what is on show."""

    query: Annotated[str, Field(min_length=1, max_length=65536)]
    limit: Annotated[int, Field(ge=1, le=100_000)] = 1000


class Column(Answer):
    """A column's name and KQL type."""

    name: str
    type: str


class Rows(Answer):
    """What a query gives."""

    columns: list[Column]
    rows: list[list[JsonValue]]
    truncated: bool = Field(description="There are more rows than `limit`")
    seconds: float


class TableSchema(Answer):
    """One table that KQL may read."""

    name: str
    columns: list[Column]


class Schema(Answer):
    """For completion."""

    tables: list[TableSchema]
