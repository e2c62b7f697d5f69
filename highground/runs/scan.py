"""One scan: read every unit, then make and publish a snapshot. Both halves bear being run again."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import Any

from duckdb import DuckDBPyConnection

from highground import pipeline
from highground.errors import BadInput, NotReady
from highground.inventory.collect import Source
from highground.inventory.land import TABLES, land, landed, place, read_back
from highground.points import reach
from highground.runs.home import Home
from highground.runs.library import Library
from highground.snapshots import Outrun, Snapshot
from highground.tables.database import connect
from highground.tables.every import FACTS
from highground.tables.inventory import LAST_COVERAGE, LAST_FINDINGS, LAST_REPORTS, LAST_RESOURCES
from highground.tables.posture import LAST_VERDICTS

log = logging.getLogger(__name__)

LAST = {
    "resources": LAST_RESOURCES,
    "coverage": LAST_COVERAGE,
    "reports": LAST_REPORTS,
    "findings": LAST_FINDINGS,
    "verdicts": LAST_VERDICTS,
}

LONGEST_RUN = timedelta(days=1)  # parts younger than this may belong to a run that goes on

ATTEMPTS = 10  # at publishing on a base that stays the latest


class Cancelled(Exception):
    """Somebody asked the run to stop. What it has read stays, until the run is swept."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One run, with all it needs to read and to publish."""

    home: Home
    library: Library
    sources: Sequence[tuple[str, Source]]  # by the name of the connector, or "files"
    run_id: str
    began_at: datetime

    @property
    def folder(self) -> Path:
        """Where finished units wait for the second half."""
        return self.home.run_folder(self.run_id)


def collect(scan: Scan) -> None:
    """Read all units that have not been read, some at a time.

    A file that cannot be read is written down and the others go on. Raises `Cancelled` between
    units; what is finished by then is not read again when the run resumes.
    """
    (scan.folder / "units").mkdir(parents=True, exist_ok=True)
    units = [
        (f"{name}:{unit}", source, unit) for name, source in scan.sources for unit in source.units()
    ]
    done = sum(_is_done(scan, key) for key, *_ in units)
    scan.home.runs.progress(scan.run_id, done, len(units), "Reading")
    with ThreadPoolExecutor(scan.home.settings.workers) as pool:
        waiting: list[Future[None]] = [
            pool.submit(_collect_unit, scan, key, source, unit)
            for key, source, unit in units
            if not _is_done(scan, key)
        ]
        try:
            for future in as_completed(waiting):
                future.result()
                done += 1
                scan.home.runs.progress(scan.run_id, done, len(units), "Reading")
        finally:
            pool.shutdown(cancel_futures=True)
    reach("units-finished")


def publish(scan: Scan) -> dict[str, Any]:
    """Make the snapshot and its summary. A run that has published only tells what it did."""
    for _ in range(ATTEMPTS):
        base = scan.home.store.latest()
        with _database(scan.folder, scan.home.settings.memory_mb) as con:
            duplicates = _load(con, scan, base)
            reach("collected")
            given = scan.library.given(
                scan.home.settings, scan.began_at, base.began_at if base else None
            )
            pipeline.run(con, given, between=lambda: stop_if_asked(scan))
            done = scan.home.store.of_run(scan.run_id)
            if done is None and not _publish(con, scan, base):
                continue
            return _summary(con, scan, duplicates)
    raise Outrun("other runs published first, again and again")


def sweep(scan: Scan) -> None:
    """Delete what the run kept to itself, and parts that no snapshot names."""
    rmtree(scan.folder, ignore_errors=True)
    scan.home.store.sweep(datetime.now(UTC) - LONGEST_RUN)
    reach("run-swept")


def stop_if_asked(scan: Scan) -> None:
    """Raise `Cancelled` if somebody asked for it."""
    if scan.home.runs.get(scan.run_id).cancel_requested:
        raise Cancelled(scan.run_id)


def _collect_unit(scan: Scan, key: str, source: Source, unit: str) -> None:
    stop_if_asked(scan)
    try:
        expected = tuple(source.expected(unit, scan.began_at))
        land(scan.folder / "units", key, expected, source.collect(unit, scan.began_at))
    except BadInput as error:
        log.warning("%s", error)
        _error_file(scan, key).write_text(str(error), encoding="utf-8")


