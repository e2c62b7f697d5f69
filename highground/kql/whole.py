"""Whole KQL queries that ship with a policy: over our own tables, in the run's own database."""

from __future__ import annotations

from functools import cache

import duckdb
import duckdb_kql
from duckdb import DuckDBPyConnection
from duckdb_kql import KqlError, ir
from duckdb_kql.lower import lower

from highground.errors import NotKql
from highground.kql.sql import connect
from highground.kql.tree import below
from highground.tables.graph import EXPOSURE
from highground.tables.inventory import COVERAGE, FINDINGS, RESOURCES

# What such a query may read: tables that are there before verdicts are.
READABLE = (RESOURCES, COVERAGE, FINDINGS, EXPOSURE)

GIVES = {"id": "VARCHAR", "unhealthy": "BOOLEAN"}

# And may give: `evidence` is a list of {resource_id, path, value} made by pack_array().
MAY_GIVE = {"not_applicable": "BOOLEAN", "evidence": "JSON"}


def check(text: str) -> None:
    """Raise `NotKql` for what does not run, or gives no `id` and `unhealthy`."""
    rows = _empty().sql(sql(text))
    given = dict(zip(rows.columns, map(str, rows.types), strict=True))
    for name, type_ in GIVES.items():
        if given.get(name) != type_:
            raise NotKql(f"gives no column `{name}` of type {type_}: {given}")
    for name, type_ in MAY_GIVE.items():
        if given.get(name, type_) != type_:
            raise NotKql(f"column `{name}` is {given[name]}, not {type_}")


@cache
def sql(text: str) -> str:
    """The query as SQL over the tables of a run, or `NotKql`. It never reads the clock."""
    schema = {table.name: list(table.columns) for table in READABLE}
    try:
        for part in below(lower(text)):
            if isinstance(part, ir.FunctionCall) and part.name in ("now", "ago"):
                raise NotKql("a query does not read the clock: only clauses may")
        translated = str(duckdb_kql.to_sql(text, schema=schema, allow_write=False))
        _empty().sql(translated)
    except (KqlError, duckdb.Error) as error:
        raise NotKql(f"not KQL we can run: {error}") from error
    return translated


@cache
def _empty() -> DuckDBPyConnection:
    con = connect()
    for table in READABLE:
        con.execute(table.ddl)
    return con
