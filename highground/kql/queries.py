"""A user's KQL query as DuckDB SQL: text and tables in, SQL and output columns out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import duckdb
from duckdb import DuckDBPyConnection
from duckdb_kql import KqlError, KqlSchemaError, KqlSyntaxError, KqlUnsupportedError, ir
from duckdb_kql.control import is_control_command
from duckdb_kql.lower import lower
from duckdb_kql.translate import to_sql
from duckdb_kql.types import kusto_type

from highground.errors import NotKql
from highground.kql import dialect, names, narrowing
from highground.kql.coercions import coerce
from highground.kql.column import Column
from highground.kql.dialect import Rewritten, Token
from highground.kql.narrowing import narrow
from highground.kql.tree import below

MAX_BYTES = 64 * 1024
MAX_DEPTH = 50
MAX_ITEMS = 500

REFUSED = {
    "externaldata": "a query reads Highground's tables only: `externaldata` is not supported",
    "external_data": "a query reads Highground's tables only: `external_data` is not supported",
    "external_table": "a query reads Highground's tables only: `external_table` is not supported",
}
CONVERT = "convert each value first: tostring(), toint(), todouble(), tobool(), todatetime()"
KNOWN_OPERATORS = frozenset(
    [
        *("where", "filter", "extend", "summarize", "distinct", "count", "take", "limit", "top"),
        *("project", "project-away", "project-keep", "project-rename", "project-reorder"),
        *("sort", "order", "join", "union", "lookup", "mv-expand", "mvexpand", "mv-apply"),
        *("parse", "parse-where", "render", "getschema", "serialize", "search", "evaluate", "as"),
    ]
)
OPERATORS = {"MvapplyOperator": "mv-apply", "MakeSeriesOperator": "make-series"}


@dataclass(frozen=True, slots=True)
class Schema:
    """The tables that a query may read, and a connection in which they stand, empty or not."""

    con: DuckDBPyConnection
    tables: names.Tables
    parts: frozenset[str] = frozenset()  # see `narrowing`


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query that can run wherever the tables of its schema stand."""

    sql: str
    columns: tuple[Column, ...]


def schema_of(con: DuckDBPyConnection) -> Schema:
    """What a query may read on this connection: the tables and views of its main schema."""
    rows = con.execute(
        "SELECT schema_name, table_name, list(column_name ORDER BY column_index) "
        "FROM duckdb_columns() WHERE NOT internal GROUP BY schema_name, table_name"
    ).fetchall()
    tables = {name: columns for schema, name, columns in rows if schema == "main"}
    parts = frozenset(name for schema, name, _ in rows if schema == narrowing.SCHEMA)
    return Schema(con, tables, parts)


def compile(text: str, schema: Schema) -> Compiled:
    """Translate a query and see that it binds, or raise `NotKql` with line and column."""
    sql = translate(text, schema)
    try:
        relation = schema.con.sql(sql)
    except duckdb.Error as error:
        raise refused(error, text) from error
    if relation is None:
        raise NotKql("the query is empty")
    return Compiled(sql, columns(relation.columns, relation.types))


def columns(titles: Sequence[str], types: Sequence[object]) -> tuple[Column, ...]:
    """A result's columns in KQL's terms."""
    return tuple(Column(n, kusto_type(str(t))) for n, t in zip(titles, types, strict=True))


def translate(text: str, schema: Schema) -> str:
    """A query as SQL, or `NotKql` with the place in `text`. Reads nothing."""
    found = _within_limits(text)
    try:
        rewritten = dialect.rewrite(text)
        try:
            query = coerce(names.resolve(lower(rewritten.text), schema.tables))
            _few_items(query)
            return str(to_sql(narrow(query, schema.parts), _known(schema)))
        except KqlError as error:
            raise _explained(error, rewritten, found) from error
    except NotKql as error:
        raise located(error, found, text) from error
    except RecursionError as error:
        raise NotKql("the query is nested too deeply") from error


def _known(schema: Schema) -> dict[str, list[str]]:
    known = {name: list(each) for name, each in schema.tables.items()}
    parts = {f"{narrowing.SCHEMA}.{part}": known[part.split("/")[0]] for part in schema.parts}
    return known | parts


def refused(error: duckdb.Error, text: str) -> NotKql:
    """Why DuckDB cannot bind or run a translated query, in the words of the one who wrote it."""
    message = str(error).split("\n")[0]
    column = re.search(r'Referenced column "([^"]+)"|column named "?([^" ]+)"?', message)
    if column:
        name = column[1] or column[2]
        return located(NotKql(f"there is no column `{name}` here"), dialect.tokens(text), text)
    if isinstance(error, duckdb.ConversionException) or "JSON" in message:
        return NotKql(f"a dynamic value is used as another type; {CONVERT}")
    return NotKql(re.sub(r"^[\w ]+ Error: ", "", message))


