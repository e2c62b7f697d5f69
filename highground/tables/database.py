"""An empty database in memory: its time is UTC, and what is too much for memory goes to disk."""

from __future__ import annotations

from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection

# What a run holds, unless a setting says otherwise. A million resources took 6.8 GB without a
# limit; with 1 GB they take 1.5 GB in all and a third more CPU, with half of it they do not fit.
MEMORY_MB = 2048


def connect(spill: Path | None = None, memory_mb: int = MEMORY_MB) -> DuckDBPyConnection:
    """Open it. With a folder `spill`, what is more than `memory_mb` goes there."""
    con = duckdb.connect()
    if spill is not None:
        con.execute("SET temp_directory = $folder", {"folder": str(spill)})
        con.execute(f"SET memory_limit = '{memory_mb}MB'")
    con.execute("SET TimeZone = 'UTC'")
    return con
