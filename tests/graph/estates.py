"""Small networks in the providers' own shapes, and what the exposure stage says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from duckdb import DuckDBPyConnection

from highground.graph.exposure import exposure
from highground.tables.inventory import COVERAGE, RESOURCES
from tests.tables import AT, fill

Document = dict[str, Any]


def thing(type_: str, id_: str, properties: Document, **more: Any) -> Document:
    """A row of `resources`."""
    row = {
        "id": id_,
        "type": type_,
        "account": "a",
        "region": "r",
        "scope_id": "a",
        "listed_in": "r",
        "properties": properties,
        "aspects": {},
        "missing": [],
    }
    return row | more


def listed(
    types: Iterable[str],
    *,
    account: str = "a",
    region: str = "r",
    failed: Mapping[str, tuple[str, str]] | None = None,
) -> list[Document]:
    """A row of `coverage` per type: complete, but for those in `failed` by their last name."""
    rows = []
    for type_ in types:
        outcome, code = (failed or {}).get(type_.split("/")[-1].split("::")[-1], ("complete", ""))
        rows.append(
            {
                "account": account,
                "region": region,
                "type": type_,
                "aspect": "list",
                "outcome": outcome,
                "code": code,
                "looked_at": AT,
            }
        )
    return rows


def judged(
    con: DuckDBPyConnection,
    resources: Sequence[Document],
    coverage: Sequence[Document],
    trusted: Sequence[str] = (),
) -> dict[str, Document]:
    """Rows of `exposure` by resource."""
    fill(con, RESOURCES, *resources)
    fill(con, COVERAGE, *coverage)
    rows = exposure(con, trusted)
    names = rows.columns
    return {row[0]: dict(zip(names, row, strict=True)) for row in rows.fetchall()}
