"""Read the files that people hand over: any encoding, as a stream, with a place for each fault."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Any

import ijson

from highground.errors import At, BadInput

START = 65_536  # bytes that detection looks at
LONGEST_LINE = 256 * 1024 * 1024  # a document on one line that is larger is read as a stream
LARGEST_REPORT = 256 * 1024 * 1024

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
WRAPPERS = ("data", "value", "assets")  # of Resource Graph, ARM and Cloud Asset Inventory

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Start:
    """How a file begins: its text without byte order mark and leading white space."""

    text: str
    encoding: str
    size: int


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of the first JSON document in a file, as far as its start shows it."""

    top: str  # what it begins with: { or [ or "" for anything else
    keys: frozenset[str]  # of the document, or of the first elements of its list
    inner: dict[str, frozenset[str]] = field(default_factory=dict)  # the same of lists inside
    lists: frozenset[str] = frozenset()  # keys whose value is a list


def start(file: Path) -> Start:
    """How `file` begins. Raises `BadInput` for an empty file, and for one that is no text."""
    with file.open("rb") as raw:
        begin = raw.read(START)
        raw.seek(0, io.SEEK_END)
        size = raw.tell()
    encoding = _encoding(begin)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(begin)
    text = text.lstrip("\ufeff \t\r\n")
    if not text:
        raise BadInput(At(file, 1), "the file is empty; export it again, or leave it out")
    return Start(text, encoding, size)


def shape(text: str) -> Shape:
    """The outline of the JSON document that `text` begins with."""
    top = text[0] if text[0] in "{[" else ""
    found = _Outline(depth=1 if top == "{" else 2)
    if top:
        try:
            events = ijson.basic_parse(io.BytesIO(text.encode()), multiple_values=True)
            for event, value in events:
                if found.see(event, value):
                    break
        except ijson.JSONError:
            pass  # the start ends somewhere in the document; what came before is good
    inner = {key: frozenset(names) for key, names in found.inner.items()}
    return Shape(top, frozenset(found.keys), inner, frozenset(found.lists))


@dataclass(slots=True)
class _Outline:
    """Gathers keys near the top while events go by. `depth` is where the document's own are."""

    depth: int
    keys: set[str] = field(default_factory=set)
    inner: dict[str, set[str]] = field(default_factory=dict)
    lists: set[str] = field(default_factory=set)
    path: list[str] = field(default_factory=list)

    def see(self, event: str, value: Any) -> bool:
        """Take one event in; True when the document is over."""
        if event == "map_key":
            self._key(str(value))
        elif event in ("start_map", "start_array"):
            if event == "start_array" and len(self.path) == self.depth:
                self.lists.add(self.path[-1])
            self.path.append("")
        elif event in ("end_map", "end_array"):
            self.path.pop()
        return not self.path

    def _key(self, key: str) -> None:
        self.path[-1] = key
        if len(self.path) == self.depth:
            self.keys.add(key)
        elif self.depth == 1 and len(self.path) in (2, 3):
            self.inner.setdefault(self.path[0], set()).add(key)


def records(file: Path, begin: Start) -> Iterator[tuple[int, Record]]:
    """Every record of an export, with its line where it has one of its own, else 0.

    A list, a list inside a wrapper (`data`, `value`, `assets`), one document, or many, one a line
    or one after the other. Raises `BadInput` at the first thing that is none of these. Cost: the
    file is read as a stream; one record is in memory at a time.
    """
    outline = shape(begin.text)
    prefix = prefix_of(outline)
    if prefix is None:
        raise BadInput(At(file, 1), "neither a JSON list nor JSON objects; export it as JSON")
    if prefix == "" and _one_a_line(file, begin):
        yield from _lines(file, begin)
        return
    for record in stream(file, begin, prefix):
        yield 0, _sane(record, At(file, 1))


def whole(file: Path, begin: Start) -> Any:
    """The one document of a report. Raises `BadInput` if it is not JSON, or too large.

    Control characters inside strings are let through: scanners quote what they find.
    """
    if begin.size > LARGEST_REPORT:
        raise BadInput(At(file, 1), f"larger than {LARGEST_REPORT:,} bytes; split the report")
    text = _text(file, begin)
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise BadInput(At(file, line), f"a NUL character stands in the text; {AGAIN}")
    with faults(file):
        document = json.loads(text, strict=False, parse_constant=_refuse)
    _sane({"": document}, At(file, 1))
    return document


def lines(file: Path, begin: Start) -> Iterator[str]:
    """The lines of a text, whatever is in them."""
    with file.open(encoding=begin.encoding, errors="replace") as text:
        yield from text


