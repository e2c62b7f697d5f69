"""The current view: the latest snapshot with the newest decisions laid over it.

What triage and score make of them is kept as Parquet beside the lake, so that list, query, score
and history all speak of one snapshot and one decision version.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from shutil import rmtree
from threading import Lock
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from duckdb import DuckDBPyConnection

from highground.ids import digest
from highground.points import reach
from highground.runs.home import Home
from highground.runs.points_kept import keep_points
from highground.scopes import EVERYTHING, Scope
from highground.snapshots import Snapshot, view_sql
from highground.tables.database import connect
from highground.tables.decisions import ASSIGNMENTS, DECISIONS, EXEMPTIONS
from highground.tables.every import FACTS
from highground.tables.score import SCORES
from highground.tables.table import Table
from highground.tables.triage import RECOMMENDATIONS

if TYPE_CHECKING:
    from highground.runs.library import Library

OVERLAY = (RECOMMENDATIONS, SCORES, *DECISIONS)

KEPT = 3  # overlays; older ones may still be read by a request that began before


@dataclass(frozen=True, slots=True)
class View:
    """One snapshot, one decision version, one time."""

    snapshot: Snapshot
    decision_version: int
    now: datetime  # when it was laid over
    valid_until: datetime  # the next midnight, or the next exemption's end
    parts: Mapping[str, tuple[str, ...]]  # every table, overlay included, to absolute paths

    @property
    def id(self) -> str:
        """Names what the view holds: equal ids hold equal tables."""
        return f"{self.snapshot.id}-{self.decision_version}-{self.now:%Y%m%d%H%M%S}"

    def connect(self, scope: Scope = EVERYTHING) -> DuckDBPyConnection:
        """An in-memory database with a view of each table, holding what is in scope."""
        con = connect()
        for table in (*FACTS, *OVERLAY):
            con.execute(view_sql(table, self.parts.get(table.name, ()), scope))
        return con


class Current:
    """Gives the current view; made anew when a snapshot, a decision or the time calls for it."""

    def __init__(self, home: Home, library: Callable[[], Library]) -> None:
        """Nothing is read before the first `get`; `library` is asked for when a view is laid."""
        self.home = home
        self.library = library
        self._lock = Lock()
        self._view: View | None = None

    def get(self, now: datetime | None = None) -> View | None:
        """The current view at `now` (default: the clock), or None before the first snapshot."""
        now = now or datetime.now(UTC)
        snapshot = self.home.store.latest()
        if snapshot is None:
            return None
        version = self.home.decisions.version()
        with self._lock:
            known = self._view
            if (
                known is None
                or (known.snapshot.id, known.decision_version) != (snapshot.id, version)
                or not known.now <= now < known.valid_until
            ):
                self._view = known = self.lay(snapshot, version, now)
            return known

    def as_of(self, when: datetime) -> View | None:
        """The facts and the decisions that were the newest at `when`."""
        aware = when if when.tzinfo else when.replace(tzinfo=UTC)
        snapshot = self.home.store.at(aware)
        if snapshot is None:
            return None
        version = self.home.decisions.version_at(aware)
        return self.lay(snapshot, version, aware, keep_history=False)

    def lay(
        self, snapshot: Snapshot, version: int, now: datetime, *, keep_history: bool = True
    ) -> View:
        """Lay the decisions over a snapshot, score it, and keep both."""
        assignments, exemptions = self.home.decisions.decided(version)
        until = _valid_until(exemptions, now)
        folder = self.home.folder / "overlay" / digest(snapshot.id, str(version), str(until))
        if not folder.is_dir():
            # Stages and content take seconds to load: only who lays a view anew pays for them.
            from highground import pipeline

            con = snapshot.connect()
            fill(con, ASSIGNMENTS, assignments)
            fill(con, EXEMPTIONS, exemptions)
            given = self.library().given(self.home.settings, now, None)
            pipeline.run(con, given, pipeline.TRIAGE)
            _keep(con, folder)
            if keep_history:
                keep_points(self.home.engine, con, (snapshot.id, version), now)
            _sweep(folder.parent)
        parts = dict(snapshot.parts)
        parts |= {table.name: (str(folder / f"{table.name}.parquet"),) for table in OVERLAY}
        return View(snapshot, version, now, until, parts)


def fill(con: DuckDBPyConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Create a table of decisions in `con`."""
    con.execute(table.ddl)
    names = list(table.columns)
    marks = ", ".join("?" * len(names))
    values = [[_plain(row.get(name)) for name in names] for row in rows]
    if values:
        con.executemany(f"INSERT INTO {table.name} VALUES ({marks})", values)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None)
    return json.dumps(value) if isinstance(value, dict) else value


def _valid_until(exemptions: Sequence[Mapping[str, Any]], now: datetime) -> datetime:
    midnight = datetime.combine(now.date() + timedelta(days=1), time(), UTC)
    ends: list[datetime] = [
        row["expires_at"] for row in exemptions if row["expires_at"] and not row["revoked_at"]
    ]
    return min([midnight, *(each for each in ends if each > now)])


def _keep(con: DuckDBPyConnection, folder: Path) -> None:
    """Write the overlay next to its place and move it there: it is whole, or not there."""
    partial = folder.with_name(f"{uuid4().hex}.partial")
    partial.mkdir(parents=True)
    for table in OVERLAY:
        path = partial / f"{table.name}.parquet"
        con.execute(
            f"COPY (FROM {table.name} ORDER BY {table.order}) TO '{path}' "
            "(FORMAT parquet, COMPRESSION zstd)"
        )
    reach("overlay-written")
    try:
        partial.rename(folder)
    except OSError:  # another process laid the same view in the meantime
        rmtree(partial)
    reach("overlay-stored")


def _sweep(folder: Path) -> None:
    kept = sorted(folder.iterdir(), key=lambda each: each.stat().st_mtime, reverse=True)
    for old in kept[KEPT:]:
        rmtree(old, ignore_errors=True)
