"""One piece of work over the synthetic resources: `python -m bench.work WHAT FOLDER`."""

from __future__ import annotations

import json
import pickle
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection

from bench import lean
from bench.measured import cpu, measure
from highground.pipeline import FACTS, Given, run
from highground.runs.library import Library
from highground.snapshots import ROWS_PER_GROUP, WRITE_SQL
from highground.tables.database import connect
from highground.tables.graph import EXPOSURE
from highground.tables.inventory import COVERAGE, FINDINGS, RESOURCES
from highground.tables.posture import LAST_VERDICTS, VERDICTS

AT = datetime(2026, 1, 5)  # noqa: DTZ001 — UTC without zone, as DuckDB's TIMESTAMP
BATCH = 5_000
[VERDICTS_STAGE] = [stage for stage in FACTS if stage.makes is VERDICTS]

# Every look that a query policy leans on completed.
COVERAGE_SQL = """
INSERT INTO coverage BY NAME
SELECT account, 'global' AS region, type, aspect, 'complete' AS outcome, '' AS code
FROM (SELECT DISTINCT account FROM resources)
CROSS JOIN (SELECT unnest($types) AS type, unnest($aspects) AS aspect)
"""

Numbers = dict[str, float]


def json_valid(folder: Path, _: Library) -> Numbers:
    """The limit: each document is only looked at whether it is JSON."""
    sql = f"""
        SELECT count(*), count(*) FILTER (json_valid(properties) AND json_valid(aspects))
        FROM read_parquet('{folder}/*.parquet')
    """
    [(rows, valid)] = connect().execute(sql).fetchall()
    assert rows == valid
    return {"rows": rows}


def python(folder: Path, library: Library) -> Numbers:
    """A lean loop in Python: parse each document once, then ask what the policies ask."""
    counts: Counter[str] = Counter()
    for file in sorted(folder.glob("*.parquet")):
        parquet = pq.ParquetFile(file)
        type_ = next(parquet.iter_batches(1, columns=["type"])).to_pylist()[0]["type"]
        plan = lean.plan([each for each in library.policies if each.applies_to == type_])
        for batch in parquet.iter_batches(BATCH, columns=["properties", "aspects", "tags"]):
            for row in batch.to_pylist():
                documents = {name: json.loads(text) for name, text in row.items()}
                counts.update(lean.judge(plan, documents))
    return dict(counts)


def verdicts(folder: Path, library: Library) -> Numbers:
    """The verdict stage as a run has it: resources in a table, verdicts then stored as parts."""
    with TemporaryDirectory(dir=folder.parent) as spill:
        con = connect(Path(spill))
        _fill(con, folder, library)
        given = _given(library)
        began = cpu()
        run(con, given, [VERDICTS_STAGE])
        judged = cpu()
        out = Path(spill) / "verdicts"
        out.mkdir()
        size = sum(_write(con, out, account) for account in _accounts(con))
        [(rows,)] = con.execute("SELECT count(*) FROM verdicts").fetchall()
        found = con.execute("SELECT status, count(*) FROM verdicts GROUP BY 1").fetchall()
        return {
            "rows": rows,
            "bytes": size,
            "judging": judged - began,
            "writing": cpu() - judged,
            **{str(status): float(n) for status, n in found},
        }


def _fill(con: DuckDBPyConnection, folder: Path, library: Library) -> None:
    given = {name for name in RESOURCES.columns if name in pq.read_schema(_first(folder)).names}
    columns = ", ".join(
        f'{name}::{type_} AS "{name}"' if name in given else f'NULL::{type_} AS "{name}"'
        for name, type_ in RESOURCES.columns.items()
    )
    con.execute(
        f"CREATE TABLE resources AS SELECT {columns} FROM read_parquet('{folder}/*.parquet')"
    )
    for table in (COVERAGE, FINDINGS, EXPOSURE, LAST_VERDICTS):
        con.execute(table.ddl)
    looks = {(policy.applies_to, "list") for policy in library.policies} | {
        (need.type, aspect)
        for policy in library.policies
        for need in policy.needs
        for aspect in ("list", *need.aspects)
    }
    types, aspects = zip(*sorted(looks), strict=True)
    con.execute(COVERAGE_SQL, {"types": list(types), "aspects": list(aspects)})


def _write(con: DuckDBPyConnection, folder: Path, account: str) -> int:
    path = folder / f"{account}.parquet"
    where = f"account = '{account}'"
    con.execute(
        WRITE_SQL.format(
            table="verdicts", where=where, order=VERDICTS.order, path=path, rows=ROWS_PER_GROUP
        )
    )
    return path.stat().st_size


def _accounts(con: DuckDBPyConnection) -> Iterator[str]:
    rows = con.execute("SELECT DISTINCT account FROM verdicts ORDER BY 1").fetchall()
    yield from (account for (account,) in rows)


def _first(folder: Path) -> Path:
    return next(iter(sorted(folder.glob("*.parquet"))))


def _given(library: Library) -> Given:
    return Given(
        policies=library.policies,
        absences=library.absences,
        relevance=library.relevance,
        tag_rules=library.tag_rules,
        known_exploited=library.known_exploited,
        at=AT,
    )


WORK: Mapping[str, Callable[[Path, Library], Numbers]] = {
    "json_valid": json_valid,
    "python": python,
    "verdicts": verdicts,
}


def main() -> None:
    """Do it, and print what it cost as one line of JSON."""
    what, folder, library = sys.argv[1:]
    loaded: Any = pickle.loads(Path(library).read_bytes())
    print(measure(partial(WORK[what], Path(folder), loaded)))


if __name__ == "__main__":
    main()