@contextmanager
def faults(file: PurePath, line: int = 0) -> Iterator[None]:
    """What the JSON reader raises, as `BadInput` with the place and what to do."""
    try:
        yield
    except json.JSONDecodeError as error:
        at = At(file, line or error.lineno)
        raise BadInput(at, f"not JSON: {error.msg} at column {error.colno}; {AGAIN}") from error
    except UnicodeDecodeError as error:
        problem = f"not {error.encoding} text: {error.reason}"
        raise BadInput(At(file, line or 1), f"{problem} at byte {error.start}; {AGAIN}") from error
    except RecursionError as error:
        raise BadInput(At(file, line or 1), f"nested too deeply; {AGAIN}") from error
    except ValueError as error:
        raise BadInput(At(file, line or 1), f"not JSON: {error}; {AGAIN}") from error


AGAIN = "export it again, or leave it out"


def prefix_of(outline: Shape) -> str | None:
    """Where the records are, in ijson's notation; None if this holds no records."""
    if outline.top == "[":
        return "item"
    if outline.top != "{":
        return None
    if "id" not in outline.keys and "name" not in outline.keys:
        for wrapper in WRAPPERS:
            if wrapper in outline.lists:
                return f"{wrapper}.item"
    return ""


def _one_a_line(file: Path, begin: Start) -> bool:
    """Is the first line a document? Then a fault has a line of its own."""
    try:
        with _open(file, begin) as text:
            json.loads(text.readline(LONGEST_LINE))
    except (ValueError, RecursionError):
        return False
    return True


def _lines(file: Path, begin: Start) -> Iterator[tuple[int, Record]]:
    with _open(file, begin) as text:
        number = 0
        while True:
            with faults(file, number + 1):
                line = text.readline()
            if not line:
                return
            number += 1
            if line.strip():
                with faults(file, number):
                    record = json.loads(line, parse_constant=_refuse)
                yield number, _sane(record, At(file, number))


def stream(file: Path, begin: Start, prefix: str) -> Iterator[Any]:
    """Every value at `prefix`, in ijson's notation. Raises `BadInput` where the JSON ends."""
    with _open(file, begin) as text:
        source = _Utf8(text)
        try:
            yield from ijson.items(source, prefix, use_float=True, multiple_values=True)
        except ijson.JSONError as error:
            raise _exact(file, begin, source, error) from error
        except UnicodeDecodeError:
            with faults(file, source.line):
                raise


class _Utf8:
    """A text as the UTF-8 bytes that the parser wants, counting lines as they go by."""

    def __init__(self, text: io.TextIOBase) -> None:
        self._text = text
        self.line = 1
        self.bytes = 0

    def read(self, size: int = -1) -> bytes:
        """The next piece."""
        text = self._text.read(size)
        self.line += text.count("\n")
        data = text.encode()
        self.bytes += len(data)
        return data


def _exact(file: Path, begin: Start, source: _Utf8, error: ijson.JSONError) -> BadInput:
    """The parser knows only the piece in which it failed; a second reader says the line."""
    if begin.size <= LARGEST_REPORT:
        try:
            with faults(file):
                json.loads(_text(file, begin), parse_constant=_refuse)
        except BadInput as exact:
            if "Extra data" not in exact.problem:
                return exact
    what = str(error).splitlines()[0]
    return BadInput(At(file, source.line), f"not JSON: {what} before byte {source.bytes}; {AGAIN}")


def _sane(record: Any, at: At) -> Record:
    """A record that can be written again: an object, no half characters, not too deep."""
    if not isinstance(record, dict):
        what = type(record).__name__
        raise BadInput(at, f"a record is a JSON object, and this one is of type {what}; {AGAIN}")
    with faults(at.file, at.line):
        json.dumps(record, ensure_ascii=False, allow_nan=False).encode()
    return record


def _refuse(constant: str) -> Any:
    raise ValueError(f"{constant} is not JSON")


def _text(file: Path, begin: Start) -> str:
    with faults(file):
        return file.read_text(encoding=begin.encoding)


@contextmanager
def _open(file: Path, begin: Start) -> Iterator[io.TextIOBase]:
    with file.open(encoding=begin.encoding, newline=None) as text:
        yield text


def _encoding(begin: bytes) -> str:
    for mark, encoding in BOMS:
        if begin.startswith(mark):
            return encoding
    if begin[1:2] == b"\0" and begin[:1] != b"\0":
        return "utf-16-le"
    if begin[:1] == b"\0" and begin[1:2] not in (b"\0", b""):
        return "utf-16-be"
    return "utf-8"
