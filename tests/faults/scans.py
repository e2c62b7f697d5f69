"""Many scans of one account, each under another fault, judged by the real pipeline together.

Planning a run's queries takes far longer than running them over thirty resources. So each scan is
put into an account of its own, by writing another account's number wherever ours stands, and all
of them are one estate: the stages cannot tell, and no account may change another's verdicts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
from duckdb import DuckDBPyConnection

from highground.inventory.calls import Calls
from highground.inventory.collect import Coverage, Item
from highground.inventory.land import TABLES, land, read_back
from highground.kql.sql import connect
from highground.pipeline import FACTS, TRIAGE, Given, run
from highground.runs.library import Library
from highground.runs.scan import LAST
from highground.tables.decisions import DECISIONS
from highground.tables.table import Table
from tests.emulator import ACCOUNT
from tests.fault_proxy import Call, FaultProxy
from tests.inventory.aws_looks import source

EARLIER = datetime(2026, 1, 4, tzinfo=UTC)
NOW = datetime(2026, 1, 5, tzinfo=UTC)
# EC2's ids have no account in them, and are unique all the same.
EC2_ID = re.compile(r"-[0-9a-f]{5}([0-9a-f]{12})\b")

AnyItem = TypeVar("AnyItem", bound=Item)
Tables = dict[str, pa.Table]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that goes wrong while an account is scanned."""

    kind: str
    name: str
    happen: Callable[[FaultProxy], None] = lambda _: None


@dataclass(frozen=True, slots=True)
class Look:
    """What a scan under a fault yielded, by unit, and the calls that it made."""

    fault: Fault
    calls: tuple[Call, ...]
    units: dict[str, tuple[tuple[Coverage, ...], tuple[Item, ...]]]

    def moved(self, account: str) -> Look:
        """The same in another account."""
        units = {
            name: (
                tuple(_moved(each, account) for each in expected),
                tuple(_moved(each, account) for each in items),
            )
            for name, (expected, items) in self.units.items()
        }
        return replace(self, units=units)


def look(proxy: FaultProxy, calls: Sequence[Calls], fault: Fault, at: datetime = NOW) -> Look:
    """Scan what `calls` look at, while `fault` happens."""
    proxy.forget()
    fault.happen(proxy)
    asked = source(proxy.url, calls=calls, account=ACCOUNT)  # the one that its runs knew before
    units = {
        unit: (tuple(asked.expected(unit, at)), tuple(asked.collect(unit, at)))
        for unit in asked.units()
    }
    return Look(fault, tuple(proxy.calls), units)


def judge(library: Library, looks: Iterable[Look], folder: Path, last: Tables) -> Tables:
    """Every table that a run makes of these looks, after the run of `EARLIER` or as the first."""
    for each in looks:
        for unit, (expected, items) in each.units.items():
            land(folder, f"{each.fault.name}:{unit}", expected, items)
    con = connect()
    for table in TABLES:
        read_back(con, folder, table)
    for name, table in LAST.items():
        con.execute(table.ddl)
        if last:
            _insert(con, table, last[name])
    for table in DECISIONS:
        con.execute(table.ddl)
    run(con, _given(library, EARLIER if last else None), (*FACTS, *TRIAGE))
    made = [stage.makes for stage in (*FACTS, *TRIAGE)]
    return {
        table.name: con.sql(f"FROM {table.name} ORDER BY {table.order}").to_arrow_table()
        for table in made
    }


def only(library: Library, types: Sequence[str]) -> Library:
    """The library with the policies on some types."""
    kept = tuple(each for each in library.policies if each.applies_to in types)
    return replace(library, policies=kept)


def number(n: int) -> str:
    """The n-th other account."""
    return f"{n + 1:05d}0000000"


def _given(library: Library, last_at: datetime | None) -> Given:
    return Given(
        policies=library.policies,
        absences=library.absences,
        relevance=library.relevance,
        tag_rules=library.tag_rules,
        known_exploited=library.known_exploited,
        at=NOW.replace(tzinfo=None),
        last_at=last_at and last_at.replace(tzinfo=None),
    )


def _insert(con: DuckDBPyConnection, table: Table, rows: pa.Table) -> None:
    columns = ", ".join(f'"{each}"' for each in table.columns)
    con.register("given", rows)
    con.execute(f"INSERT INTO {table.name} SELECT {columns} FROM given")
    con.unregister("given")


def _moved(item: AnyItem, account: str) -> AnyItem:
    names = ("id", "name", "account", "properties", "aspects", "tags", "envelope")
    told: dict[str, Any] = {
        name: _renamed(getattr(item, name), account) for name in names if hasattr(item, name)
    }
    return replace(item, **told)


def _renamed(value: Any, account: str) -> Any:
    if isinstance(value, str):
        return EC2_ID.sub(rf"-{account[:5]}\1", value.replace(ACCOUNT, account))
    if isinstance(value, dict):
        return {_renamed(key, account): _renamed(each, account) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_renamed(each, account) for each in value)
    return value
