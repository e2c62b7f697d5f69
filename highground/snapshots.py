"""Snapshots: all tables of one finished run, immutable, published by compare and swap.

A part is a Parquet file named by its content, below `lake/<table>/<account>/`. A part that did not
change is the same file in the next snapshot. What no snapshot names is garbage.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from uuid import uuid4

from duckdb import DuckDBPyConnection
from sqlalchemy import Connection, Engine, delete, insert, select
from sqlalchemy.exc import IntegrityError

from highground.points import reach
from highground.scopes import EVERYTHING, Scope
from highground.state.tables import SNAPSHOT_PARTS, SNAPSHOTS
from highground.tables.database import connect
from highground.tables.every import FACTS
from highground.tables.table import Table

ROWS_PER_GROUP = 50_000

NO_ACCOUNT = "_"  # the folder of rows that belong to no account

WRITE_SQL = """
COPY (SELECT * FROM {table} WHERE {where} ORDER BY {order})
TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {rows})
"""


class Outrun(Exception):
    """Another run published first: compute the estate part again on what is now the latest."""


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file of one table and account, `path` below the lake."""

    table: str
    account: str
    path: str
    rows: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One published snapshot and where its tables' files are."""

    id: str
    began_at: datetime
    published_at: datetime
    parts: Mapping[str, tuple[str, ...]]  # table to absolute paths

    def connect(self, scope: Scope = EVERYTHING) -> DuckDBPyConnection:
        """An in-memory database with a view of each table, holding what is in scope."""
        con = connect()
        for table in FACTS:
            con.execute(view_sql(table, self.parts.get(table.name, ()), scope))
        return con


def view_sql(table: Table, paths: Sequence[str], scope: Scope) -> str:
    """The view of one table over its files, with the reader's scope already in it."""
    if not paths:
        columns = ", ".join(f'NULL::{type_} AS "{name}"' for name, type_ in table.columns.items())
        return f"CREATE VIEW {table.name} AS SELECT {columns} WHERE FALSE"
    files = ", ".join("'" + path.replace("'", "''") + "'" for path in paths)
    where = scope.sql() if "account" in table.columns and "scope_id" in table.columns else "TRUE"
    return f"CREATE VIEW {table.name} AS SELECT * FROM read_parquet([{files}]) WHERE {where}"


