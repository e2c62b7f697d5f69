"""Rows for people and for programs: a table, JSON or CSV on standard output."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation
    from rich.console import Console


class Format(StrEnum):
    """How rows are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def say(message: str) -> None:
    """Print a message to standard error: rows alone go to standard output."""
    sys.stderr.write(f"{message}\n")


def terminal() -> Console:
    """Where progress is shown, if somebody watches."""
    from rich.console import Console

    return Console(stderr=True, highlight=False)


def print_rows(columns: Sequence[str], rows: Sequence[Sequence[Any]], format_: Format) -> None:
    """Print rows. JSON is a list of objects whose names are the columns."""
    if format_ is Format.JSON:
        objects = [dict(zip(columns, row, strict=True)) for row in rows]
        sys.stdout.write(json.dumps(objects, default=_plain, indent=1, ensure_ascii=False) + "\n")
    elif format_ is Format.CSV:
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(value) for value in row] for row in rows)
        sys.stdout.write(out.getvalue())
    else:
        _print_table(columns, rows)


def print_relation(
    relation: DuckDBPyRelation, format_: Format, documents: Sequence[str] = ()
) -> None:
    """Print what a query gives; `documents` are columns of JSON text, printed as JSON."""
    columns = list(relation.columns)
    at = [columns.index(name) for name in documents]
    rows = []
    for row in relation.fetchall():
        cells = list(row)
        for place in at:
            cells[place] = _parsed(cells[place])
        rows.append(cells)
    print_rows(columns, rows, format_)


def _parsed(value: Any) -> Any:
    """JSON text as what it says, also inside lists of structs."""
    if isinstance(value, list):
        return [
            {k: json.loads(v) if k == "value" and v is not None else v for k, v in each.items()}
            for each in value
        ]
    return None if value is None else json.loads(value)


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from rich.console import Console  # programs read JSON and CSV, and do without
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(name, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    # A pipe has no width: whoever reads it gets whole lines.
    console = Console(highlight=False) if sys.stdout.isatty() else Console(width=400)
    console.print(table)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, datetime | date):
        return str(_plain(value))
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ", ".join(value)
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        aware = value if value.tzinfo else value.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else str(value)
