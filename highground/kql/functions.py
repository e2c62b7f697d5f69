"""KQL functions that the compiler lacks, as DuckDB macros."""

from __future__ import annotations

from duckdb import DuckDBPyConnection
from duckdb_kql.translate.functions import (
    AGGREGATE_FUNCTIONS,
    SCALAR_FUNCTIONS,
    AggregateSpec,
    FunctionSpec,
)

from highground.kql import policy_functions

# Building blocks. A dynamic comes as JSON, or as a list of DuckDB's where the compiler made one.
PART_SQL = r"""
CREATE OR REPLACE MACRO hg_list(x) AS TRY_CAST(to_json(x) AS JSON[]);
CREATE OR REPLACE MACRO hg_text(x) AS
    CASE WHEN json_type(to_json(x)) NOT IN ('OBJECT', 'ARRAY', 'NULL') THEN to_json(x) ->> '$' END;
CREATE OR REPLACE MACRO hg_distinct(l) AS CASE
    WHEN len(list_distinct(l)) = len(l) THEN l
    ELSE list_filter(l, lambda e, i: list_position(l, e) = i) END;
CREATE OR REPLACE MACRO hg_bool(x) AS CASE json_type(x)
    WHEN 'BOOLEAN' THEN x::BOOLEAN
    WHEN 'VARCHAR' THEN CASE lower(trim(x ->> '$')) WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE
        ELSE TRY_CAST(x ->> '$' AS BIGINT) <> 0 END
    WHEN 'OBJECT' THEN NULL WHEN 'ARRAY' THEN NULL
    ELSE TRY_CAST(x AS DOUBLE) <> 0 END;
CREATE OR REPLACE MACRO hg_keys(x) AS
    CASE WHEN json_type(to_json(x)) = 'OBJECT' THEN json_keys(to_json(x)) END;
CREATE OR REPLACE MACRO hg_at(x, k) AS
    json_extract(to_json(x), '/' || replace(replace(k, '~', '~0'), '/', '~1'));
CREATE OR REPLACE MACRO hg_member(x, k) AS CASE
    WHEN typeof(k) IN ('VARCHAR', 'JSON') THEN hg_at(x, hg_text(k))
    ELSE json_extract(to_json(x), '$[' || CASE WHEN TRY_CAST(k AS BIGINT) < 0 THEN '#' ELSE '' END
        || TRY_CAST(k AS BIGINT) || ']') END;
CREATE OR REPLACE MACRO hg_entries(x) AS
    list_transform(hg_keys(x), lambda k: {'k': k, 'v': hg_at(x, k)});
CREATE OR REPLACE MACRO hg_object(entries) AS to_json(map(
    list_transform(entries, lambda e: e.k), list_transform(entries, lambda e: e.v)));
CREATE OR REPLACE MACRO hg_first(entries, keys) AS CASE
    WHEN len(list_distinct(keys)) = len(keys) THEN entries
    ELSE list_filter(entries, lambda e, i: list_position(keys, e.k) = i) END;
CREATE OR REPLACE MACRO hg_bag(entries) AS
    hg_object(hg_first(entries, list_transform(entries, lambda e: e.k)));
CREATE OR REPLACE MACRO hg_ip(x) AS
    CASE WHEN regexp_full_match(trim(x), '[0-9]{1,3}(\.[0-9]{1,3}){3}(/[0-9]{1,2})?')
    THEN list_transform([string_split(split_part(trim(x), '/', 1), '.')],
        lambda p: CASE WHEN list_max(list_transform(p, lambda o: o::INTEGER)) <= 255
        THEN p[1]::BIGINT * 16777216 + p[2]::BIGINT * 65536 + p[3]::BIGINT * 256 + p[4]::BIGINT
        END)[1] END;
CREATE OR REPLACE MACRO hg_bits(x) AS
    CASE WHEN hg_ip(x) IS NULL THEN NULL
    WHEN NOT contains(x, '/') THEN 32
    WHEN split_part(trim(x), '/', 2)::INTEGER <= 32 THEN split_part(trim(x), '/', 2)::INTEGER END;
CREATE OR REPLACE MACRO hg_element(x, i) AS
    CASE json_type(to_json(x)) WHEN 'ARRAY' THEN hg_list(x)[i] ELSE to_json(x) END;
CREATE OR REPLACE MACRO hg_net(x, bits) AS (hg_ip(x) >> (32 - bits)::BIGINT);
"""

