"""Each function answers as its page says: https://learn.microsoft.com/kusto/query/<function>."""

from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from highground.kql import functions, queries
from highground.kql.values import ready


@pytest.fixture(scope="module")
def con() -> DuckDBPyConnection:
    from highground.kql.sql import connect

    con = connect()
    functions.install(con)
    return con


def value(con: DuckDBPyConnection, text: str) -> Any:
    found = con.execute(queries.translate(f"print x = {text}", queries.Schema(con, {})))
    assert found.description
    [(x,)] = found.fetchall()
    return ready(found.description[0][1])(x)


DOCUMENTED = [
    ("bag_keys(dynamic({'a':'b', 'c':123}))", ["a", "c"]),
    ("bag_keys(dynamic({'a':'b', 'c':{'d':123}}))", ["a", "c"]),
    ("bag_keys(dynamic({'a':'b', 'c':[{'d':123}]}))", ["a", "c"]),
    ("bag_keys(dynamic(null))", None),
    ("bag_keys(dynamic({}))", []),
    ("bag_keys(dynamic('a'))", None),
    ("bag_keys(dynamic([]))", None),
    ("bag_has_key(dynamic({'key1': 123, 'key2': 'abc'}), 'key2')", True),
    ("bag_has_key(dynamic({'key1': 123}), 'key3')", False),
    (
        "bag_remove_keys(dynamic({'p1': 123, 'p2': 456, 'p3': 789}), dynamic(['p1', 'p3', 'p5']))",
        {"p2": 456},
    ),
    (
        "bag_merge(dynamic({'A1':12, 'B1':2, 'C1':3}), dynamic({'A2':81, 'B2':82, 'A1':1}))",
        {"A1": 12, "B1": 2, "C1": 3, "A2": 81, "B2": 82},
    ),
    ("set_union(dynamic([1, 2]), dynamic([2, 4]), dynamic([8]))", [1, 2, 4, 8]),
    ("set_intersect(dynamic([1, 2, 4, 8]), dynamic([2, 4, 9]), dynamic([4]))", [4]),
    ("set_intersect(dynamic([1]), dynamic([2]))", []),
    ("set_difference(dynamic([1, 2, 4, 4]), dynamic([2]), dynamic([8]))", [1, 4]),
    ("set_difference(dynamic(['a']), dynamic(['A']))", ["a"]),
    ("jaccard_index(dynamic([1, 2, 3]), dynamic([1, 2, 3, 4, 4, 4]))", 0.75),
    ("ipv4_is_private('192.168.1.1/24')", True),
    ("ipv4_is_private('10.1.2.3')", True),
    ("ipv4_is_private('202.1.2.3')", False),
    ("ipv4_is_private('127.0.0.1')", False),
    ("ipv4_is_private('10.1.2.300')", None),
    ("ipv4_is_in_range('127.0.0.1', '127.0.0.1')", True),
    ("ipv4_is_in_range('192.168.1.6', '192.168.1.1/24')", True),
    ("ipv4_is_in_range('192.168.1.1', '192.168.2.1/24')", False),
    ("ipv4_is_in_range('shop', '192.168.2.1/24')", None),
    ("ipv4_is_match('127.0.0.1', '127.0.0.1')", True),
    ("ipv4_is_match('192.168.1.1', '192.168.1.255')", False),
    ("ipv4_is_match('192.168.1.1/24', '192.168.1.255/24')", True),
    ("ipv4_is_match('192.168.1.1', '192.168.1.255', 24)", True),
    ("ipv4_compare('192.168.1.1', '192.168.1.255')", -1),
    ("ipv4_compare('192.168.1.1/24', '192.168.1.255/24')", 0),
    ("ipv4_netmask_suffix('10.1.2.3/16')", 16),
    ("ipv4_netmask_suffix('10.1.2.3')", 32),
    ("parse_ipv4('192.1.168.1')", 3221334017),
    ("parse_version('0.0.0.5')", "5"),
    ("parse_version('0.0.7.0')", "700000000"),
    ("parse_version('1.2.3.4') < parse_version('1.2.10')", True),
    ("parse_version('1.0') == parse_version('1.0.0.0')", True),
    ("parse_version('1.2.3.4.5')", None),
    ("extract_json('$.hosts[1].AvailableMB', '{\"hosts\":[{},{\"AvailableMB\":512}]}')", "512"),
    ("extractjson('$.a', '{\"a\": \"x\"}')", "x"),
    ("extract_json('$.a', 'no json')", None),
    (
        "array_iff(dynamic([true, false, true]), dynamic([1, 2, 3]), dynamic([4, 5, 6]))",
        [1, 5, 3],
    ),
    ("array_rotate_left(dynamic([1, 2, 3, 4, 5]), 2)", [3, 4, 5, 1, 2]),
    ("array_rotate_left(dynamic([1, 2, 3, 4, 5]), -2)", [4, 5, 1, 2, 3]),
    ("array_rotate_right(dynamic([1, 2, 3, 4, 5]), 2)", [4, 5, 1, 2, 3]),
    ("string_size('hello')", 5),
    ("string_size('⒦⒰⒮⒯⒪')", 15),
    ("translate('krasp', 'otsku', 'spark')", "kusto"),
    ("translate('abc', '', 'ab')", ""),
    ("range(1, 8, 3)", [1, 4, 7]),
    ("split('aaa_bbb_ccc', '_')", ["aaa", "bbb", "ccc"]),
    ("split('aaa_bbb_ccc', '_', 1)", ["bbb"]),
    ("tohex(256)", "100"),
    ("url_decode('https%3a%2f%2fwww.bing.com%2f')", "https://www.bing.com/"),
    ("replace(@'is (\\d+)', @'was: \\1', 'Number is 7')", "Number was: 7"),
    ("notempty('')", False),
    ("port_in('20-25', 22)", True),
    ("any_address('0.0.0.0/0')", True),
]


@pytest.mark.parametrize(("text", "wanted"), DOCUMENTED)
def test_a_function_answers_as_documented(con: DuckDBPyConnection, text: str, wanted: Any) -> None:
    assert value(con, text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("make_bag(pack(k, v))", {"a": 1, "b": 2}),
        ("make_bag(pack(k, v), 10)", {"a": 1, "b": 2}),
        ("make_bag_if(pack(k, v), v > 1)", {"b": 2}),
        ("anyif(k, v > 1)", "b"),
        ("maxif(v, k == 'a')", 1),
    ],
)
def test_an_aggregate_answers_as_documented(
    con: DuckDBPyConnection, text: str, wanted: Any
) -> None:
    query = f"datatable(k:string, v:long)['a', 1, 'b', 2] | summarize x = {text}"
    found = con.execute(queries.translate(query, queries.Schema(con, {})))
    assert found.description
    [(x,)] = found.fetchall()
    assert ready(found.description[0][1])(x) == wanted


def test_a_text_function_reads_the_text_inside_a_dynamic(con: DuckDBPyConnection) -> None:
    query = "print d = dynamic({'ip': '10.0.0.1'}) | project x = ipv4_is_private(d.ip)"
    assert con.execute(queries.translate(query, queries.Schema(con, {}))).fetchall() == [(True,)]


def test_a_wrong_number_of_arguments_is_named(con: DuckDBPyConnection) -> None:
    with pytest.raises(Exception, match=r"bag_keys.*does not take 2"):
        queries.translate("print x = bag_keys(1, 2)", queries.Schema(con, {}))
