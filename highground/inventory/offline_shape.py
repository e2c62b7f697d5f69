"""How a file that people hand over begins: its encoding, and the outline of what is in it."""

from __future__ import annotations

import codecs
import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ijson

from highground.errors import At, BadInput

START = 65_536  # bytes that detection looks at

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


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
            source = io.BytesIO(text.encode())
            # in small pieces, so that what stands before a fault is seen
            events = ijson.basic_parse(source, multiple_values=True, buf_size=256)
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


def _encoding(begin: bytes) -> str:
    for mark, encoding in BOMS:
        if begin.startswith(mark):
            return encoding
    if begin[1:2] == b"\0" and begin[:1] != b"\0":
        return "utf-16-le"
    if begin[:1] == b"\0" and begin[1:2] not in (b"\0", b""):
        return "utf-16-be"
    return "utf-8"
