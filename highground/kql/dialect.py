"""Resource Graph's dialect, rewritten token by token into the KQL that the compiler's grammar has.

What the grammar refuses is put another way: a column named `kind`, `distinct *`, an unnamed
`mv-expand`, … Every edit is remembered, so a position in the rewritten text leads back into the
user's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from antlr4 import InputStream  # type: ignore[import-untyped]
from duckdb_kql._antlr.KqlLexer import KqlLexer

# Calls that stand for what only the input's columns can answer. `names.py` resolves them.
ALL = "hg_all"  # every column: `distinct *`
ROW = "hg_row"  # all columns as one text: `* contains "x"`

WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words of the language that Resource Graph's users take as names of columns.
NAMES = _words(
    "kind count title table order set first last date time timeline project filter search sample "
    "scan flags card panels others string int long real double dynamic decimal boolean top take "
    "limit parse find join union regex simple relaxed materialize print as to of in"
)
BEFORE_NAME = _words(
    "where filter project project-away project-keep project-rename project-reorder extend by , ( "
    "distinct and or == != =~ !~ < <= > >= = + - * / % on summarize mv-expand mvexpand parse "
    "parse-where in !in in~ !in~ contains !contains has !has startswith endswith"
)
AFTER_NAME = _words(
    "| , ) ; = == != =~ !~ < <= > >= + - * / % . [ asc desc nulls and or in !in in~ !in~ contains "
    "!contains contains_cs has !has startswith !startswith endswith !endswith matches between "
    "has_any has_all with to limit"
) | {""}
EXPANDS = ("mv-expand", "mvexpand")
SETTINGS = ("kind", "bagexpansion", "with_itemindex")  # of an `mv-expand`
SEARCHES = _words(
    "contains !contains contains_cs has !has has_cs startswith endswith =~ == has_any"
)
TYPES = _words(
    "bool boolean int long real double decimal string datetime timespan guid dynamic date"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One token of the user's text: `start` and `stop` are offsets, `stop` behind its end."""

    text: str
    start: int
    stop: int
    word: bool  # an identifier to the grammar, so already fit to be a name


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the user's text and what stands in its place."""

    start: int
    stop: int
    text: str


@dataclass(frozen=True, slots=True)
class Rewritten:
    """KQL for the compiler, and the way back to the text that the user wrote."""

    text: str
    original: str
    edits: tuple[Edit, ...]

    def place(self, line: int, column: int) -> tuple[int, int]:
        """Where the user wrote what stands at a line (from 1) and column (from 0) of `text`."""
        return position(self.original, self._origin(_offset(self.text, line, column)))

    def _origin(self, offset: int) -> int:
        shift = 0
        for edit in self.edits:
            at = edit.start + shift
            if offset < at:
                break
            if offset < at + len(edit.text):
                return edit.start
            shift += len(edit.text) - (edit.stop - edit.start)
        return min(offset - shift, len(self.original))


def rewrite(text: str) -> Rewritten:
    """Put Resource Graph's ways of writing into the grammar's."""
    found = tokens(text)
    edits = sorted(_edits(found), key=lambda edit: (edit.start, edit.stop))
    parts, at = [], 0
    for edit in edits:
        parts += [text[at : edit.start], edit.text]
        at = edit.stop
    return Rewritten("".join([*parts, text[at:]]), text, tuple(edits))


def tokens(text: str) -> list[Token]:
    """The tokens of a text, without white space and comments."""
    lexer = KqlLexer(InputStream(text))
    lexer.removeErrorListeners()
    return [
        Token(each.text, each.start, each.stop + 1, each.type == KqlLexer.IDENTIFIER)
        for each in lexer.getAllTokens()
        if each.channel == 0
    ]


