from __future__ import annotations

from collections.abc import Iterator

import pytest
from duckdb import DuckDBPyConnection

from tests.demo.estate import Demo, demo_estate

__all__ = ["demo_estate"]


@pytest.fixture(scope="session")
def shown(demo_estate: Demo) -> Iterator[DuckDBPyConnection]:
    """Every table of the demo's newest view."""
    con = demo_estate.view().connect()
    yield con
    con.close()
