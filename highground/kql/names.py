"""The names of a query: which tables it may read, and what only its columns can answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from fnmatch import fnmatchcase
from typing import Any

from duckdb_kql import KqlError, ir
from duckdb_kql.schema import output_columns

from highground.errors import NotKql
from highground.kql import dialect
from highground.kql.tree import below

Tables = Mapping[str, Sequence[str]]  # the tables a query may read, each with its columns

EXPANDED = frozenset([dialect.ALL, dialect.ROW, "pack_all", "column_ifexists", "columnifexists"])


def resolve(query: ir.Query, tables: Tables) -> ir.Query:
    """Spell table names as they are, refuse others, and expand what stands for columns.

    A table that is not named here is refused before DuckDB sees it: to DuckDB a name can be a file.
    """
    return _query(query, {name: list(columns) for name, columns in tables.items()})


def replaced(part: Any, change: Callable[[Any], Any]) -> Any:
    """A tree with `change` applied to every node, from the leaves up."""
    if isinstance(part, tuple | list):
        return type(part)(replaced(each, change) for each in part)
    if is_dataclass(part) and not isinstance(part, type):
        parts = {each.name: replaced(getattr(part, each.name), change) for each in fields(part)}
        old = {each.name: getattr(part, each.name) for each in fields(part)}
        return change(part if parts == old else replace(part, **parts))
    return part


def _query(query: ir.Query, known: dict[str, list[str]]) -> ir.Query:
    lets = []
    for name, bound in query.lets:
        resolved = _query(bound, known) if isinstance(bound, ir.Query) else bound
        lets.append((name, resolved))
        if isinstance(resolved, ir.Query):
            known = known | {name: _columns(resolved, known) or []}
    done = ir.Query(_nested(_source(query.source, known), known), [], lets, query.parameters)
    for op in query.operators:
        op = _nested(op, known)
        if _stands_for_columns(op):
            op = _expand(op, _columns(done, known))
        done.operators.append(op)
    return done


def _source(source: ir.Source, known: Mapping[str, list[str]]) -> ir.Source:
    if isinstance(source, ir.TableRef):
        if source.database or source.cluster:
            raise NotKql("a query reads this installation only: leave out `database` and `cluster`")
        return ir.TableRef(_table(source.name, known))
    if isinstance(source, ir.WildcardTableRef):
        raise NotKql("name each table: a pattern of tables is not supported")
    if isinstance(source, ir.CommandSource):
        raise NotKql("control commands are not supported: a query begins with a table")
    return source


def _table(name: str, known: Mapping[str, list[str]]) -> str:
    if name in known:
        return name
    for each in known:
        if each.lower() == name.lower():
            return each
    raise NotKql(f"there is no table `{name}`: it can be {', '.join(sorted(known))}")


def _nested(part: Any, known: dict[str, list[str]]) -> Any:
    """The same part with every query inside it resolved."""
    if isinstance(part, ir.Query):
        return _query(part, known)
    if isinstance(part, tuple | list):
        return type(part)(_nested(each, known) for each in part)
    if isinstance(part, ir.TableRef | ir.WildcardTableRef | ir.CommandSource):
        return _source(part, known)
    if isinstance(part, ir.JoinKey):
        return ir.JoinKey(_unquoted(part.left), _unquoted(part.right))
    if is_dataclass(part) and not isinstance(part, type):
        parts = {each.name: _nested(getattr(part, each.name), known) for each in fields(part)}
        return replace(part, **parts)
    return part


def _unquoted(name: str) -> str:
    """A join's key as a plain name: the compiler leaves `['kind']` as it is written."""
    return name[2:-2] if name.startswith(("['", '["')) else name


def _columns(query: ir.Query, known: dict[str, list[str]]) -> list[str] | None:
    try:
        return list(output_columns(query, known))
    except KqlError:
        return None  # whatever is wrong with it is said when it is translated


def _stands_for_columns(op: ir.Operator) -> bool:
    if isinstance(op, ir.ProjectAway):
        return any(name.endswith("*") for name in op.columns)
    return any(isinstance(each, ir.FunctionCall) and each.name in EXPANDED for each in below(op))


def _expand(op: ir.Operator, columns: list[str] | None) -> Any:
    if columns is None:
        raise NotKql("the columns here are not known: name them one by one")
    if isinstance(op, ir.ProjectAway):
        gone = [c for c in columns if any(fnmatchcase(c, name) for name in op.columns)]
        return ir.ProjectAway(tuple(gone)) if gone else ir.Where(ir.Literal(True, "bool"))
    if isinstance(op, ir.Distinct):
        op = ir.Distinct(tuple(_distinct(op, columns)))
    return replaced(op, lambda node: _call(node, columns))


def _distinct(op: ir.Distinct, columns: Sequence[str]) -> Iterator[ir.NamedExpr]:
    for each in op.expressions:
        if isinstance(each.expr, ir.FunctionCall) and each.expr.name == dialect.ALL:
            yield from (ir.NamedExpr(ir.ColumnRef(column), column) for column in columns)
        else:
            yield each


def _call(node: Any, columns: Sequence[str]) -> Any:
    match node:
        case ir.FunctionCall(name=dialect.ROW):
            texts = (ir.FunctionCall("tostring", (ir.ColumnRef(column),)) for column in columns)
            return ir.FunctionCall("strcat_delim", (ir.Literal("\n", "string"), *texts))
        case ir.FunctionCall(name="pack_all", args=args):
            return _packed(args, columns)
        case ir.FunctionCall(name="column_ifexists" | "columnifexists", args=args):
            return _if_exists(args, columns)
    return node


def _packed(args: Sequence[ir.Expr], columns: Sequence[str]) -> ir.Expr:
    """A bag of all columns; `pack_all(true)` leaves out what is null or empty."""
    pairs = ((ir.Literal(column, "string"), ir.ColumnRef(column)) for column in columns)
    bag = ir.FunctionCall("bag_pack", tuple(part for pair in pairs for part in pair))
    filled = args and isinstance(args[0], ir.Literal) and args[0].value is True
    return ir.FunctionCall("hg_without_empty", (bag,)) if filled else bag


def _if_exists(args: Sequence[ir.Expr], columns: Sequence[str]) -> ir.Expr:
    match args:
        case [ir.Literal(value=str(name), kind="string"), other]:
            return ir.ColumnRef(name) if name in columns else other
    raise NotKql("column_ifexists() takes a column's name in quotes, and a value")
