"""Decisions laid over facts: the status machine of governance.md §2, and which exemption counts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from highground.tables.decisions import ASSIGNMENTS, EXEMPTIONS
from highground.tables.inventory import RESOURCES
from highground.tables.posture import POLICIES, VERDICTS
from highground.tables.risk import RISKS
from highground.triage.recommendations import recommendations
from tests.tables import fill


def at(*parts: int) -> datetime:
    """UTC without a zone, as DuckDB's TIMESTAMP holds it."""
    return datetime(*parts, tzinfo=UTC).replace(tzinfo=None)  # type: ignore[misc, arg-type]


NOW = at(2026, 3, 15, 18, 30)
KEY = {"policy_id": "p", "resource_id": "it", "scope_id": "/g", "account": "1"}
EXEMPTION = {"policy_id": "p", "kind": "resource", "target": "it", "category": "mitigated"}


def triage(
    con: DuckDBPyConnection,
    status: str = "unhealthy",
    due_on: str | None = None,
    exemptions: list[dict[str, Any]] | None = None,
    tags: dict[str, str] | None = None,
) -> list[dict[str, Any]]:
    fill(con, POLICIES, {"id": "p", "severity": "low", "applies_to": "T"})
    fill(con, RESOURCES, {"id": "it", "name": "It", "type": "T", "tags": tags})
    fill(con, VERDICTS, {**KEY, "status": status})
    fill(con, RISKS, {**KEY, "risk_level": "high", "points": 7})
    fill(con, ASSIGNMENTS, *([{**KEY, "owner": "o", "due_on": due_on}] if due_on else []))
    fill(con, EXEMPTIONS, *({"id": str(n), **e} for n, e in enumerate(exemptions or [])))
    rows = recommendations(con, NOW)
    return [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]


# The rows of product/vectors.json, `governanceStatus`, that are unhealthy.
@pytest.mark.parametrize(
    ("due_on", "status"),
    [("2026-03-15", "on_time"), ("2026-03-14", "overdue"), (None, "unassigned")],
)
def test_a_day_is_on_time_until_it_is_over(
    con: DuckDBPyConnection, due_on: str | None, status: str
) -> None:
    [row] = triage(con, due_on=due_on)
    assert row["status"] == status


@pytest.mark.parametrize("status", ["healthy", "unknown", "not_applicable"])
def test_only_what_is_unhealthy_is_a_recommendation(con: DuckDBPyConnection, status: str) -> None:
    assert triage(con, status, due_on="2026-03-01") == []


@pytest.mark.parametrize(
    ("exemption", "exempted"),
    [
        ({}, True),
        ({"kind": "account", "target": "1"}, True),
        ({"kind": "resource_group", "target": "/g"}, True),
        ({"kind": "resource_group", "target": "it"}, False),
        ({"target": "other"}, False),
        ({"policy_id": "q"}, False),
        ({"expires_at": at(2026, 3, 15, 18, 30)}, False),
        ({"expires_at": at(2026, 3, 15, 18, 31)}, True),
        ({"revoked_at": at(2026, 3, 1)}, False),
    ],
    ids=str,
)
def test_an_exemption_counts_where_it_is_in_effect(
    con: DuckDBPyConnection, exemption: dict[str, Any], exempted: bool
) -> None:
    [row] = triage(con, due_on="2026-03-01", exemptions=[{**EXEMPTION, **exemption}])
    assert row["status"] == ("exempted" if exempted else "overdue")
    assert row["risk_level"] == "high"


def test_the_narrowest_exemption_wins_and_a_waiver_before_mitigated(
    con: DuckDBPyConnection,
) -> None:
    wide = {**EXEMPTION, "kind": "account", "target": "1", "category": "waiver"}
    [row] = triage(con, exemptions=[wide, EXEMPTION])
    assert (row["exemption_id"], row["exemption_category"]) == ("1", "mitigated")
    for table in ("policies", "resources", "verdicts", "risks", "assignments", "exemptions"):
        con.execute(f"DROP TABLE {table}")
    [row] = triage(con, exemptions=[EXEMPTION, {**EXEMPTION, "category": "waiver"}])
    assert (row["exemption_id"], row["exemption_category"]) == ("1", "waiver")


def test_a_tag_suggests_an_owner_and_assigns_nobody(con: DuckDBPyConnection) -> None:
    [row] = triage(con, tags={"Contact": "c@example.com", "Owner": "web@example.com", "a": "b"})
    assert (row["suggested_owner"], row["owner"], row["status"]) == (
        "web@example.com",
        None,
        "unassigned",
    )