def _is_done(scan: Scan, key: str) -> bool:
    return landed(scan.folder / "units", key) or _error_file(scan, key).is_file()


def _error_file(scan: Scan, key: str) -> Path:
    return place(scan.folder / "units", key).with_suffix(".error")


@contextmanager
def _database(folder: Path, memory_mb: int) -> Iterator[DuckDBPyConnection]:
    """A database in memory that spills into the run's folder, and leaves nothing there."""
    with TemporaryDirectory(dir=folder) as spill:
        con = connect(Path(spill), memory_mb)
        try:
            yield con
        finally:
            con.close()


def _load(con: DuckDBPyConnection, scan: Scan, base: Snapshot | None) -> int:
    """What this run read and the base snapshot's tables, as the stages expect them."""
    duplicates = sum(read_back(con, scan.folder / "units", table) for table in TABLES)
    _refuse_if_nothing_was_read(con, scan)
    last = base.connect() if base else None
    for name, table in LAST.items():
        con.execute(table.ddl)
        if last is not None and base is not None:
            columns = ", ".join(f'"{each}"' for each in table.columns)
            for path in base.parts.get(name, ()):
                sql = f"INSERT INTO {table.name} SELECT {columns} FROM read_parquet(?)"
                con.execute(sql, [path])
    return duplicates


def _refuse_if_nothing_was_read(con: DuckDBPyConnection, scan: Scan) -> None:
    """Raise `NotReady` where files alone were named and none of them could be read."""
    errors = _errors(scan)
    only_files = all(source.kind == "files" for _, source in scan.sources)
    [(read,)] = con.execute(
        "SELECT (SELECT count(*) FROM collected) + (SELECT count(*) FROM collected_reports)"
    ).fetchall()
    if only_files and errors and not read:
        raise NotReady("\n".join(("nothing could be read, so nothing was published", *errors)))


def _errors(scan: Scan) -> list[str]:
    """What was wrong with each file that could not be read."""
    files = (scan.folder / "units").glob("*.error")
    return sorted(file.read_text(encoding="utf-8") for file in files)


def _publish(con: DuckDBPyConnection, scan: Scan, base: Snapshot | None) -> bool:
    """Store all tables and publish them, unless another run was first."""
    parts = [part for table in FACTS for part in scan.home.store.write(con, table)]
    reach("parts-stored")
    stop_if_asked(scan)
    times = (scan.began_at, datetime.now(UTC))
    try:
        scan.home.store.publish(scan.run_id, base, times, version("highground"), parts)
    except Outrun:
        log.info("another run published first: making the snapshot again on top of it")
        return False
    return True


def _summary(con: DuckDBPyConnection, scan: Scan, duplicates: int) -> dict[str, Any]:
    def counts(sql: str) -> dict[str, int]:
        return {str(name): int(n) for name, n in con.execute(sql).fetchall()}

    accounts = {
        name: sorted(
            {
                a
                for (a,) in con.execute(
                    "SELECT DISTINCT account FROM looks WHERE source = ?", [source.kind]
                ).fetchall()
            }
        )
        for name, source in scan.sources
    }
    return {
        "resources": counts("SELECT environment, count(*) FROM resources GROUP BY 1 ORDER BY 1"),
        "looks": counts("SELECT outcome, count(*) FROM looks GROUP BY 1 ORDER BY 1"),
        "verdicts": counts("SELECT status, count(*) FROM verdicts GROUP BY 1 ORDER BY 1"),
        "recommendations": counts("SELECT risk_level, count(*) FROM risks GROUP BY 1 ORDER BY 1"),
        "findings": counts(
            "SELECT CASE WHEN resource_id IS NULL THEN 'unmatched' ELSE 'matched' END, count(*) "
            "FROM findings GROUP BY 1 ORDER BY 1"
        ),
        "duplicates": duplicates,
        "errors": _errors(scan),
        "not_understood": _not_understood(con),
        "broken_policies": [str(each) for each in scan.library.broken],
        "accounts": accounts,
    }


def _not_understood(con: DuckDBPyConnection) -> dict[str, int]:
    """What files held that no parser of ours knows, counted by its name."""
    rows = con.execute(
        "SELECT type, sum(count)::BIGINT FROM looks "
        "WHERE outcome = 'unsupported' AND code <> 'NotInExport' GROUP BY 1 ORDER BY 1"
    ).fetchall()
    return dict(Counter({str(type_): int(n) for type_, n in rows}))
