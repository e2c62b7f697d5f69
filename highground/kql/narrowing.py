"""A query that asks a wide table for one type reads that type's rows only.

`securityresources` is a union of unlike rows, and planning all of it takes longer than most
queries run. Each of its types stands alone too, in schema `part` as `<table>/<type>`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import takewhile
from typing import Any

from duckdb_kql import ir

from highground.kql.names import replaced
from highground.kql.tree import below

SCHEMA = "part"


def narrow(query: ir.Query, parts: Collection[str]) -> ir.Query:
    """The same query over parts of tables, wherever its first conditions name one type."""
    bound = {name for each in below(query) if isinstance(each, ir.Query) for name, _ in each.lets}
    done: ir.Query = replaced(query, lambda node: _narrowed(node, parts, bound))
    return done


def _narrowed(node: Any, parts: Collection[str], bound: Collection[str]) -> Any:
    if isinstance(node, ir.Query) and isinstance(node.source, ir.TableRef):
        for type_ in _types(node):
            part = f"{node.source.name}/{type_}"
            if part in parts and node.source.name not in bound:
                source = ir.TableRef(part, SCHEMA)
                return ir.Query(source, node.operators, node.lets, node.parameters)
    return node


def _types(query: ir.Query) -> Iterator[str]:
    """The types that a query asks for before it does anything else."""
    for op in takewhile(lambda op: isinstance(op, ir.Where), query.operators):
        assert isinstance(op, ir.Where)
        for each in _conjuncts(op.predicate):
            match each:
                case ir.BinaryOp(op="==" | "=~", left=left, right=ir.Literal(value=str(type_))):
                    if _is_type(left):
                        yield type_.lower()


def _conjuncts(part: ir.Expr) -> Iterator[ir.Expr]:
    if isinstance(part, ir.BinaryOp) and part.op == "and":
        yield from _conjuncts(part.left)
        yield from _conjuncts(part.right)
    else:
        yield part


def _is_type(part: ir.Expr) -> bool:
    match part:
        case ir.ColumnRef(name="type"):
            return True
        case ir.FunctionCall(name="tolower" | "tostring", args=(inner,)):
            return _is_type(inner)
    return False
