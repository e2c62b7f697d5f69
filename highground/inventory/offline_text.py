"""Read the files that people hand over: any encoding, as a stream, with a place for each fault."""

from __future__ import annotations

import io
import json
import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePath
from typing import Any

import ijson

from highground.errors import At, BadInput
from highground.inventory.offline_shape import Shape, Start, shape

LONGEST_LINE = 256 * 1024 * 1024  # a document on one line that is larger is read as a stream
LARGEST_REPORT = 256 * 1024 * 1024

SUSPICIOUS = 5_000  # brackets open, not minding strings, at which depth is looked at
DEEPEST = 1_000

WRAPPERS = ("data", "value", "assets")  # of Resource Graph, ARM and Cloud Asset Inventory

Record = dict[str, Any]


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
        line, byte = _undecodable(Path(file), error)
        problem = f"not {error.encoding} text: {error.reason} at byte {byte}"
        raise BadInput(At(file, line), f"{problem}; {AGAIN}") from error
    except RecursionError as error:
        raise BadInput(At(file, line or 1), f"nested too deeply; {AGAIN}") from error
    except ValueError as error:
        raise BadInput(At(file, line or 1), f"not JSON: {error}; {AGAIN}") from error


AGAIN = "export it again, or leave it out"


def _undecodable(file: Path, error: UnicodeDecodeError) -> tuple[int, int]:
    """The line and the byte: the error counts within the piece that was being read."""
    with file.open("rb") as raw:
        data = raw.read(LARGEST_REPORT)
    try:
        data.decode(error.encoding)
    except UnicodeDecodeError as exact:
        return data.count(b"\n", 0, exact.start) + 1, exact.start
    return 1, error.start


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
        source = _Utf8(text, lambda: _too_deep(file, begin))
        try:
            yield from ijson.items(source, prefix, use_float=True, multiple_values=True)
        except ijson.JSONError as error:
            raise _exact(file, begin, source, error) from error
        except UnicodeDecodeError:
            with faults(file, source.line):
                raise


class _Utf8:
    """A text as the UTF-8 bytes that the parser wants, counting lines as they go by."""

    def __init__(self, text: io.TextIOBase, check: Callable[[], None]) -> None:
        self._text = text
        self._check = check
        self._open: float = 0
        self.line = 1
        self.bytes = 0

    def read(self, size: int = -1) -> bytes:
        """The next piece."""
        text = self._text.read(size)
        self.line += text.count("\n")
        self._open += text.count("[") + text.count("{") - text.count("]") - text.count("}")
        if self._open > SUSPICIOUS:
            self._check()
            self._open = -math.inf
        data = text.encode()
        self.bytes += len(data)
        return data


def _too_deep(file: Path, begin: Start) -> None:
    """Raise `BadInput` if the file is nested so deeply that building it would take all memory."""
    depth = 0
    with file.open(encoding=begin.encoding) as text:
        for event, _ in ijson.basic_parse(_Utf8(text, lambda: None), multiple_values=True):
            depth += {"start_": 1, "end_ar": -1, "end_ma": -1}.get(event[:6], 0)
            if depth > DEEPEST:
                raise BadInput(At(file, 1), f"nested too deeply; {AGAIN}")


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
