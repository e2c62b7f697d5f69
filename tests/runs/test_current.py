"""A decision shows at once, undoes itself, and list, score and history speak of one version."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from highground.decisions.store import Assign, Exempt
from highground.runs.current import Current, View
from highground.runs.home import Home
from highground.runs.library import Library
from highground.runs.record import Request
from highground.runs.scan import Scan, collect, publish
from highground.runs.sources import sources
from highground.state.tables import SCORE_POINTS
from tests.runs.small import OPEN, export

NOW = datetime(2026, 3, 15, 18, 30, tzinfo=UTC)


@pytest.fixture
def current(home: Home, shelf: Library, tmp_path: Path) -> Current:
    request = Request(paths=(str(export(tmp_path, OPEN)),))
    home.runs.create("run", request, NOW)
    one = Scan(home, shelf, sources(home, shelf, request), "run", home.runs.begin("run", NOW))
    collect(one)
    publish(one)
    return Current(home, lambda: shelf)


def view(current: Current, now: datetime = NOW) -> View:
    found = current.get(now)
    assert found is not None
    return found


def first(current: Current, now: datetime = NOW) -> dict[str, object]:
    rows = (
        view(current, now)
        .connect()
        .sql("FROM recommendations ORDER BY policy_id, resource_id LIMIT 1")
    )
    [row] = rows.fetchall()
    return dict(zip(rows.columns, row, strict=True))


def place(row: dict[str, object]) -> tuple[str, str, str, str]:
    """Which recommendation a row is: policy, resource, scope, account."""
    return (
        str(row["policy_id"]),
        str(row["resource_id"]),
        str(row["scope_id"]),
        str(row["account"]),
    )


def exemption(row: dict[str, object]) -> Exempt:
    policy, resource, scope, account = place(row)
    return Exempt("Legacy", "Gone", "waiver", policy, "resource", resource, scope, account)


def test_a_view_is_kept_until_something_changes(current: Current) -> None:
    assert view(current) is view(current, NOW + timedelta(hours=1))
    assert view(current) is not view(current, NOW + timedelta(hours=6))


def test_an_assignment_shows_at_once_and_is_overdue_the_day_after(current: Current) -> None:
    wanted = Assign(*place(first(current)), owner="web@example.com", due_on=date(2026, 3, 15))
    current.home.decisions.assign(wanted, "a", NOW, None)
    assert first(current)["status"] == "on_time"
    assert first(current, NOW + timedelta(hours=6))["status"] == "overdue"


def test_an_exemption_lifts_the_score_and_undoes_itself(current: Current) -> None:
    def score() -> float:
        [(found,)] = (
            view(current)
            .connect()
            .execute("SELECT score FROM scores WHERE scope = '' AND view = 'all'")
            .fetchall()
        )
        return float(found)

    before = score()
    id_ = current.home.decisions.exempt(exemption(first(current)), "a", NOW)["id"]
    assert first(current)["status"] == "exempted"
    assert score() > before
    current.home.decisions.revoke(id_, "a", NOW)
    assert (first(current)["status"], score()) == ("unassigned", before)


def test_an_exemption_ends_at_its_instant(current: Current) -> None:
    ends = NOW + timedelta(minutes=10)
    wanted = replace(exemption(first(current)), expires_at=ends)
    current.home.decisions.exempt(wanted, "a", NOW)
    assert first(current)["status"] == "exempted"
    assert first(current, ends)["status"] == "unassigned"


def test_facts_do_not_move_with_decisions(current: Current) -> None:
    def facts() -> list[tuple[object, ...]]:
        return view(current).connect().execute("FROM verdicts ORDER BY ALL").fetchall()

    before = facts()
    current.home.decisions.exempt(exemption(first(current)), "a", NOW)
    assert facts() == before


def test_a_day_has_one_point_per_scope_and_view(current: Current) -> None:
    view(current)
    current.home.decisions.exempt(exemption(first(current)), "a", NOW)
    latest = view(current)
    with current.home.engine.connect() as db:
        rows = db.execute(SCORE_POINTS.select()).mappings().all()
    keys = [(row["day"], row["scope"], row["view"]) for row in rows]
    assert len(keys) == len(set(keys)) > 0
    assert {row["decision_version"] for row in rows} == {latest.decision_version}
