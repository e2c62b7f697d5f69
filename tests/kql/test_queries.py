"""Queries are translated within limits; what is wrong with one is said at its place."""

import duckdb
import pytest
from duckdb import DuckDBPyConnection

from highground.errors import NotKql
from highground.kql import functions, queries
from highground.kql.column import Column
from highground.kql.queries import Schema, compile, schema_of

TABLES = {"resources": ["id", "name", "type", "kind", "properties"], "securityresources": ["id"]}


@pytest.fixture
def schema(con: DuckDBPyConnection) -> Schema:
    functions.install(con)
    con.execute(
        "CREATE TABLE resources (id VARCHAR, name VARCHAR, type VARCHAR, kind VARCHAR, "
        "properties JSON)"
    )
    return schema_of(con)


def problem(text: str) -> tuple[str, int | None, int | None]:
    with pytest.raises(NotKql) as caught:
        queries.translate(text, Schema(duckdb.connect(), TABLES))
    return str(caught.value), caught.value.line, caught.value.column


def test_a_query_has_columns_in_the_languages_own_types(schema: Schema) -> None:
    text = "resources | project id, n = 1, at = now(), d = 1d, properties, f = 1.5, b = 1 == 1"
    assert compile(text, schema).columns == (
        Column("id", "string"),
        Column("n", "long"),
        Column("at", "datetime"),
        Column("d", "timespan"),
        Column("properties", "dynamic"),
        Column("f", "real"),
        Column("b", "bool"),
    )


def test_tables_are_found_whatever_their_case(schema: Schema) -> None:
    assert compile("Resources | count", schema) == compile("resources | count", schema)


@pytest.mark.parametrize(
    ("text", "said", "line", "column"),
    [
        ("resources\n| wher name == 'a'", "`wher` is no operator", 2, 3),
        ("resources | where name == ", "ends too early", 1, 27),
        ("resources\n| where kind == 'x'\n| where name = 'a'", "compare with `==`", 3, 14),
        ("resource | count", "there is no table `resource`", 1, 1),
        ("resources | union (\n  teams | take 1)", "there is no table `teams`", 2, 3),
        ("resources | extend x = fancy(name)", "function `fancy` is not supported", 1, 24),
        ("resources | summarize fancy(name)", "function `fancy` is not supported", 1, 23),
        ("resources | make-series n = count() on id step 1", "`make-series`", 1, 13),
        ("resources | extend kind = 1 | mv-apply x = id on (take 1)", "`mv-apply`", 1, 31),
        ("externaldata(a:string)['https://example.com/a.csv']", "`externaldata`", 1, 1),
        ("resources | union external_table('x')", "`external_table`", 1, 19),
        ("database('base').resources | count", "leave out `database`", 1, 1),
        (".show tables", "control commands", 1, 1),
        (".set Stolen <| resources", "control commands", 1, 1),
        ("['/etc/passwd']", "no table `/etc/passwd`", 1, 2),
        ("resources | join kind=inner (['a.csv']) on id", "no table `a.csv`", 1, 31),
        ("resources | where id in ((['a.csv'] | take 1))", "no table `a.csv`", 1, 28),
        ("let x = toscalar(['a.json'] | count); print x", "no table `a.json`", 1, 19),
    ],
)
def test_an_error_stands_at_its_place(text: str, said: str, line: int, column: int) -> None:
    message, *place = problem(text)
    assert said in message
    assert place == [line, column]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("// nothing", "empty"),
        ("print x = '" + "a" * queries.MAX_BYTES + "'", "longer than 64 KB"),
        ("print x = " + "(" * 60 + "1" + ")" * 60, "more than 50 deep"),
        (f"resources | where name in ({', '.join('1' * 501)})", "more than 500 items"),
        ("resources | where " + " and ".join(["name == 'a'"] * 900), "nested too deeply"),
        ("union *", "name each table"),
        ("resources | union res*", "name each table"),
    ],
)
def test_a_query_has_limits(text: str, said: str) -> None:
    assert said in problem(text)[0]


@pytest.mark.parametrize(
    ("text", "said", "column"),
    [
        ("resources | where nmae == 'a'", "there is no column `nmae`", 19),
        ("resources | project id | where name == 'a'", "there is no column `name`", 32),
        ("resources | extend x = properties.a + 1", "convert each value first", None),
    ],
)
def test_what_does_not_bind_is_explained(
    schema: Schema, text: str, said: str, column: int | None
) -> None:
    with pytest.raises(NotKql, match=said) as caught:
        compile(text, schema)
    assert caught.value.column == column
