"""An empty database in memory, with the one setting that all of ours have: time is UTC."""

from __future__ import annotations

from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection


def connect(spill: Path | None = None) -> DuckDBPyConnection:
    """Open it. What does not fit into memory goes into `spill`, if there is one."""
    con = duckdb.connect()
    if spill is not None:
        con.execute("SET temp_directory = $folder", {"folder": str(spill)})
    con.execute("SET TimeZone = 'UTC'")
    return con