def position(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset."""
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1


def _offset(text: str, line: int, column: int) -> int:
    starts = [0, *(each.end() for each in re.finditer("\n", text))]
    return starts[min(line, len(starts)) - 1] + column


def _edits(found: Sequence[Token]) -> Iterator[Edit]:
    closing = _closing(found)
    for n, token in enumerate(found):
        last = found[n - 1].text.lower() if n else ""
        then = found[n + 1].text.lower() if n + 1 < len(found) else ""
        yield from _names(found, n, last, then)
        yield from _stars(token, last, then)
        yield from _operators(found, n, last, then)
        if token.text == "(" and n in closing and _is_source(found, n, closing[n]):
            yield Edit(token.start, token.stop, " ")
            close = found[closing[n]]
            yield Edit(close.start, close.stop, " ")


def _names(found: Sequence[Token], n: int, last: str, then: str) -> Iterator[Edit]:
    token = found[n]
    if token.text == "." and then == "[":
        yield Edit(token.start, token.stop, "")
    if token.word or not WORD.fullmatch(token.text):
        return
    if last == "." and n > 1 and found[n - 2].text != "hint":
        if found[n - 2].text.startswith("$"):
            if token.text in NAMES:
                yield Edit(token.start, token.stop, f"['{token.text}']")
        else:
            yield Edit(found[n - 1].start, token.stop, f"['{token.text}']")
    elif token.text in NAMES and last in BEFORE_NAME and then in AFTER_NAME:
        setting = then == "=" and last in (*EXPANDS, "parse", "parse-where")
        operand = then == "in" or token.text not in ("in", "to", "as", "of") or last in (",", "by")
        if not setting and operand:
            yield Edit(token.start, token.stop, f"['{token.text}']")


def _stars(token: Token, last: str, then: str) -> Iterator[Edit]:
    if token.text == "*":
        if last == "distinct":
            yield Edit(token.start, token.stop, f"{ALL}()")
        elif then in SEARCHES and last in ("where", "filter", "and", "or", "(", "not"):
            yield Edit(token.start, token.stop, f"{ROW}()")
    inner = re.fullmatch(r"typeof\s*\((.*)\)", token.text, re.DOTALL)
    if inner and last == ",":  # `extract(…, typeof(long))`
        yield Edit(token.start, token.stop, f"'{inner[1].strip()}'")
    elif inner and last != "to" and inner[1].strip().lower() not in TYPES:
        yield Edit(token.start, token.stop, f"gettype({inner[1]})")


def _operators(found: Sequence[Token], n: int, last: str, then: str) -> Iterator[Edit]:
    token = found[n]
    word = token.text.lower()
    if word == "project-away":
        yield from _wildcards(found, n + 1)
    if word == "serialize" and last == "|" and then in ("|", ""):
        yield Edit(found[n - 1].start, token.stop, " ")
    if word in EXPANDS and last == "|":
        for target in _targets(found, n + 1):
            name = _name(target)
            if name:
                yield Edit(target[0].start, target[0].start, f"{name} = ")


def _wildcards(found: Sequence[Token], n: int) -> Iterator[Edit]:
    """`project-away a*, b`: a pattern becomes a name, and `names` finds what it stands for."""
    ends = ("|", ";", ")")
    for token, star in pairwise(takewhile(lambda each: each.text not in ends, found[n:])):
        if star.text == "*" and star.start == token.stop:
            yield Edit(token.start, star.stop, f"['{token.text}*']")


def _targets(found: Sequence[Token], n: int) -> Iterator[list[Token]]:
    """The expressions that an `mv-expand` expands, without its settings."""
    while n + 2 < len(found) and found[n + 1].text == "=" and found[n].text in SETTINGS:
        n += 3
    target: list[Token] = []
    depth = 0
    for token in found[n:]:
        depth += (token.text in ("(", "[")) - (token.text in (")", "]"))
        if depth < 0 or (depth == 0 and token.text in ("|", ";", "to", "limit")):
            break
        if depth == 0 and token.text == ",":
            yield target
            target = []
        else:
            target.append(token)
    yield target


def _name(target: Sequence[Token]) -> str | None:
    """The column that an unnamed `mv-expand` makes: `a.b` gives `a_b`, `f(a)` gives `a`."""
    texts = [each.text for each in target]
    if len(target) < 2 or "=" in texts or not WORD.fullmatch(texts[0]):
        return None
    if texts[1] == "(":
        inside = [each for each in texts[2:] if WORD.fullmatch(each)]
        return inside[0] if len(texts) == 4 and inside else None
    words = [WORD.fullmatch(each.strip("'\"")) for each in texts]
    return "_".join(each.group() for each in words if each)


def _closing(found: Sequence[Token]) -> dict[int, int]:
    closing, opened = {}, []
    for n, token in enumerate(found):
        if token.text == "(":
            opened.append(n)
        elif token.text == ")" and opened:
            closing[opened.pop()] = n
    return closing


def _is_source(found: Sequence[Token], n: int, end: int) -> bool:
    """Whether a parenthesis holds a whole pipeline where a source stands: it says nothing then."""
    first = n == 0 or found[n - 1].text in (";", "(")
    then = found[end + 1].text if end + 1 < len(found) else ""
    if not first or then not in ("|", ")", "", ";"):
        return False
    depth = 0
    for token in found[n + 1 : end]:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0 and token.text == "|":
            return True
    return n == 0