FUNCTION_SQL = r"""
CREATE OR REPLACE MACRO hg_set_union(a, b) AS to_json(hg_distinct(list_concat(a, b)));
CREATE OR REPLACE MACRO hg_set_intersect(a, b) AS
    to_json(hg_distinct(list_filter(a, lambda e: list_contains(b, e))));
CREATE OR REPLACE MACRO hg_set_difference(a, b) AS
    to_json(hg_distinct(list_filter(a, lambda e: NOT list_contains(b, e))));
CREATE OR REPLACE MACRO hg_jaccard(a, b) AS
    len(list_intersect(a, b)) / len(list_distinct(list_concat(a, b)));
CREATE OR REPLACE MACRO hg_bag_keys(x) AS to_json(hg_keys(x));
CREATE OR REPLACE MACRO hg_bag_has_key(x, k) AS list_contains(hg_keys(x), k);
CREATE OR REPLACE MACRO hg_bag_remove(x, l) AS
    CASE WHEN hg_keys(x) IS NOT NULL THEN hg_object(list_filter(hg_entries(x), lambda e:
        NOT list_contains(list_transform(coalesce(l, []), lambda k: k ->> '$'), e.k))) END;
CREATE OR REPLACE MACRO hg_without_empty(x) AS
    hg_object(list_filter(hg_entries(x), lambda e: json_type(e.v) <> 'NULL' AND e.v <> '""'));
CREATE OR REPLACE MACRO hg_bag_merge(bags) AS CASE
    WHEN len(list_filter(bags, lambda b: json_type(b) NOT IN ('OBJECT', 'NULL'))) = 0
    THEN hg_bag(flatten(list_transform(
        list_filter(bags, lambda b: json_type(b) = 'OBJECT'), lambda b: hg_entries(b)))) END;
CREATE OR REPLACE MACRO hg_make_bag(bags) AS coalesce(hg_bag(flatten(list_transform(
    list_filter(bags, lambda b: json_type(b) = 'OBJECT'), lambda b: hg_entries(b)))), '{}'::JSON);
CREATE OR REPLACE MACRO hg_split_at(parts, i) AS CASE
    WHEN i >= 0 AND i < len(parts) THEN to_json([parts[i + 1]]) ELSE to_json(['']) END;
CREATE OR REPLACE MACRO hg_ip_compare(a, b, bits) AS
    CASE WHEN bits BETWEEN 0 AND 32 THEN
        sign(hg_net(a, least(hg_bits(a), hg_bits(b), bits))
        - hg_net(b, least(hg_bits(a), hg_bits(b), bits)))::BIGINT END;
CREATE OR REPLACE MACRO hg_ip_in_range(x, range) AS
    CASE WHEN hg_bits(x) >= hg_bits(range)
    THEN hg_net(x, hg_bits(range)) = hg_net(range, hg_bits(range))
    WHEN hg_bits(x) < hg_bits(range) THEN FALSE END;
CREATE OR REPLACE MACRO hg_ip_private(x) AS hg_ip_in_range(x, '10.0.0.0/8')
    OR hg_ip_in_range(x, '172.16.0.0/12') OR hg_ip_in_range(x, '192.168.0.0/16');
CREATE OR REPLACE MACRO hg_parse_version(x) AS
    CASE WHEN regexp_full_match(x, '[0-9]{1,8}(\.[0-9]{1,8}){0,3}') THEN
    list_reduce(list_transform([1, 2, 3, 4],
        lambda i: coalesce(string_split(x, '.')[i], '0')::DECIMAL(38, 0)),
        lambda sum, part: (sum * 100000000 + part)::DECIMAL(38, 0)) END;
CREATE OR REPLACE MACRO hg_extract_json(x, path) AS
    CASE json_type(TRY_CAST(x AS JSON), path) WHEN 'VARCHAR'
    THEN TRY_CAST(x AS JSON) ->> path ELSE json_extract(TRY_CAST(x AS JSON), path)::VARCHAR END;
CREATE OR REPLACE MACRO hg_array_iff(c, a, b) AS to_json(list_transform(hg_list(c),
    lambda e, i: CASE WHEN TRY_CAST(e AS BOOLEAN) THEN hg_element(a, i) ELSE hg_element(b, i) END));
CREATE OR REPLACE MACRO hg_rotate(l, n) AS to_json(CASE WHEN len(l) = 0 THEN l ELSE
    list_transform(l, lambda e, i: l[((i - 1 + n) % len(l) + len(l)) % len(l) + 1]) END);
"""


