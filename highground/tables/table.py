"""What a table is: its columns, types and key, checked wherever a stage hands one on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from duckdb import DuckDBPyConnection, DuckDBPyRelation

Relation = DuckDBPyRelation


class Rows(Protocol):
    """What a stage makes: rows on their way into their table."""

    def insert_into(self, table_name: str) -> None:
        """Put them into the table of that name."""


@dataclass(frozen=True, slots=True)
class Query:
    """Rows that are planned only once, when they go into their table.

    A relation is planned when it is made, for its columns, and again when it is used. That counts
    where planning takes longer than running.
    """

    con: DuckDBPyConnection
    sql: str
    params: Mapping[str, Any]

    def relation(self) -> Relation:
        """The same as a relation."""
        return self.con.sql(self.sql, params=dict(self.params))

    def insert_into(self, table_name: str) -> None:
        """Put the rows into a table that has all of their columns."""
        self.con.execute(f"INSERT INTO {table_name} BY NAME {self.sql}", dict(self.params))


# Why something was not seen: the aspect that would have shown it, and the provider's code.
MISSING = "STRUCT(aspect VARCHAR, code VARCHAR)[]"

# What a conclusion rests on: a value at a path of a resource.
EVIDENCE = 'STRUCT(resource_id VARCHAR, path VARCHAR, "value" JSON)[]'


@dataclass(frozen=True, slots=True)
class Table:
    """A table's name, key and columns (name to DuckDB type), in order."""

    name: str
    key: tuple[str, ...]
    columns: dict[str, str]

    @property
    def ddl(self) -> str:
        """The `CREATE TABLE` statement. A NULL in the key is our fault, so it fails."""
        columns = ", ".join(
            f'"{name}" {type_}{" NOT NULL" if name in self.key else ""}'
            for name, type_ in self.columns.items()
        )
        return f"CREATE TABLE {self.name} ({columns})"

    @property
    def order(self) -> str:
        """The key as an `ORDER BY`: equal tables have their rows in equal order."""
        return ", ".join(f'"{name}"' for name in self.key)

    def check(self, rows: Relation) -> Relation:
        """Return `rows` unchanged, or raise `TypeError`: a stage broke its contract."""
        found = list(zip(rows.columns, map(str, rows.types), strict=True))
        if found != list(self.columns.items()):
            raise TypeError(f"{self.name}: wanted {self.columns}, got {found}")
        return rows