class Store:
    """The lake of one home and the state database that says which files are which snapshot."""

    def __init__(self, engine: Engine, lake: Path) -> None:
        """`lake` is a folder; it is made when first written to."""
        self.engine = engine
        self.lake = lake

    def latest(self) -> Snapshot | None:
        """The newest published snapshot; None before the first."""
        return self._one(SNAPSHOTS.c.published_at.desc())

    def at(self, when: datetime) -> Snapshot | None:
        """The snapshot that was the newest at that time."""
        return self._one(SNAPSHOTS.c.published_at.desc(), SNAPSHOTS.c.published_at <= when)

    def of_run(self, run_id: str) -> Snapshot | None:
        """The snapshot that this run published, if it got so far."""
        return self._one(SNAPSHOTS.c.published_at, SNAPSHOTS.c.run_id == run_id)

    def write(self, con: DuckDBPyConnection, table: Table) -> list[Part]:
        """Store a table of `con` as parts, one per account; a part that is there is kept."""
        if "account" not in table.columns:
            return self._write(con, table, NO_ACCOUNT, "TRUE")
        accounts = con.execute(f"SELECT DISTINCT account FROM {table.name} ORDER BY 1").fetchall()
        return [
            part
            for (account,) in accounts
            for part in self._write(
                con,
                table,
                account or NO_ACCOUNT,
                "account IS NULL" if account is None else f"account = {_quote(account)}",
            )
        ]

    def publish(
        self,
        run_id: str,
        base: Snapshot | None,
        times: tuple[datetime, datetime],
        version: str,
        parts: Sequence[Part],
    ) -> str:
        """Make `parts` the latest snapshot, or raise `Outrun` if `base` no longer is.

        `times` are when the run began and now. One transaction: a crash leaves all or nothing.
        """
        began_at, now = times
        id_ = f"{began_at:%Y%m%dT%H%M%S}-{uuid4().hex[:8]}"
        reach("publishing")
        try:
            with self.engine.begin() as db:
                db.execute(
                    insert(SNAPSHOTS).values(
                        id=id_,
                        run_id=run_id,
                        began_at=began_at,
                        published_at=now,
                        base_id=base.id if base else "",
                        engine_version=version,
                    )
                )
                reach("snapshot-inserted")
                _insert_parts(db, id_, parts)
                reach("parts-inserted")
        except IntegrityError as error:
            raise Outrun(base.id if base else "") from error
        reach("published")
        return id_

    def sweep(self, older_than: datetime) -> int:
        """Delete files that no snapshot names and no run still writes; give their number."""
        with self.engine.connect() as db:
            named = set(db.execute(select(SNAPSHOT_PARTS.c.path)).scalars())
        swept = 0
        for file in self.lake.rglob("*.parquet*"):
            stale = datetime.fromtimestamp(file.stat().st_mtime, tz=older_than.tzinfo) < older_than
            if stale and file.relative_to(self.lake).as_posix() not in named:
                file.unlink()
                swept += 1
        return swept

    def forget(self, snapshot_id: str) -> None:
        """Drop a snapshot's rows; its files go with the next sweep, but for those others share."""
        with self.engine.begin() as db:
            db.execute(delete(SNAPSHOT_PARTS).where(SNAPSHOT_PARTS.c.snapshot_id == snapshot_id))
            db.execute(delete(SNAPSHOTS).where(SNAPSHOTS.c.id == snapshot_id))

    def _one(self, order: object, *where: object) -> Snapshot | None:
        query = select(SNAPSHOTS).where(*where).order_by(order).limit(1)  # type: ignore[arg-type]
        with self.engine.connect() as db:
            row = db.execute(query).mappings().one_or_none()
            if row is None:
                return None
            parts = db.execute(
                select(SNAPSHOT_PARTS.c.table_name, SNAPSHOT_PARTS.c.path)
                .where(SNAPSHOT_PARTS.c.snapshot_id == row["id"])
                .order_by(SNAPSHOT_PARTS.c.table_name, SNAPSHOT_PARTS.c.path)
            ).all()
        by_table: dict[str, tuple[str, ...]] = {}
        for table, path in parts:
            by_table[table] = (*by_table.get(table, ()), str(self.lake / path))
        return Snapshot(row["id"], row["began_at"], row["published_at"], by_table)

    def _write(self, con: DuckDBPyConnection, table: Table, account: str, where: str) -> list[Part]:
        [(rows,)] = con.execute(f"SELECT count(*) FROM {table.name} WHERE {where}").fetchall()
        if not rows:
            return []
        folder = self.lake / table.name / _folder(account)
        folder.mkdir(parents=True, exist_ok=True)
        partial = folder / f"{uuid4().hex}.parquet.partial"
        con.execute(
            WRITE_SQL.format(
                table=table.name, where=where, order=table.order, path=partial, rows=ROWS_PER_GROUP
            )
        )
        reach("part-written")
        with partial.open("rb") as written:
            name = f"{_digest(partial)}.parquet"
            os.fsync(written.fileno())
        partial.replace(folder / name)
        reach("part-stored")
        path = (folder / name).relative_to(self.lake).as_posix()
        return [Part(table.name, account, path, rows)]


def _insert_parts(db: Connection, snapshot_id: str, parts: Sequence[Part]) -> None:
    rows = [
        {
            "snapshot_id": snapshot_id,
            "table_name": part.table,
            "path": part.path,
            "account": part.account,
            "rows": part.rows,
        }
        for part in parts
    ]
    if rows:
        db.execute(insert(SNAPSHOT_PARTS), rows)


def _folder(account: str) -> str:
    """An account's name as a folder's: projects and subscriptions are plain, folders are not."""
    return "".join(c if c.isalnum() or c in "-_." else "_" for c in account)


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _digest(file: Path) -> str:
    digest = blake2b(digest_size=16)
    with file.open("rb") as content:
        while block := content.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