def install(con: DuckDBPyConnection) -> None:
    """Give a connection the macros; without them a translated query that calls one cannot bind."""
    con.execute(PART_SQL + FUNCTION_SQL)


# A value, or NULL for JSON's null. A column's type is known to DuckDB only.
NOT_JSON_NULL = (
    "(CASE WHEN typeof({0}) = 'JSON' AND json_type(to_json({0})) = 'NULL' THEN NULL ELSE {0} END)"
)

# Name to a template for each number of arguments. `{0}` is the first argument in SQL.
TEMPLATES: dict[str, tuple[str, ...]] = {
    "bag_keys": ("hg_bag_keys({0})",),
    "bag_has_key": ("hg_bag_has_key({0}, {1})",),
    "bag_remove_keys": ("hg_bag_remove({0}, hg_list({1}))",),
    "jaccard_index": ("hg_jaccard(hg_list({0}), hg_list({1}))",),
    "ipv4_is_private": ("hg_ip_private({0})",),
    "ipv4_is_in_range": ("hg_ip_in_range({0}, {1})",),
    "ipv4_is_match": (
        "(hg_ip_compare({0}, {1}, 32) = 0)",
        "(hg_ip_compare({0}, {1}, {2}) = 0)",
    ),
    "ipv4_compare": ("hg_ip_compare({0}, {1}, 32)", "hg_ip_compare({0}, {1}, {2})"),
    "ipv4_netmask_suffix": ("hg_bits({0})::BIGINT",),
    "parse_version": ("hg_parse_version({0})",),
    "extract_json": ("hg_extract_json({1}, {0})",),
    "extractjson": ("hg_extract_json({1}, {0})",),
    "array_iff": ("hg_array_iff({0}, {1}, {2})",),
    "array_iif": ("hg_array_iff({0}, {1}, {2})",),
    "array_rotate_left": ("hg_rotate(hg_list({0}), {1})",),
    "array_rotate_right": ("hg_rotate(hg_list({0}), -({1}))",),
    "string_size": ("octet_length(encode({0}))::BIGINT",),
    "notempty": ("({0} IS NOT NULL AND CAST({0} AS VARCHAR) <> '')",),
    "translate": ("translate({2}, {0}, {1})",),
    "url_decode": ("url_decode({0})",),
    "url_encode": ("url_encode({0})",),
    "tohex": ("lower(to_hex({0}))",),
    "isascii": ("regexp_full_match({0}, '[\\x00-\\x7F]*')",),
    "hg_tobool": (
        "(CASE WHEN typeof({0}) = 'JSON' THEN hg_bool(to_json({0})) "
        "ELSE TRY_CAST({0} AS BOOLEAN) END)",
    ),
    "hg_without_empty": ("hg_without_empty({0})",),
    "hg_member": ("hg_member({0}, {1})",),
    "hg_string": ("coalesce({0}, '')",),
    "hg_filled": (NOT_JSON_NULL,),
    "hg_isnull": (f"({NOT_JSON_NULL} IS NULL)",),
    "hg_isnotnull": (f"({NOT_JSON_NULL} IS NOT NULL)",),
    "range": (
        "to_json(generate_series({0}, {1}))",
        "to_json(generate_series({0}, {1}, {2}))",
    ),
    "split": ("str_split({0}, {1})", "hg_split_at(str_split({0}, {1}), {2})"),
    "todecimal": ("TRY_CAST({0} AS DECIMAL(38, 10))",),
}

