"""Rows of a query as dicts, and as the shapes of answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from duckdb import DuckDBPyConnection
from pydantic import BaseModel

Shape = TypeVar("Shape", bound=BaseModel)


def rows(
    con: DuckDBPyConnection, sql: str, params: Mapping[str, object] | None = None
) -> list[dict[str, Any]]:
    """Every row, with its columns by name. The values are the provider's: hence `Any`."""
    found = con.execute(sql, dict(params or {}))
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def one(
    con: DuckDBPyConnection, sql: str, params: Mapping[str, object] | None = None
) -> dict[str, Any] | None:
    """The first row, or None."""
    return next(iter(rows(con, sql, params)), None)


def shaped(
    shape: type[Shape],
    con: DuckDBPyConnection,
    sql: str,
    params: Mapping[str, object] | None = None,
) -> list[Shape]:
    """Every row as `shape`."""
    return [shape.model_validate(row) for row in rows(con, sql, params)]
