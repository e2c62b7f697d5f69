"""Bare dynamics where a query compares or tests them, made safe for values of any type.

`properties.x > 5` is legal in Resource Graph. The compiler would cast the other side to JSON, and
the first row whose value is of another type would abort the whole query.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from duckdb_kql import ir

from highground.kql.functions import COMPARISONS
from highground.kql.names import replaced

FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
TO_TYPE = {  # the last argument of `extract`, as the dialect hands it on
    "long": "tolong",
    "int": "toint",
    "real": "todouble",
    "double": "todouble",
    "datetime": "todatetime",
    "bool": "tobool",
}
MAYBE_DYNAMIC = frozenset(["hg_member", "coalesce", "iff", "iif", "case"])
OF_DYNAMICS = {
    "isnull": "hg_isnull",
    "isnotnull": "hg_isnotnull",
    "notnull": "hg_isnotnull",
    "tobool": "hg_tobool",
    "toboolean": "hg_tobool",
}
NUMBERS = frozenset(["long", "int", "real", "decimal"])
TIMES = frozenset(
    ["now", "ago", "todatetime", "datetime_add", "startofday", "bin", "make_datetime"]
)
TEXTS = frozenset(
    [
        *("tostring", "strcat", "tolower", "toupper", "substring", "extract", "replace", "trim"),
        *("trim_start", "trim_end", "strcat_array", "strcat_delim", "format_datetime"),
        *("replace_string", "replace_regex", "hg_first_text", "hg_string"),
    ]
)


# Where functions take a text, which a dynamic is not before `tostring()`.
TEXT_ARGUMENTS = {
    **dict.fromkeys(("extract", "translate"), (2,)),
    **dict.fromkeys(("extract_all",), (1, 2)),
    **dict.fromkeys(("trim", "trim_start", "trim_end", "extract_json", "extractjson"), (1,)),
    **dict.fromkeys(("replace_regex", "replace_string", "countof", "indexof", "strlen"), (0,)),
    **dict.fromkeys(("url_encode", "url_decode", "string_size", "parse_version"), (0,)),
    **dict.fromkeys(("parse_url", "parse_ipv4", "parse_ipv6", "ipv4_netmask_suffix"), (0,)),
    **dict.fromkeys(("ipv4_is_private", "ipv4_is_in_range"), (0, 1)),
    **dict.fromkeys(("ipv4_is_match", "ipv4_compare"), (0, 1)),
}


def coerce(query: ir.Query) -> ir.Query:
    """The same query with conversions written out where a dynamic stands bare."""
    done: ir.Query = replaced(query, _node)
    return done


def _node(node: Any) -> Any:
    match node:
        case ir.Where(predicate=predicate):
            return ir.Where(_truth(predicate))
        case ir.Summarize(aggregates=aggregates, by=by):
            return ir.Summarize(tuple(_single(aggregates)), by)
        case ir.BinaryOp(op=op, left=left, right=right):
            return _binary(op, left, right)
        case ir.FunctionCall(name=name, args=args):
            return _call(name, args)
        case ir.PathAccess(base=base, steps=steps):
            return _path(base, steps)
        case ir.InList(value=value, items=items) if items:
            return _membership(node, value, items)
        case ir.Between(value=value, low=low) if _is_bare(value):
            return _between(node, value, low)
    return node


def _binary(op: str, left: ir.Expr, right: ir.Expr) -> ir.Expr:
    if op in ("and", "or"):
        return ir.BinaryOp(op, _truth(left), _truth(right))
    if _is_text(right):
        left = _text(left)
    if _is_text(left):
        right = _text(right)
    compared = _comparison(op, left, right) if op in COMPARISONS else None
    return compared or ir.BinaryOp(op, left, right)


def _single(aggregates: Sequence[ir.NamedExpr]) -> Iterator[ir.NamedExpr]:
    """`take_any(a, b)` is an aggregate for each of its columns."""
    for each in aggregates:
        match each.expr:
            case ir.FunctionCall(name="take_any" | "any" as name, args=[_, _, *_] as args):
                for arg in args:
                    yield ir.NamedExpr(ir.FunctionCall(name, (arg,)))
            case _:
                yield each


def _name(name: str, args: Sequence[ir.Expr]) -> str:
    """To KQL a member that holds JSON's null is null, and "yes" is no truth; to DuckDB not so."""
    return OF_DYNAMICS.get(name, name) if args and _is_bare(args[0]) else name


def _path(base: ir.Expr, steps: tuple[ir.PathStep, ...]) -> ir.Expr:
    """`tags[key]`: what a column names may be a member or a position; its type will tell."""
    for n, step in enumerate(steps):
        if step.name is None and not isinstance(step.index, ir.Literal | ir.UnaryOp):
            before = ir.PathAccess(base, steps[:n]) if n else base
            assert step.index is not None  # a step is a name or an index
            member = ir.FunctionCall("hg_member", (before, step.index))
            return _path(member, steps[n + 1 :]) if steps[n + 1 :] else member
    return ir.PathAccess(base, steps)