# Functions of any number of sets, folded from the left.
FOLDED = {
    "set_union": "hg_set_union",
    "set_intersect": "hg_set_intersect",
    "set_difference": "hg_set_difference",
}

# A bare dynamic compared with a number or a truth value: the compiler would cast to JSON and
# abort at the first value of another type. The coercions module puts these in their place.
COMPARISONS = {"==": "=", "!=": "<>", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


class _Choice(FunctionSpec):
    """A function whose template depends on how many arguments it is given."""

    def render(self, args: list[str]) -> str:
        templates = {_arity(each): each for each in TEMPLATES[self.name]}
        if len(args) not in templates:
            raise ValueError(f"{self.name}() does not take {len(args)} argument(s)")
        return templates[len(args)].format(*args)


class _Fold(FunctionSpec):
    """A function of two sets, made one of many."""

    def render(self, args: list[str]) -> str:
        if len(args) < 2:
            raise ValueError(f"{self.name}() takes two sets or more")
        sql = args[0]
        for other in args[1:]:
            sql = f"{FOLDED[self.name]}(hg_list({sql}), hg_list({other}))"
        return sql


class _Merge(FunctionSpec):
    """`bag_merge`: where bags share a key, the first one's value stays."""

    def render(self, args: list[str]) -> str:
        return f"hg_bag_merge([{', '.join(f'to_json({each})' for each in args)}])"


class _FirstText(FunctionSpec):
    """`coalesce` of texts: the first that is not empty."""

    def render(self, args: list[str]) -> str:
        texts = (f"nullif({each}, '')" for each in args)
        return f"coalesce({', '.join(texts)}, '')"


def _arity(template: str) -> int:
    return max(n for n in range(4) if f"{{{n}}}" in template) + 1


def _register() -> None:
    for name in TEMPLATES:
        SCALAR_FUNCTIONS[name] = _Choice(name, "template", "")
    for name in FOLDED:
        SCALAR_FUNCTIONS[name] = _Fold(name, "template", "")
    SCALAR_FUNCTIONS["hg_first_text"] = _FirstText("hg_first_text", "template", "")
    SCALAR_FUNCTIONS["bag_merge"] = _Merge("bag_merge", "template", "")
    for op, sql in COMPARISONS.items():
        missing = "TRUE" if op == "!=" else "FALSE"
        SCALAR_FUNCTIONS[f"hg_compare{op}"] = FunctionSpec(
            f"hg_compare{op}",
            "template",
            f"coalesce(CASE WHEN typeof({{0}}) = 'JSON' "
            f"THEN TRY_CAST({{0}} AS DOUBLE) {sql} {{1}} ELSE {{0}} {sql} {{1}} END, {missing})",
            (2,),
        )
    for name, template, arities in (
        ("make_bag", "hg_make_bag(list(to_json({0})))", (1, 2)),
        ("make_bag_if", "hg_make_bag(list(to_json({0})) FILTER (WHERE {1}))", (2, 3)),
        ("anyif", "any_value({0}) FILTER (WHERE {1})", (2,)),
        ("take_anyif", "any_value({0}) FILTER (WHERE {1})", (2,)),
        ("minif", "min({0}) FILTER (WHERE {1})", (2,)),
        ("maxif", "max({0}) FILTER (WHERE {1})", (2,)),
        ("count_distinct", "count(DISTINCT {0})", (1,)),
    ):
        prefix = {"make_bag": "bag", "make_bag_if": "bag"}.get(name)
        AGGREGATE_FUNCTIONS[name] = AggregateSpec(name, template, arities, name_prefix=prefix)


# The compiler keeps its functions as data; ours stand beside them.
_register()
policy_functions.install()
