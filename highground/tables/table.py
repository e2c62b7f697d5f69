"""What a table is: its columns, types and key, checked wherever a stage hands one on."""

from __future__ import annotations

from dataclasses import dataclass

from duckdb import DuckDBPyRelation

Relation = DuckDBPyRelation

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
