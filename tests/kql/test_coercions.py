"""A bare dynamic may hold any type: no value aborts a query, and none is misread."""

from typing import Any

import pytest

from highground.kql.queries import Schema
from tests.kql import estate
from tests.kql.estate import ask


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Schema:
    return estate.database(tmp_path_factory.mktemp("estate"))


STORES = "resources | where type =~ 'Microsoft.Storage/storageAccounts' | "

WRITTEN = [
    ("where properties.allowBlobPublicAccess == true | project name", [{"name": "shopdata"}]),
    ("where properties.allowBlobPublicAccess != true | project name", [{"name": "shoplogs"}]),
    ("where properties.count > 5 | project name", [{"name": "shoplogs"}]),
    ("where 5 < properties.count | project name", [{"name": "shoplogs"}]),
    ("where properties.count in (7, 8) | project name", [{"name": "shoplogs"}]),
    ("extend c = properties.count | where c >= 7 | project name", [{"name": "shoplogs"}]),
    (
        "project x = iff(properties.allowBlobPublicAccess, 'open', properties.count)",
        [{"x": "open"}, {"x": "7"}],
    ),
    (
        "project x = case(name == 'shopdata', properties.count, 'other')",
        [{"x": "many"}, {"x": "other"}],
    ),
    ("where isnull(properties.gone) and properties.gone != 'x' | count", [{"Count": 2}]),
    ("where tags.env =~ 'PROD' and tags['env'] in~ ('Prod') | count", [{"Count": 1}]),
]


@pytest.mark.parametrize(("text", "wanted"), WRITTEN)
def test_a_bare_dynamic_is_compared_whatever_it_holds(
    schema: Schema, text: str, wanted: Any
) -> None:
    assert ask(schema, STORES + text) == wanted


VALUES = "datatable(d:dynamic)[dynamic({'a': 'ab/c', 'n': 7, 't': true, 'no': null})]"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("isnull(d.no)", True),
        ("isnotnull(d.no)", False),
        ("coalesce(d.no, d.n)", 7),
        ("coalesce(tostring(d.no), tostring(d.a), 'x')", "ab/c"),
        ("tostring(coalesce(d.no, d.a, extract('a', 0, 'abc')))", "ab/c"),
        ("tobool(d.a)", None),
        ("tobool(d.t)", True),
        ("extract('^(a.*)$', 1, d.a)", "ab/c"),
        ("replace('a', 'z', d.a)", "zb/c"),
        ("trim('a', d.a)", "b/c"),
        ("split(d.a, '/')[1]", "c"),
        ("d.n == 7 and d.t == true and d.a != 7", True),
        ("d.no == 7 or d.no == true", False),
        ("d.n between (5 .. 8)", True),
        ("iff(d.a, 1, 2)", 2),
        ("iff(true, d.a, d.n) == 'ab/c'", True),
        ("coalesce(d.no, d.a) has 'ab'", True),
        ("d[strcat('', 'a')] =~ 'AB/C'", True),
        ("d[strcat('', 'n')]", 7),
        ("split(d.a, '/')[array_length(split(d.a, '/')) - 1] == 'c'", True),
    ],
)
def test_a_dynamic_means_what_it_means_to_kusto(schema: Schema, text: str, wanted: Any) -> None:
    assert ask(schema, f"{VALUES} | project x = {text}") == [{"x": wanted}]


ANY = ", ".join(
    f"dynamic({{'x': {value}}})"
    for value in ("1", "'a'", "'1'", "true", "null", "[1]", "{'b': 1}", "1.5")
)


@pytest.mark.parametrize(
    "text",
    [
        "d.x == 1",
        "d.x > 1.5",
        "d.x == true",
        "d.x != false",
        "d.x == 'a'",
        "d.x in ('a')",
        "d.x in (1, 2)",
        "d.x > ago(1d)",
        "d.x between (1 .. 2)",
        "not(d.x)",
        "d.x and d.x == 1",
        "isnull(d.x)",
        "d.x has 'a'",
        "toint(d.x) > 1",
        "iff(d.x, d.x, 'no') == 'a'",
    ],
)
def test_no_type_of_value_aborts_a_query(schema: Schema, text: str) -> None:
    for each in (text, text.replace("d.x", "c")):
        query = f"datatable(d:dynamic)[{ANY}] | extend c = d.x | project x = {each}"
        assert {row["x"] for row in ask(schema, query)} <= {True, False, None}
