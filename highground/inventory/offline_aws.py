"""AWS handed over as files: AWS Config, and IAM's authorization details."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from highground.inventory import aws_authdetails, aws_config
from highground.inventory.collect import Coverage, Item, Outcome, Raw
from highground.inventory.offline_ledger import UNREADABLE, Ledger
from highground.inventory.offline_shape import Shape, Start, shape
from highground.inventory.offline_survey import NOT_COMPLETE, Complete, Export, Key, Survey

ENVIRONMENT = "AWS"
SOURCE = "aws-export"
SOME_TIME = datetime(1970, 1, 1, tzinfo=UTC)  # a survey's looks get their time from the ledger


class Format(Protocol):
    """A module that understands one kind of file, whole."""

    SOURCE: str

    def recognises(self, outline: Shape) -> bool:
        """Does a file begin like this?"""

    def read(self, file: Path, at: datetime) -> Iterator[Item]:
        """Its resources, and the looks that they stand for."""


FORMATS: tuple[Format, ...] = (aws_authdetails, aws_config)


def recognises(outline: Shape) -> bool:
    """Is this one of the formats?"""
    return any(each.recognises(outline) for each in FORMATS)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads such files. What one shows only by name another may show whole."""

    def survey(self, file: Path, _begin: Start, outline: Shape) -> Survey:
        """Count what the file holds. Raises `BadInput` if it cannot be read to its end."""
        form = _format(outline)
        found = Survey(ENVIRONMENT, form.SOURCE)
        for number, item in enumerate(form.read(file, SOME_TIME)):
            if isinstance(item, Raw):
                found.accounts.add(item.account)
                note = found.mention if _only_named(item) else found.count
                note((item.account, item.type), item.id, number)
            elif isinstance(item, Coverage) and item.aspect == "content":
                found.odd[item.account, item.type, item.code] += item.count
            elif isinstance(item, Coverage):
                found.looks.append(item)
        return found

    def read(self, file: Path, begin: Start, unit: str, export: Export) -> Iterator[Raw]:
        """Every resource that this file is to show."""
        [part] = [part for part in export.parts if part.unit == unit]
        for number, item in enumerate(_format(shape(begin.text)).read(file, part.at)):
            if isinstance(item, Raw):
                shows: Callable[[str, Survey, str, int], bool]
                shows = export.mentions if _only_named(item) else export.yields
                if shows(unit, part.survey, item.id, number):
                    yield item

    def asked(self, _type: str) -> Sequence[str]:
        """The aspects of a type: the looks of the files say it themselves."""
        return ()

    def empty(self, _export: Export, _key: Key, _aspect: str, _complete: Complete) -> bool:
        """Is an aspect that the export does not show seen to be empty?"""
        return False


@dataclass(frozen=True, slots=True)
class AwsLedger(Ledger):
    """The looks that the files stand for, in their own words; the best counts where several are
    the same look. Expected types that none shows are added as for other environments."""

    def looks(self) -> Iterator[Coverage]:
        """One row for each look."""
        best: dict[tuple[str, str, str, str], Coverage] = {}
        for part in self.export.parts:
            for look in part.survey.looks:
                row = self._judged(replace(look, looked_at=part.at), part.complete)
                key = (row.account, row.region, row.type, row.aspect)
                if key not in best or _rank(row) > _rank(best[key]):
                    best[key] = row
        yield from best.values()
        for account in sorted(self._accounts()):
            here = {row.type for row in best.values() if row.account == account}
            for type_ in sorted(self.expected - here):
                yield self._saw((account, type_), "list", self._absent((account, type_)), 0)

    def _judged(self, row: Coverage, complete: Complete) -> Coverage:
        if row.aspect != "list" or row.outcome is not Outcome.COMPLETE:
            return row
        if self.broken:
            return replace(row, outcome=Outcome.PARTIAL, code=UNREADABLE)
        if complete == "none":
            return replace(row, outcome=Outcome.PARTIAL, code=NOT_COMPLETE)
        return row


def _format(outline: Shape) -> Format:
    return next(each for each in FORMATS if each.recognises(outline))


def _only_named(raw: Raw) -> bool:
    return any(each.aspect == "list" for each in raw.missing)


def _rank(row: Coverage) -> tuple[bool, int]:
    return row.outcome is Outcome.COMPLETE, row.count
