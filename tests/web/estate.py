"""An estate out of dict rows: Parquet under the tables' contracts, triage and decisions over it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from highground.decisions.store import Decisions
from highground.scopes import EVERYTHING, Scope
from highground.snapshots import Snapshot, view_sql
from highground.state.engine import connect
from highground.tables.decisions import ASSIGNMENTS, EXEMPTIONS
from highground.tables.every import FACTS
from highground.tables.score import SCORES
from highground.tables.table import Table
from highground.tables.triage import RECOMMENDATIONS
from highground.triage.recommendations import recommendations
from tests.tables import fill

NOW = datetime(2026, 1, 15, 9, 30, tzinfo=UTC)
LAID_OVER = (ASSIGNMENTS, EXEMPTIONS, SCORES)
Rows = Mapping[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Shown:
    """A view: what the web is given to read."""

    snapshot: Snapshot
    decision_version: int
    parts: Mapping[str, tuple[str, ...]]
    now: datetime

    def connect(self, scope: Scope = EVERYTHING) -> DuckDBPyConnection:
        con = duckdb.connect()
        for table in (*FACTS, *LAID_OVER, RECOMMENDATIONS):
            con.execute(view_sql(table, self.parts.get(table.name, ()), scope))
        return con


@dataclass
class Estate:
    """Facts that a test may replace, and a log of decisions on a database of its own."""

    folder: Path
    facts: Rows
    now: datetime = NOW
    snapshot_id: str = "s1"
    decisions: Decisions = field(init=False)
    _shown: dict[tuple[str, int, str], Shown] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.decisions = Decisions(connect(f"sqlite:///{self.folder / 'state.sqlite'}"))

    def clock(self) -> datetime:
        return self.now

    def get(self) -> Shown | None:
        """The newest view; triage runs again after each decision, as in `runs`."""
        if not self.snapshot_id:
            return None
        key = (self.snapshot_id, self.decisions.version(), self.now.date().isoformat())
        if key not in self._shown:
            self._shown[key] = self._triage(key)
        return self._shown[key]

    def publish(self, snapshot_id: str, facts: Rows) -> None:
        self.facts, self.snapshot_id = facts, snapshot_id

    def _triage(self, key: tuple[str, int, str]) -> Shown:
        con = duckdb.connect()
        rows = dict(self.facts) | {
            "assignments": [_naive(row) for row in self.decisions.assignments()],
            "exemptions": [_naive(row) for row in self.decisions.exemptions()],
        }
        unknown = set(rows) - {table.name for table in (*FACTS, *LAID_OVER)}
        assert not unknown, unknown
        for table in (*FACTS, *LAID_OVER):
            fill(con, table, *rows.get(table.name, ()))
        now = self.now.replace(tzinfo=None)
        con.execute(RECOMMENDATIONS.ddl)
        recommendations(con, now).insert_into("recommendations")
        folder = self.folder / "-".join(map(str, key))
        folder.mkdir()
        tables = (*FACTS, *LAID_OVER, RECOMMENDATIONS)
        parts = {table.name: (_write(con, table, folder),) for table in tables}
        began = self.now - timedelta(hours=1)
        return Shown(Snapshot(key[0], began, self.now, parts), key[1], parts, self.now)


def _write(con: DuckDBPyConnection, table: Table, folder: Path) -> str:
    path = str(folder / f"{table.name}.parquet")
    con.execute(f"COPY (SELECT * FROM {table.name} ORDER BY {table.order}) TO '{path}'")
    return path


def _naive(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.astimezone(UTC).replace(tzinfo=None) if isinstance(value, datetime) else value
        for name, value in row.items()
    }
