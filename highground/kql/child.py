"""The process in which users' queries run: it reads one snapshot's parts and nothing else.

`python -m highground.kql.child FD` answers requests on the socket FD until its other end closes.
Whoever started it kills it when a query takes too long, so nothing here needs to be polite.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import duckdb
from duckdb import DuckDBPyConnection

from highground.errors import NotKql
from highground.kql import queries, values, views
from highground.kql.sql import connect
from highground.scopes import Scope

BATCH = 1000
OURS = (duckdb.InternalException, duckdb.IOException, duckdb.FatalException)
PAGE = resource.getpagesize()

Request = Mapping[str, Any]


def main() -> None:
    """Answer requests, one at a time."""
    sys.setrecursionlimit(20_000)
    server = Server()
    with Connection(int(sys.argv[1])) as pipe:
        pipe.send_bytes(b"ready")
        while True:
            try:
                request = json.loads(pipe.recv_bytes())
            except EOFError:
                return
            pipe.send_bytes(json.dumps(server.answer(request)).encode())


class Server:
    """The prepared database of one snapshot and scope, and what it answers."""

    def __init__(self) -> None:
        self.schema: queries.Schema | None = None

    def answer(self, request: Request) -> dict[str, Any]:
        """A result, or why there is none."""
        limits = request["limits"]
        _limit_memory(limits["memory_mb"])
        _limit_processor(limits["seconds"] * limits["threads"])
        if "parts" in request:
            self.schema = prepared(request["parts"], request["scope"], limits)
        if self.schema is None:
            raise RuntimeError("asked before any parts were given")
        try:
            return _result(self.schema, request["text"], limits)
        except NotKql as error:
            return {"not_kql": [str(error), error.line, error.column]}
        except (duckdb.OutOfMemoryException, MemoryError):
            return {"too_much": f"the query needs more than {limits['memory_mb']} MB of memory"}


def prepared(
    parts: Mapping[str, Sequence[str]], ids: list[str] | None, limits: Mapping[str, int]
) -> queries.Schema:
    """A locked database over these parts, in which a reader sees what `ids` allow."""
    con = connect()
    con.execute(f"SET threads = {int(limits['threads'])}")
    con.execute(f"SET memory_limit = '{int(limits['memory_mb']) * 3 // 4}MB'")
    views.given(con, parts, Scope(None if ids is None else tuple(ids)))
    views.create(con)
    _lock(con, [file for files in parts.values() for file in files])
    return queries.schema_of(con)


def _lock(con: DuckDBPyConnection, files: list[str]) -> None:
    """Leave the connection nothing to read but these files, for good."""
    con.execute("SET temp_directory = ''")
    con.execute("SET allowed_paths = $files", {"files": files})
    for setting, value in (
        ("enable_external_access", "false"),
        ("autoinstall_known_extensions", "false"),
        ("autoload_known_extensions", "false"),
        ("allow_community_extensions", "false"),
        ("python_enable_replacements", "false"),
        ("python_scan_all_frames", "false"),
        ("lock_configuration", "true"),  # last: nothing can be set from here on
    ):
        con.execute(f"SET {setting} = {value}")


def _result(schema: queries.Schema, text: str, limits: Mapping[str, int]) -> dict[str, Any]:
    sql = queries.translate(text, schema)
    try:
        con = schema.con.execute(f"SELECT * FROM ({sql}) LIMIT {int(limits['rows']) + 1}")
        columns = con.description or []
        titles, types = [each[0] for each in columns], [each[1] for each in columns]
        rows = _rows(con, types, limits)
    except OURS:
        raise
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error as error:
        raise queries.refused(error, text) from error
    if rows is None:
        size = limits["result_mb"]
        return {"too_much": f"the result is larger than {size} MB: project fewer columns"}
    named = queries.columns(titles, types)
    return {
        "columns": [[each.name, each.type] for each in named],
        "rows": rows[: limits["rows"]],
        "truncated": len(rows) > limits["rows"],
    }


def _rows(
    con: DuckDBPyConnection, types: list[Any], limits: Mapping[str, int]
) -> list[list[Any]] | None:
    """All rows as JSON's values; None if they are too many bytes."""
    ready = [values.ready(type_) for type_ in types]
    rows: list[list[Any]] = []
    size = 0
    while batch := con.fetchmany(BATCH):
        made = [[make(value) for make, value in zip(ready, row, strict=True)] for row in batch]
        size += len(json.dumps(made))
        if size > limits["result_mb"] * 2**20:
            return None
        rows += made
    return rows


def _limit_memory(megabytes: int) -> None:
    """Let the operating system refuse what DuckDB does not count: long texts, growing lists."""
    statm = Path("/proc/self/statm")
    if statm.exists():  # elsewhere the limit on data is not enforced, and the clock must do
        used = int(statm.read_text().split()[5]) * PAGE
        soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        if soft == resource.RLIM_INFINITY:
            resource.setrlimit(resource.RLIMIT_DATA, (used + megabytes * 2**20, hard))


def _limit_processor(seconds: float) -> None:
    """End the process if nobody is left to kill it."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + int(seconds) + 10, hard))


if __name__ == "__main__":
    main()
