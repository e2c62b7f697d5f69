"""Queries that people write, run on the edition that the pages show."""

from __future__ import annotations

from functools import cache

import duckdb

from highground.kql import queries, views
from highground.kql.sandbox import Source
from highground.web.answers.query import Column, Query, Rows, Schema, TableSchema
from highground.web.reading import Reader


def rows(reading: Reader, asked: Query) -> Rows:
    """Run the query; its text, its limits and what it may read are the sandbox's care."""
    edition = reading.edition
    key = edition.key
    source = Source(f"{key.snapshot_id}.{key.decision_version}.{key.laid_at}", edition.view.parts)
    found = reading.deps.sandbox.query(asked.query, source, edition.scope)
    return Rows(
        columns=[Column(name=each.name, type=each.type) for each in found.columns],
        rows=found.rows[: asked.limit],
        truncated=found.truncated or len(found.rows) > asked.limit,
        seconds=found.seconds,
    )


@cache
def schema() -> Schema:
    """The tables that a query may read. They are the same in every edition."""
    con = duckdb.connect()
    views.given(con, {})
    views.create(con)
    names = sorted(queries.schema_of(con).tables)
    return Schema(tables=[_table(con.sql(f"FROM {name}"), name) for name in names])


def _table(rows: duckdb.DuckDBPyRelation, name: str) -> TableSchema:
    found = queries.columns(rows.columns, rows.types)
    return TableSchema(name=name, columns=[Column(name=c.name, type=c.type) for c in found])
