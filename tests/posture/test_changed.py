"""Fixed is only what was seen healthy; what could not be seen again was lost sight of."""

from __future__ import annotations

import pytest
from duckdb import DuckDBPyConnection

from highground.posture.changed import changes
from highground.tables.posture import LAST_VERDICTS, POLICIES, VERDICTS
from tests.tables import AT, fill

KEY = {"policy_id": "p", "resource_id": "r"}


@pytest.mark.parametrize(
    ("was", "now", "change"),
    [
        (None, "unhealthy", "opened"),
        ("healthy", "unhealthy", "opened"),
        ("unknown", "unhealthy", "opened"),
        ("unhealthy", "healthy", "fixed"),
        ("unhealthy", "not_applicable", "fixed"),
        ("unhealthy", "unknown", "lost_sight_of"),
        ("unhealthy", None, "gone"),
        ("unhealthy", "unhealthy", None),
        ("healthy", "unknown", None),
        ("healthy", None, None),
        (None, "unknown", None),
    ],
)
def test_each_way_from_one_status_to_another(
    con: DuckDBPyConnection, was: str | None, now: str | None, change: str | None
) -> None:
    fill(con, POLICIES, {"id": "p"})
    fill(con, VERDICTS, *([{**KEY, "status": now}] if now else []))
    fill(con, LAST_VERDICTS, *([{**KEY, "status": was}] if was else []))
    assert changes(con, AT).project("change").fetchall() == ([(change,)] if change else [])


def test_a_policy_that_was_switched_off_fixes_nothing(con: DuckDBPyConnection) -> None:
    fill(con, POLICIES)
    fill(con, VERDICTS)
    fill(con, LAST_VERDICTS, {**KEY, "status": "unhealthy"})
    assert changes(con, AT).fetchall() == []