def located(error: NotKql, found: Sequence[Token], text: str) -> NotKql:
    """The same error with the place of the first name that it quotes, if it has none yet."""
    if error.line is not None:
        return error
    for name in re.findall(r"`([^`]+)`", str(error)):
        for token in found:
            if token.text.strip("[]'\"@").lower() == name.lower():
                return NotKql(str(error), *dialect.position(text, token.start))
    return error


def _within_limits(text: str) -> list[Token]:
    if len(text.encode()) > MAX_BYTES:
        raise NotKql(f"the query is longer than {MAX_BYTES // 1024} KB")
    if is_control_command(text):
        raise NotKql("control commands are not supported: a query begins with a table", 1, 1)
    found, depth = dialect.tokens(text), 0
    if not found:
        raise NotKql("the query is empty")
    for token in found:
        depth += (token.text in ("(", "[", "{")) - (token.text in (")", "]", "}"))
        if depth > MAX_DEPTH:
            place = dialect.position(text, token.start)
            raise NotKql(f"the query is nested more than {MAX_DEPTH} deep", *place)
        if token.text.lower() in REFUSED:
            raise NotKql(REFUSED[token.text.lower()], *dialect.position(text, token.start))
    _compared(found, text)
    return found


def _compared(found: Sequence[Token], text: str) -> None:
    """Refuse `where a = 1`: the grammar lets it pass as a name, and it would mean nothing."""
    depth, since = 0, -1  # the depth of the `where` that is open; -1: none is
    for token in found:
        word = token.text.lower()
        depth += (word in ("(", "[")) - (word in (")", "]"))
        if word in ("where", "filter"):
            since = depth
        elif word in ("|", ";") or depth < since:
            since = -1
        elif word == "=" and depth == since:
            raise NotKql(
                "`=` gives a name: compare with `==`", *dialect.position(text, token.start)
            )


def _few_items(query: ir.Query) -> None:
    for each in below(query):
        if isinstance(each, ir.InList | ir.HasList) and len(each.items) > MAX_ITEMS:
            raise NotKql(f"a list has more than {MAX_ITEMS} items: `in` takes no more")


def _explained(error: KqlError, rewritten: Rewritten, found: Sequence[Token]) -> NotKql:
    """The compiler's refusal in our words, at its place in the user's own text."""
    if isinstance(error, KqlSyntaxError) and error.diagnostics:
        first = error.diagnostics[0]
        place = rewritten.place(first.span.line, first.span.column)
        return _no_operator(found, place, rewritten.original) or NotKql(
            _syntax(first.message), *place
        )
    if isinstance(error, KqlUnsupportedError):
        problem = _unsupported(error)
        if error.span:
            return NotKql(problem, *rewritten.place(error.span.line, error.span.column))
        return located(NotKql(problem), found, rewritten.original)
    if isinstance(error, KqlSchemaError):
        return NotKql(f"`{error.name}`: {error.hint or 'is not known here'}")
    return NotKql(str(error))


def _no_operator(found: Sequence[Token], place: tuple[int, int], text: str) -> NotKql | None:
    """What to say where the grammar stumbles over a `|`: the word behind it is no operator."""
    for bar, word in pairwise(found):
        here = bar.text == "|" and dialect.position(text, bar.start) == place
        if here and word.text.lower() not in KNOWN_OPERATORS:
            return NotKql(f"`{word.text}` is no operator", *dialect.position(text, word.start))
    return None


def _syntax(message: str) -> str:
    if "<EOF>' " in message or message.endswith("<EOF>'"):
        return "the query ends too early"
    near = re.search(r"input '(.*?)'(?: expecting|$)|error at: '(.*)'", message, re.DOTALL)
    if near:
        return f"did not expect `{near[1] or near[2]}` here"
    return message.split(" expecting")[0]


def _unsupported(error: KqlUnsupportedError) -> str:
    kind, _, name = error.construct.partition(":")
    hint = error.hint or ""
    if kind in ("function", "aggregate") and name:
        unknown = not hint or "no DuckDB mapping" in hint
        return f"the function `{name}` is not supported" if unknown else f"`{name}`: {hint}"
    if "not implemented" in hint or "no DuckDB mapping" in hint or not hint:
        near = re.search(r"near '(.*?)'\)?$", str(error))
        what = OPERATORS.get(error.construct) or error.construct.removesuffix("Operator").lower()
        return f"not supported: `{what}`" + (f", near {near[1]}" if near else "")
    return f"{error.construct}: {hint}"