def _call(name: str, args: tuple[ir.Expr, ...]) -> ir.Expr:
    if name == "coalesce" and any(_is_text(each) for each in args):
        return ir.FunctionCall("hg_first_text", _alike(args))
    if name == "tostring" and len(args) == 1 and _is_text(args[0]):
        return ir.FunctionCall("hg_string", args)  # the compiler would ask DuckDB for its type
    if name == "replace" and len(args) == 3:
        # Resource Graph's `replace` is the old one: a regex, and the text comes last.
        return _call("replace_regex", (args[2], args[0], args[1]))
    if name == "extract" and len(args) == 4 and isinstance(args[3], ir.Literal):
        return _call(TO_TYPE.get(str(args[3].value), "tostring"), (_call("extract", args[:3]),))
    return ir.FunctionCall(_name(name, args), _arguments(name, args))


def _arguments(name: str, args: tuple[ir.Expr, ...]) -> tuple[ir.Expr, ...]:
    match name:
        case "not" | "countif":
            return tuple(_truth(each) for each in args)
        case "iff" | "iif" | "case" if len(args) > 2:
            return _branches(args)
        case "coalesce":
            return tuple(
                ir.FunctionCall("hg_filled", (each,)) if _is_bare(each) else each for each in args
            )
    texts = TEXT_ARGUMENTS.get(name, ())
    return tuple(
        ir.FunctionCall("tostring", (each,)) if n in texts and _is_bare(each) else each
        for n, each in enumerate(args)
    )


def _comparison(op: str, left: ir.Expr, right: ir.Expr) -> ir.Expr | None:
    if _is_bare(right) and not _is_bare(left):
        op, left, right = FLIPPED[op], right, left
    if not _is_bare(left):
        return None
    kind = _kind(right)
    if kind == "bool":
        return ir.BinaryOp(op, ir.FunctionCall("hg_tobool", (left,)), right)
    if kind in NUMBERS:
        return ir.FunctionCall(f"hg_compare{op}", (left, right))
    if kind == "datetime":
        return ir.BinaryOp(op, ir.FunctionCall("todatetime", (left,)), right)
    return None


def _membership(node: ir.InList, value: ir.Expr, items: Sequence[ir.Expr]) -> ir.Expr:
    if all(_is_text(each) for each in items):
        return replace(node, value=_text(value))
    if not _is_bare(value):
        return node
    kinds = {_kind(each) for each in items}
    if kinds <= NUMBERS:
        return ir.InList(ir.FunctionCall("todouble", (value,)), tuple(items), node.negated)
    if kinds == {"bool"}:
        return ir.InList(ir.FunctionCall("hg_tobool", (value,)), tuple(items), node.negated)
    return node


def _between(node: Any, value: ir.Expr, low: ir.Expr) -> Any:
    name = {"datetime": "todatetime"}.get(_kind(low) or "", "todouble")
    if _kind(low) not in (*NUMBERS, "datetime"):
        return node
    return replaced(node, lambda each: ir.FunctionCall(name, (value,)) if each is value else each)


def _branches(args: Sequence[ir.Expr]) -> tuple[ir.Expr, ...]:
    """The arguments of `iff` or `case`: every other one a condition, the last one a value."""
    conditions = args[:-1:2]
    values = iter(_alike([*args[1:-1:2], args[-1]]))
    mixed: list[ir.Expr] = []
    for condition in conditions:
        mixed += [_truth(condition), next(values)]
    return (*mixed, *values)


def _alike(values: Sequence[ir.Expr]) -> tuple[ir.Expr, ...]:
    """Values of one type: where some are text, dynamics become text too."""
    if not any(_is_text(each) for each in values):
        return tuple(values)
    return tuple(ir.FunctionCall("tostring", (v,)) if _is_bare(v) else v for v in values)


def _truth(part: ir.Expr) -> ir.Expr:
    return ir.FunctionCall("hg_tobool", (part,)) if _is_bare(part) else part


def _text(part: ir.Expr) -> ir.Expr:
    """What may turn out a dynamic, as text; the compiler sees to paths and columns itself."""
    if isinstance(part, ir.FunctionCall) and part.name in MAYBE_DYNAMIC:
        return ir.FunctionCall("tostring", (part,))
    return part


def _is_bare(part: Any) -> bool:
    return isinstance(part, ir.PathAccess | ir.ColumnRef)


def _is_text(part: Any) -> bool:
    match part:
        case ir.Literal(kind="string"):
            return True
        case ir.FunctionCall(name=name):
            return name in TEXTS
    return False


def _kind(part: Any) -> str | None:
    match part:
        case ir.Literal(kind=kind):
            return str(kind)
        case ir.UnaryOp(operand=inner) | ir.LetRef(value=inner):
            return _kind(inner)
        case ir.FunctionCall(name=name) if name in TIMES:
            return "datetime"
        case ir.BinaryOp(op="+" | "-", left=left):
            return _kind(left)
    return None
