"""What an export as a whole has shown: coverage of every type in it, and of those left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from highground.inventory.collect import Coverage, Outcome, Raw
from highground.inventory.offline_shape import Shape, Start
from highground.inventory.offline_survey import (
    NOT_COMPLETE,
    NOT_IN_EXPORT,
    Complete,
    Export,
    Key,
    Part,
    Survey,
)

UNREADABLE = "UnreadableFile"

End = tuple[Outcome, str]
WHOLE: End = (Outcome.COMPLETE, "")


class Reader(Protocol):
    """Understands the export files of one environment."""

    def survey(self, file: Path, begin: Start, outline: Shape) -> Survey:
        """Count what a file holds, or raise `BadInput`."""

    def read(self, file: Path, begin: Start, unit: str, export: Export) -> Iterator[Raw]:
        """Every resource that a file is to show."""

    def asked(self, type_: str) -> Sequence[str]:
        """The aspects of a type."""

    def empty(self, export: Export, key: Key, aspect: str, complete: Complete) -> bool:
        """Is an aspect that the export does not show seen to be empty?"""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The looks at one environment that its files stand for.

    `scope` are the accounts that people say the files are of, with how complete they say they
    are; `broken` says that a file of this environment could not be read.
    """

    export: Export
    reader: Reader
    source: str
    expected: frozenset[str]
    scope: dict[str, Complete]
    broken: bool
    at: datetime

    def looks(self) -> Iterator[Coverage]:
        """One row for each look; a type that is left out is seen to be absent only if the export
        is of everything."""
        keys = sorted({*self.export.ids, *self.export.hints})
        for key in keys:
            yield self._saw(key, "list", self._listed(key), len(self.export.all_ids(key)))
            yield from self._aspects(key)
        for account in sorted(self._accounts()):
            here = {type_ for of, type_ in keys if of == account}
            for type_ in sorted((self.expected | self._nameless(account)) - here):
                yield self._saw((account, type_), "list", self._absent((account, type_)), 0)

    def _listed(self, key: Key) -> End:
        parts = [part for part in self.export.parts if key in self.export.keys[part.unit]]
        if gap := self._gap(key, parts):
            return Outcome.PARTIAL, gap
        if key in self.export.hints:
            return Outcome.PARTIAL, NOT_IN_EXPORT
        if self._complete(parts) == "none":
            return Outcome.PARTIAL, "NotComplete"
        return WHOLE

    def _absent(self, key: Key) -> End:
        parts = [part for part in self.export.parts if key[0] in self._of(part)]
        if self.broken:
            return Outcome.FAILED, UNREADABLE
        if gap := self._gap(key, parts):
            return Outcome.PARTIAL, gap
        if "all" in (self._complete(parts), self.scope.get(key[0])):
            return WHOLE
        return Outcome.UNSUPPORTED, NOT_IN_EXPORT

    def _gap(self, key: Key, parts: Sequence[Part]) -> str:
        """Why what these files show of a type is not all of it: "" if nothing says so."""
        if self.broken:
            return UNREADABLE
        for part in parts:
            if code := self.export.cut(part):
                return code
        return "NoId" if key[1] in self._nameless(key[0]) else ""

    def _nameless(self, account: str) -> set[str]:
        """Types of which the files have records that nobody could be found by."""
        return {
            type_
            for part in self.export.parts
            for of, type_ in part.survey.gaps
            if of == "" or self.export.account(of) == account
        }

    def _accounts(self) -> set[str]:
        return {*self.scope, *(each for part in self.export.parts for each in self._of(part))}

    def _of(self, part: Part) -> set[str]:
        return {self.export.account(each) for each in part.survey.accounts}

    def _aspects(self, key: Key) -> Iterator[Coverage]:
        ids = self.export.all_ids(key)
        parts = [part for part in self.export.parts if key in self.export.keys[part.unit]]
        complete = self._complete(parts)
        for aspect in self.reader.asked(key[1]):
            count = len(ids & self.export.having.get(aspect, set()))
            code = NOT_COMPLETE if complete == "none" and count else NOT_IN_EXPORT
            end = (Outcome.PARTIAL if count else Outcome.UNSUPPORTED, code)
            if self.reader.empty(self.export, key, aspect, complete):
                count = len(ids)
            whole = count == len(ids) and complete != "none"
            yield self._saw(key, aspect, WHOLE if whole else end, count)

    def _complete(self, parts: Sequence[Part]) -> Complete:
        """The best that was said of any of these files."""
        said = {part.complete for part in parts}
        return "all" if "all" in said else "present" if "present" in said else "none"

    def _saw(self, key: Key, aspect: str, end: End, count: int) -> Coverage:
        return Coverage(
            account=key[0],
            region="global",
            type=key[1],
            aspect=aspect,
            outcome=end[0],
            code=end[1],
            count=count,
            looked_at=self.at,
            environment=self.export.environment,
            source=self.source,
        )
