"""Queries run apart from us: what one may take, what it may touch, and what others notice."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from highground.errors import NotKql, TooMuch
from highground.kql import child
from highground.kql.column import Column
from highground.kql.sandbox import Limits, Sandbox, Source
from highground.scopes import Scope
from tests.kql import estate

SMALL = Limits(seconds=8.0, memory_mb=300, rows=1000, result_mb=1, children=3)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    return estate.source(tmp_path_factory.mktemp("estate"))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(SMALL) as made:
        yield made


def test_a_result_is_columns_and_json_values(sandbox: Sandbox, source: Source) -> None:
    result = sandbox.query(
        "resources | where kind == 'StorageV2' | project name, properties.count, d = 1d, "
        "at = datetime(2026-01-05), v = parse_version('1.0'), l = split('a,b', ','), n = real(nan)",
        source,
    )
    assert result.columns[:2] == (Column("name", "string"), Column("properties_count", "dynamic"))
    assert result.rows == [
        [
            "shopdata",
            "many",
            "1.00:00:00",
            "2026-01-05T00:00:00Z",
            "1000000000000000000000000",
            ["a", "b"],
            "NaN",
        ]
    ]
    assert not result.truncated


def test_each_reader_gets_its_own_rows(sandbox: Sandbox, source: Source) -> None:
    counts = [
        sandbox.query("resources | count", source, scope).rows
        for scope in (Scope(), Scope((estate.AWS,)), Scope(()), Scope())
    ]
    assert counts == [[[5]], [[2]], [[0]], [[5]]]


def test_an_error_says_where(sandbox: Sandbox, source: Source) -> None:
    with pytest.raises(NotKql, match="no column `nme`") as caught:
        sandbox.query("resources\n| where nme == 'a'", source)
    assert (caught.value.line, caught.value.column) == (2, 9)


def test_rows_past_the_limit_are_left_out_and_said_so(sandbox: Sandbox, source: Source) -> None:
    result = sandbox.query("range x from 1 to 5000 step 1 | order by x asc", source)
    assert (len(result.rows), result.rows[-1], result.truncated) == (1000, [1000], True)


def test_a_result_too_large_is_refused(sandbox: Sandbox, source: Source) -> None:
    with pytest.raises(TooMuch, match="larger than 1 MB"):
        sandbox.query("range x from 1 to 900 step 1 | extend s = strrep('x', 2000)", source)


@pytest.mark.parametrize(
    "text",
    [
        "['/etc/passwd']",
        "['/etc/passwd'] | count",
        "resources | union ['/etc/passwd']",
        "resources | join kind=inner ['/etc/passwd'] on id",
        "let t = ['/etc/passwd']; t",
        "print x = toscalar(['/etc/passwd'])",
        "resources | where id in ((['/etc/passwd'] | take 1))",
        "externaldata(a:string)['file:///etc/passwd']",
        "database('base').resources",
        "sqlite_master",
        "information_schema.tables",
        "duckdb_settings()",
        ".drop table resources",
        ".set resources <| print 1",
        ".ingest into table resources (@'/etc/passwd')",
        "print x = read_text('/etc/passwd')",
        "print x = getenv('PATH')",
        "print 1; COPY (SELECT 1) TO '/tmp/out'",
    ],
)
def test_only_our_tables_can_be_read(sandbox: Sandbox, source: Source, text: str) -> None:
    with pytest.raises(NotKql):
        sandbox.query(text, source)


def test_not_even_another_part_of_the_lake_is_a_table(sandbox: Sandbox, source: Source) -> None:
    file = source.parts["resources"][0]
    with pytest.raises(NotKql, match="there is no table"):
        sandbox.query(f"['{file}']", source)


BOMBS = [
    "range x from 1 to 1000000000 step 1 | summarize make_list(x)",
    "range x from 1 to 50000000 step 1 | summarize make_list(strcat('aaaaaaaaaaaaaaaa', x))",
    "range x from 1 to 1000 step 1 | extend s = strrep('abcdefgh', 100000000) | summarize max(s)",
    "resources | extend s = strrep('ab', 300000000) | summarize make_list(s)",
    "print x = range(1, 1000000000)",
]


@pytest.mark.parametrize("text", BOMBS)
def test_a_query_that_eats_memory_is_stopped(sandbox: Sandbox, source: Source, text: str) -> None:
    began = time.monotonic()
    with pytest.raises(TooMuch, match=r"300 MB of memory|longer than 8 seconds"):
        sandbox.query(text, source)
    assert time.monotonic() - began < SMALL.seconds + 4
    assert sandbox.query("resources | count", source).rows == [[5]]


CROSS_JOIN = """
range x from 1 to 200000 step 1 | extend k = 1
| join kind=inner (range y from 1 to 200000 step 1 | extend k = 1) on k
| summarize count() by x % 7
"""


def test_a_query_that_never_ends_is_killed_while_others_go_on(source: Source) -> None:
    with Sandbox(Limits(seconds=4.0, memory_mb=300, children=3)) as sandbox:
        sandbox.query("resources | count", source)
        ended: list[tuple[float, str]] = []

        def cross_join() -> None:
            began = time.monotonic()
            with pytest.raises(TooMuch) as caught:
                sandbox.query(CROSS_JOIN, source)
            ended.append((time.monotonic() - began, str(caught.value)))

        bomb = threading.Thread(target=cross_join)
        bomb.start()
        answered = 0
        while bomb.is_alive():
            assert sandbox.query("resources | count", source).rows == [[5]]
            answered += 1
        bomb.join()
    [(seconds, said)] = ended
    assert said == "the query took longer than 4 seconds"
    assert 4 <= seconds < 12  # the child had to start, too
    assert answered > 3


def test_too_many_at_once_are_told_to_come_back(source: Source) -> None:
    with Sandbox(Limits(seconds=3.0, wait_seconds=0.1, children=1)) as sandbox:
        sandbox.query("resources | count", source)
        slow = threading.Thread(target=_swallow, args=(sandbox, CROSS_JOIN, source))
        slow.start()
        time.sleep(0.3)
        with pytest.raises(TooMuch, match="1 queries are running already"):
            sandbox.query("resources | count", source)
        slow.join()
        assert sandbox.query("resources | count", source).rows == [[5]]


def test_no_setting_and_no_file_is_left_open(source: Source) -> None:
    schema = child.prepared(source.parts, None, {"threads": 1, "memory_mb": 300})
    for sql in (
        "SET enable_external_access = true",
        "SET memory_limit = '9GB'",
        "SET lock_configuration = false",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        f"COPY resources TO '{Path(source.parts['resources'][0]).parent}/stolen.parquet'",
        f"COPY resources TO '{source.parts['resources'][0]}'",
        "ATTACH 'other.db'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "INSERT INTO resources SELECT * FROM resources",
    ):
        with pytest.raises(duckdb.Error):
            schema.con.execute(sql)
    here = [1, 2]  # a Python variable is no table
    with pytest.raises(duckdb.Error):
        schema.con.execute("SELECT * FROM here")
    assert here


def test_a_child_inherits_no_secret(monkeypatch: pytest.MonkeyPatch, source: Source) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "example")
    with Sandbox(SMALL) as sandbox:
        sandbox.query("print 1", source)
        [child] = sandbox._idle
        environment = Path(f"/proc/{child.process.pid}/environ")
        if not environment.exists():
            pytest.skip("this system does not show it")
        assert b"AWS_SECRET_ACCESS_KEY" not in environment.read_bytes()


def test_a_child_that_died_while_idle_is_replaced(source: Source) -> None:
    with Sandbox(SMALL) as sandbox:
        sandbox.query("print 1", source)
        [child] = sandbox._idle
        child.process.kill()
        child.process.wait()
        assert sandbox.query("resources | count", source).rows == [[5]]


def test_a_snapshot_whose_parts_are_gone_is_our_fault(tmp_path: Path) -> None:
    with Sandbox(SMALL) as sandbox, pytest.raises(RuntimeError, match="query process ended"):
        sandbox.query("resources", Source("gone", {"resources": [str(tmp_path / "no.parquet")]}))


def test_closing_ends_every_child(source: Source) -> None:
    with Sandbox(SMALL) as sandbox:
        sandbox.query("print 1", source)
        pids = [child.process.pid for child in sandbox._idle]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def _swallow(sandbox: Sandbox, text: str, source: Source) -> None:
    with pytest.raises(TooMuch):
        sandbox.query(text, source)
