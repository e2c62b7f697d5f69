"""An empty database in memory, with the one setting that all of ours have: time is UTC."""

from __future__ import annotations

from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection


def connect(spill: Path | None = None) -> DuckDBPyConnection:
    """Open it. What does not fit into memory goes into `spill`, if there is one."""
    config = {} if spill is None else {"temp_directory": str(spill)}
    con = duckdb.connect(config=config)
    con.execute("SET TimeZone = 'UTC'")
    return con
