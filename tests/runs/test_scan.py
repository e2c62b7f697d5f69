"""One scan, in this process: what is read once, published once, cancelled, or done again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from highground.errors import At, BadInput
from highground.inventory.collect import Coverage, Item, Outcome, Raw
from highground.runs.home import Home
from highground.runs.library import Library
from highground.runs.record import Request
from highground.runs.scan import Cancelled, Scan, collect, publish
from highground.snapshots import Outrun

AT = datetime(2026, 1, 5, tzinfo=UTC)
BUCKET = "AWS::S3::Bucket"


@dataclass
class Buckets:
    """A source of one bucket per unit; a unit called `bad` cannot be read."""

    names: Sequence[str]
    outcome: Outcome = Outcome.COMPLETE
    read: list[str] = field(default_factory=list)
    kind = "aws"

    def units(self) -> Sequence[str]:
        return self.names

    def expected(self, unit: str, at: datetime) -> Iterable[Coverage]:
        return [self._look(unit, Outcome.FAILED, "NotFinished")]

    def collect(self, unit: str, at: datetime) -> Iterator[Item]:
        self.read.append(unit)
        if unit == "bad":
            raise BadInput(At(Path("rows.json"), 3), "no JSON")
        if self.outcome is Outcome.COMPLETE:
            yield Raw(f"arn:aws:s3:::{unit}", unit, BUCKET, "AWS", "1", unit, unit, {})
        yield self._look(unit, self.outcome, "" if self.outcome is Outcome.COMPLETE else "X")

    def _look(self, unit: str, outcome: Outcome, code: str) -> Coverage:
        return Coverage("1", unit, BUCKET, "list", outcome, code, 1, AT, "AWS", "aws")


def scan(home: Home, shelf: Library, source: Buckets, run_id: str = "run") -> Scan:
    home.runs.create(run_id, Request(), AT)
    return Scan(home, shelf, [("s", source)], run_id, home.runs.begin(run_id, AT))


def resources(home: Home) -> list[tuple[str, bool]]:
    latest = home.store.latest()
    assert latest is not None
    sql = "SELECT name, last_seen_at IS NOT NULL FROM resources ORDER BY name"
    return latest.connect().execute(sql).fetchall()


def test_what_was_read_is_not_read_again(home: Home, shelf: Library) -> None:
    first = Buckets(["a", "b"])
    one = scan(home, shelf, first)
    collect(one)
    again = Buckets(["a", "b", "c"])
    collect(Scan(home, shelf, [("s", again)], "run", AT))
    assert (sorted(first.read), again.read) == (["a", "b"], ["c"])


def test_a_unit_that_cannot_be_read_is_told_and_the_others_go_on(
    home: Home, shelf: Library
) -> None:
    one = scan(home, shelf, Buckets(["a", "bad", "b"]))
    collect(one)
    assert publish(one)["errors"] == ["rows.json:3: no JSON"]
    assert [name for name, _ in resources(home)] == ["a", "b"]


def test_a_run_publishes_once_however_often_it_is_made(home: Home, shelf: Library) -> None:
    one = scan(home, shelf, Buckets(["a"]))
    collect(one)
    summary = publish(one)
    snapshot = home.store.latest()
    assert publish(one)["verdicts"] == summary["verdicts"]
    assert home.store.latest() == snapshot


def test_a_cancelled_run_stops_and_publishes_nothing(home: Home, shelf: Library) -> None:
    one = scan(home, shelf, Buckets(["a"]))
    home.runs.cancel("run")
    with pytest.raises(Cancelled):
        collect(one)
    assert home.store.latest() is None


def test_what_a_later_scan_cannot_list_stays_and_is_unknown(home: Home, shelf: Library) -> None:
    one = scan(home, shelf, Buckets(["a", "b"]))
    collect(one)
    publish(one)
    two = scan(home, shelf, Buckets(["a"], Outcome.DENIED), "second")
    collect(two)
    publish(two)
    assert resources(home) == [("a", True), ("b", False)]
    latest = home.store.latest()
    assert latest is not None
    statuses = latest.connect().execute(
        "SELECT DISTINCT status FROM verdicts WHERE resource_id = 'arn:aws:s3:::a'"
    )
    assert statuses.fetchall() == [("unknown",)]


def test_a_snapshot_computed_on_an_old_base_is_refused(home: Home, shelf: Library) -> None:
    one = scan(home, shelf, Buckets(["a"]))
    collect(one)
    publish(one)
    with pytest.raises(Outrun):
        home.store.publish("other", None, (AT, AT), "1", [])


def test_parts_that_did_not_change_are_the_same_files(home: Home, shelf: Library) -> None:
    for run_id in ("first", "second"):
        one = scan(home, shelf, Buckets(["a"]), run_id)
        collect(one)
        publish(one)
    [first, second] = [home.store.of_run(run_id) for run_id in ("first", "second")]
    assert first is not None
    assert second is not None
    assert first.parts["policies"] == second.parts["policies"]
    assert first.parts["verdicts"] == second.parts["verdicts"]


def test_the_sweep_takes_only_what_no_snapshot_names(home: Home, shelf: Library) -> None:
    one = scan(home, shelf, Buckets(["a"]))
    collect(one)
    publish(one)
    garbage = home.store.lake / "resources/1/0.parquet"
    garbage.write_bytes(b"")
    tomorrow = datetime(2100, 1, 1, tzinfo=UTC)
    assert home.store.sweep(tomorrow) == 1
    assert resources(home) == [("a", False)]
