"""Land what a unit yields as Parquet files that appear all at once, and read units back."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from shutil import rmtree
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from duckdb import DuckDBPyConnection

from highground.ids import digest, scope_of
from highground.inventory.collect import Coverage, Finding, Item, Raw, Report
from highground.points import reach
from highground.tables.inventory import (
    COLLECTED,
    COLLECTED_FINDINGS,
    COLLECTED_REPORTS,
    ENVELOPE_COLUMNS,
    LOOKS,
)
from highground.tables.table import Table

BATCH = 5_000  # rows held in memory before they are written

TABLES = (COLLECTED, LOOKS, COLLECTED_REPORTS, COLLECTED_FINDINGS)

# Of an id, a look, a report that several units give, the newest counts.
READ_SQL = """
SELECT {columns}
FROM (
    SELECT *, {unit} AS unit
    FROM read_parquet([{files}], union_by_name = TRUE, filename = TRUE)
)
QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY taken_at DESC, unit DESC) = 1
"""

Row = dict[str, Any]


def land(folder: Path, unit: str, expected: Sequence[Coverage], items: Iterable[Item]) -> None:
    """Write one unit below `folder`, or nothing: the last step is one rename.

    What `expected` says was going to be looked at stays a failed look unless `items` say how it
    ended. `items` may raise; then nothing of the unit is there.
    """
    reach("unit-begun")
    final = place(folder, unit)
    partial = final.with_suffix(".partial")
    rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    looks = {_look(each): each for each in expected}
    writers = {table.name: _Writer(partial, table) for table in TABLES}
    for item in items:
        if isinstance(item, Coverage):
            looks[_look(item)] = item
        else:
            table, row = _row(item)
            writers[table.name].add(row)
    for look in looks.values():
        writers[LOOKS.name].add(_coverage_row(look))
    newest = max((each.looked_at for each in looks.values()), default=datetime.now(UTC))
    for writer in writers.values():
        writer.close(newest)
    reach("unit-written")
    os.replace(partial, final)
    reach("unit-finished")


def landed(folder: Path, unit: str) -> bool:
    """Whether a unit was finished, by this process or by one that died since."""
    return place(folder, unit).is_dir()


def place(folder: Path, unit: str) -> Path:
    """Where a unit lands."""
    return folder / digest(unit)


def read_back(con: DuckDBPyConnection, folder: Path, table: Table) -> int:
    """Create `table` in `con` out of all landed units; give how many rows were not the newest."""
    files = sorted(folder.glob(f"*/{table.name}.parquet"))
    con.execute(table.ddl)
    if not files:
        return 0
    names = ", ".join(f"'{file}'" for file in files)
    columns = ", ".join(_read(name, type_) for name, type_ in table.columns.items())
    key = ", ".join(f'lower("{name}")' if name == "id" else f'"{name}"' for name in table.key)
    sql = READ_SQL.format(columns=columns, unit="filename", files=names, key=key)
    con.execute(f"INSERT INTO {table.name} {sql}")
    [(kept,)] = con.execute(f"SELECT count(*) FROM {table.name}").fetchall()
    [(all_,)] = con.execute(f"SELECT count(*) FROM read_parquet([{names}])").fetchall()
    return int(all_ - kept)


class _Writer:
    """One table's file of one unit, written batch by batch."""

    def __init__(self, folder: Path, table: Table) -> None:
        self.file = folder / f"{table.name}.parquet"
        self.schema = pa.schema([(name, _arrow(type_)) for name, type_ in table.columns.items()])
        self.rows: list[Row] = []
        self.out: pq.ParquetWriter | None = None

    def add(self, row: Row) -> None:
        self.rows.append(row)
        if len(self.rows) >= BATCH:
            self._flush()

    def close(self, taken_at: datetime) -> None:
        """Finish the file. `taken_at` orders units that saw the same thing."""
        if self.rows:
            self._flush()
        if self.out:
            self.out.close()
            table = pq.read_table(self.file)
            column = pa.array([_naive(taken_at)] * len(table), pa.timestamp("us"))
            pq.write_table(table.append_column("taken_at", column), self.file, compression="zstd")

    def _flush(self) -> None:
        batch = pa.Table.from_pylist(self.rows, self.schema)
        self.out = self.out or pq.ParquetWriter(self.file, self.schema, compression="zstd")
        self.out.write_table(batch)
        self.rows = []


def _row(item: Raw | Report | Finding) -> tuple[Table, Row]:
    if isinstance(item, Raw):
        return COLLECTED, _resource_row(item)
    if isinstance(item, Report):
        return COLLECTED_REPORTS, {**asdict(item), "taken_at": _naive(item.taken_at)}
    return COLLECTED_FINDINGS, {**asdict(item), "details": _json(item.details)}


def _resource_row(raw: Raw) -> Row:
    envelope = {name: raw.envelope.get(name) for name in ENVELOPE_COLUMNS}
    texts = {name: type_ == "VARCHAR" for name, type_ in ENVELOPE_COLUMNS.items()}
    row: Row = {
        name: value if texts[name] or value is None else _json(value)
        for name, value in envelope.items()
    }
    return row | {
        "id": raw.id,
        "name": raw.name,
        "type": raw.type,
        "location": raw.envelope.get("location", raw.region),
        "subscriptionId": raw.account,
        "properties": None if raw.properties is None else _json(raw.properties),
        "tags": None if raw.tags is None else _json(raw.tags),
        "environment": raw.environment,
        "account": raw.account,
        "region": raw.region,
        "scope_id": scope_of(raw.id, raw.account),
        "listed_in": raw.listed_in,
        "aspects": _json(raw.aspects),
        "missing": [asdict(each) for each in raw.missing],
    }


def _coverage_row(look: Coverage) -> Row:
    row = {name: getattr(look, name) for name in LOOKS.columns if name != "scope_id"}
    return row | {
        "outcome": look.outcome.value,
        "looked_at": _naive(look.looked_at),
        "scope_id": look.account,
    }


def _look(look: Coverage) -> tuple[str, str, str, str]:
    return look.account, look.region, look.type, look.aspect


def _json(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """A document as text, equal for equal documents. Times that SDKs parsed become text again."""
    return json.dumps(value, sort_keys=True, default=_text, ensure_ascii=False)


def _text(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, bytes):
        return value.decode("utf-8", errors="replace")
    return str(value)


def _naive(value: datetime) -> datetime:
    return value.astimezone(UTC).replace(tzinfo=None)


MISSING = pa.list_(pa.struct([("aspect", pa.string()), ("code", pa.string())]))

ARROW: Mapping[str, Callable[[], pa.DataType]] = {
    "VARCHAR": pa.string,
    "JSON": pa.string,
    "BIGINT": pa.int64,
    "DOUBLE": pa.float64,
    "BOOLEAN": pa.bool_,
    "TIMESTAMP": lambda: pa.timestamp("us"),
}


def _arrow(type_: str) -> pa.DataType:
    return ARROW[type_]() if type_ in ARROW else MISSING


def _read(name: str, type_: str) -> str:
    return f'"{name}"::JSON AS "{name}"' if type_ == "JSON" else f'"{name}"'


def units(folder: Path) -> Iterator[Path]:
    """The landed units of a run."""
    yield from (each for each in sorted(folder.iterdir()) if not each.suffix)
