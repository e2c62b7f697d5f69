"""Functions that policies have beside KQL's own: ports, addresses and the time of the run."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

from duckdb_kql import ir
from duckdb_kql.translate.functions import SCALAR_FUNCTIONS, FunctionSpec

# Each takes any JSON as its first argument and is NULL of what it cannot judge.
OURS = ("port_in", "any_address")

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

CLOCK = "clock_of_the_run"


def install() -> None:
    """Teach the compiler these functions. Doing so twice changes nothing."""
    for name, template, arity in (
        ("port_in", PORT_IN_SQL, 2),
        ("any_address", ANY_ADDRESS_SQL, 1),
        (CLOCK, "clock_at", 0),
    ):
        SCALAR_FUNCTIONS[name] = FunctionSpec(name, "template", template, (arity,))


def at_the_given_time(part: Any) -> Any:
    """The same tree with `now()` and `ago()` read off the column `clock_at`, not off the clock."""
    match part:
        case ir.FunctionCall(name="now", args=()):
            return ir.FunctionCall(CLOCK, ())
        case ir.FunctionCall(name="now", args=(offset,)):
            return ir.BinaryOp("+", ir.FunctionCall(CLOCK, ()), offset)
        case ir.FunctionCall(name="ago", args=(span,)):
            return ir.BinaryOp("-", ir.FunctionCall(CLOCK, ()), span)
    if isinstance(part, list | tuple):
        return type(part)(at_the_given_time(each) for each in part)
    if is_dataclass(part) and not isinstance(part, type):
        parts = {each.name: at_the_given_time(getattr(part, each.name)) for each in fields(part)}
        return replace(part, **parts)
    return part
