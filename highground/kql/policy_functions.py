"""Functions that policies have beside KQL's own: ports, addresses and the time of the run."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from duckdb_kql import ir
from duckdb_kql.translate.functions import SCALAR_FUNCTIONS, FunctionSpec

# Each takes any JSON as its first argument and is NULL of what it cannot judge.
OURS = ("port_in", "any_address", "fixed_source")

TEXT_SQL = "(CAST(to_json({0}) AS JSON) ->> '$')"

# `port_in(ports, 22)`: whether "22", 22, "20-25" or "*" contains the port.
PORT_IN_SQL = f"""CASE
    WHEN {TEXT_SQL} = '*' THEN TRUE
    WHEN regexp_full_match({TEXT_SQL}, '\\s*[0-9]{{{{1,5}}}}\\s*')
        THEN CAST({TEXT_SQL} AS INTEGER) = {{1}}
    WHEN regexp_full_match({TEXT_SQL}, '\\s*[0-9]{{{{1,5}}}}\\s*-\\s*[0-9]{{{{1,5}}}}\\s*')
        THEN {{1}} BETWEEN CAST(split_part({TEXT_SQL}, '-', 1) AS INTEGER)
            AND CAST(split_part({TEXT_SQL}, '-', 2) AS INTEGER)
END"""

# `any_address(source)`: whether it means everyone on the internet, in any environment's words.
ANY_ADDRESS_SQL = f"""CASE json_type(to_json({{0}})) WHEN 'VARCHAR' THEN
    lower(trim({TEXT_SQL})) IN ('*', 'any', 'internet', '0.0.0.0')
    OR regexp_full_match(lower(trim({TEXT_SQL})), '[0-9a-f:.]+/0')
END"""

# `fixed_source(condition)`: whether an IAM condition narrows who may call to values that are
# fixed, so that an `Allow` to everyone is not public. Rule and keys: "the meaning of public" in
# docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
SOURCE_OPERATORS = "stringequals|stringequalsignorecase|stringlike|arnequals|arnlike|ipaddress"
SOURCE_KEYS = (
    "aws:(sourceaccount|sourcearn|sourceowner|sourceorgid|sourceorgpaths|sourcevpc|sourcevpce"
    "|sourceip|principalorgid|principalorgpaths|principalaccount|principalarn|userid)"
    "|kms:calleraccount|s3:dataaccesspointarn|s3:dataaccesspointaccount"
)
FIXED_SOURCE_SQL = f"""list_transform([CAST(to_json({{0}}) AS JSON)], lambda given: CASE
    WHEN given IS NULL OR json_type(given) = 'NULL' THEN FALSE
    WHEN json_type(given) = 'OBJECT' THEN coalesce(list_bool_or(flatten(list_transform(
        json_keys(given), lambda operator: list_transform(
            json_keys(json_extract(given, '$."' || operator || '"')), lambda name:
                regexp_full_match(lower(operator), '(foranyvalue:)?({SOURCE_OPERATORS})')
                AND regexp_full_match(lower(name), '{SOURCE_KEYS}')
                AND list_bool_and(list_transform(
                    list_transform(
                        [json_extract(given, '$."' || operator || '"."' || name || '"')],
                        lambda value: CASE json_type(value)
                            WHEN 'ARRAY' THEN json_extract_string(value, '$[*]')
                            ELSE [json_extract_string(value, '$')]
                        END
                    )[1],
                    lambda wanted: coalesce(
                        (NOT regexp_matches(wanted, '[*?]')
                            OR regexp_matches(wanted, '^arn:[^:]*:[^:]*:[^:]*:[0-9]{{{{12}}}}:'))
                        AND NOT regexp_matches(wanted, '^[0-9a-f:.]+/0$'),
                        FALSE
                    )
                ))
        )
    ))), FALSE)
END)[1]"""

# KQL's conversions of JSON, each in one line: what the compiler writes for any type of column is
# a hundred times as long, and binding it within a list takes seconds.
JSON_SQL = {
    "tobool": """CASE json_type({0})
        WHEN 'BOOLEAN' THEN CAST({0} AS BOOLEAN)
        WHEN 'VARCHAR' THEN CASE
            WHEN lower(trim({0} ->> '$')) = 'true' THEN TRUE
            WHEN lower(trim({0} ->> '$')) = 'false' THEN FALSE
            ELSE TRY_CAST({0} ->> '$' AS BIGINT) <> 0
        END
        WHEN 'BIGINT' THEN CAST({0} AS BIGINT) <> 0
        WHEN 'UBIGINT' THEN CAST({0} AS UBIGINT) <> 0
    END""",
    "toint": """CASE
        WHEN json_type({0}) IN ('BIGINT', 'UBIGINT', 'DOUBLE')
            THEN TRY_CAST(trunc(CAST({0} AS DOUBLE)) AS INTEGER)
        WHEN json_type({0}) = 'BOOLEAN' THEN CAST(CAST({0} AS BOOLEAN) AS INTEGER)
        WHEN regexp_full_match({0} ->> '$', '\\s*[-+]?[0-9]+\\s*')
            THEN TRY_CAST(trim({0} ->> '$') AS INTEGER)
    END""",
    "tolong": """CASE
        WHEN json_type({0}) IN ('BIGINT', 'UBIGINT') THEN TRY_CAST({0} ->> '$' AS BIGINT)
        WHEN json_type({0}) = 'DOUBLE' THEN TRY_CAST(trunc(CAST({0} AS DOUBLE)) AS BIGINT)
        WHEN json_type({0}) = 'BOOLEAN' THEN CAST(CAST({0} AS BOOLEAN) AS BIGINT)
        WHEN regexp_full_match({0} ->> '$', '\\s*[-+]?[0-9]+\\s*')
            THEN TRY_CAST(trim({0} ->> '$') AS BIGINT)
    END""",
}
OF_JSON = {name: f"json_{name}" for name in JSON_SQL} | {"toboolean": "json_tobool"}

CLOCK = "clock_of_the_run"


def install() -> None:
    """Teach the compiler these functions. Doing so twice changes nothing."""
    for name, template, arity in (
        ("port_in", PORT_IN_SQL, 2),
        ("any_address", ANY_ADDRESS_SQL, 1),
        ("fixed_source", FIXED_SOURCE_SQL, 1),
        (CLOCK, "clock_at", 0),
    ):
        SCALAR_FUNCTIONS[name] = FunctionSpec(name, "template", template, (arity,))
    for of, template in JSON_SQL.items():
        name = OF_JSON[of]
        SCALAR_FUNCTIONS[name] = FunctionSpec(name, "template", template, (1,))


def ours(part: Any) -> Any:
    """The same tree with conversions of paths as ours, and the clock read off `clock_at`."""
    match part:
        case ir.FunctionCall(name=name, args=(ir.ColumnRef() as path,)) if name in OF_JSON:
            return ir.FunctionCall(OF_JSON[name], (path,))
        case ir.FunctionCall(name="now", args=()):
            return ir.FunctionCall(CLOCK, ())
        case ir.FunctionCall(name="now", args=(offset,)):
            return ir.BinaryOp("+", ir.FunctionCall(CLOCK, ()), offset)
        case ir.FunctionCall(name="ago", args=(span,)):
            return ir.BinaryOp("-", ir.FunctionCall(CLOCK, ()), span)
    if isinstance(part, list | tuple):
        return type(part)(ours(each) for each in part)
    if is_dataclass(part) and not isinstance(part, type):
        parts = {each.name: ours(getattr(part, each.name)) for each in fields(part)}
        return replace(part, **parts)
    return part
