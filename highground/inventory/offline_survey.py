"""What export files hold, counted before they are read, so that several can be one export."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from highground.inventory.collect import Coverage

Complete = Literal["all", "present", "none"]
Key = tuple[str, str]  # account and type

NOT_IN_EXPORT = "NotInExport"
NOT_COMPLETE = "NotComplete"


def mark(id_: str) -> int:
    """A small stand-in for an id, good for this process only. Case does not matter."""
    return hash(id_.lower())


@dataclass(slots=True)
class Survey:
    """What one file holds. `seen` and `bare` say which record of an id is the last one in it."""

    environment: str
    source: str
    ids: dict[Key, set[int]] = field(default_factory=lambda: defaultdict(set))
    hints: dict[Key, set[int]] = field(default_factory=lambda: defaultdict(set))
    seen: dict[int, int] = field(default_factory=dict)  # id to the number of its last record
    bare: dict[int, int] = field(default_factory=dict)  # the same of records without the resource
    accounts: set[str] = field(default_factory=set)  # those that can hold resources of any type
    gaps: dict[Key, str] = field(default_factory=dict)  # account "" is every account
    odd: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # account, name, code
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)  # id to its aspects
    adrift: set[str] = field(default_factory=set)  # aspects with parts that belong nowhere
    names: dict[str, str] = field(default_factory=dict)  # an account's number to its id
    looks: list[Coverage] = field(default_factory=list)  # of a file that says them itself
    again: int = 0  # records of an id that a later record repeats
    rows: int = 0
    total: int = 0  # rows that the file says there are, in it and elsewhere
    cut: str = ""  # code: the file itself says that there is more

    def count(self, key: Key, id_: str, number: int) -> None:
        """Record number `number` shows the resource `id_`."""
        self.again += mark(id_) in self.seen
        self.ids[key].add(mark(id_))
        self.seen[mark(id_)] = number

    def mention(self, key: Key, id_: str, number: int) -> None:
        """Record number `number` shows that `id_` exists, and not what it is."""
        self.hints[key].add(mark(id_))
        self.bare[mark(id_)] = number


@dataclass(frozen=True, slots=True)
class Part:
    """One file of an export, with what was said about it."""

    unit: str
    survey: Survey
    complete: Complete
    at: datetime


@dataclass(slots=True)
class Export:
    """All files of one environment, as one export. Of an id in several files the newest wins."""

    environment: str
    parts: list[Part]
    seen: dict[int, str] = field(init=False, default_factory=dict)  # id to the unit that yields it
    bare: dict[int, str] = field(init=False, default_factory=dict)
    documents: dict[str, dict[str, Any]] = field(init=False, default_factory=dict)
    names: dict[str, str] = field(init=False, default_factory=dict)
    ids: dict[Key, set[int]] = field(init=False, default_factory=dict)
    hints: dict[Key, set[int]] = field(init=False, default_factory=dict)  # only mentioned
    having: dict[str, set[int]] = field(init=False, default_factory=lambda: defaultdict(set))
    keys: dict[str, set[Key]] = field(init=False, default_factory=dict)  # by unit

    def __post_init__(self) -> None:
        adrift = {key for part in self.parts for key in part.survey.adrift}
        for part in sorted(self.parts, key=lambda part: part.at):
            self.seen.update(dict.fromkeys(part.survey.seen, part.unit))
            self.bare.update(dict.fromkeys(part.survey.bare, part.unit))
            self.names.update(part.survey.names)
            for id_, aspects in part.survey.documents.items():
                whole = {key: aspects[key] for key in aspects if key not in adrift}
                _merge(self.documents.setdefault(id_, {}), whole)
                for key in whole:
                    self.having[key].add(mark(id_))
        for part in self.parts:
            types = {*part.survey.ids, *part.survey.hints}
            self.keys[part.unit] = {(self.account(account), type_) for account, type_ in types}
            for (account, type_), ids in part.survey.ids.items():
                self.ids.setdefault((self.account(account), type_), set()).update(ids)
            for (account, type_), ids in part.survey.hints.items():
                if unseen := {each for each in ids if each not in self.seen}:
                    self.hints.setdefault((self.account(account), type_), set()).update(unseen)

    def all_ids(self, key: Key) -> set[int]:
        """Every id of a type in an account, shown or only mentioned."""
        return self.ids.get(key, set()) | self.hints.get(key, set())

    def account(self, account: str) -> str:
        """The account under the id that people know it by."""
        return self.names.get(account, account)

    def cut(self, part: Part) -> str:
        """Why a file does not show all of what it began: "" if the other pages are here too."""
        survey = part.survey
        pages = [each.survey for each in self.parts if each.survey.total == survey.total]
        if survey.rows < survey.total and sum(each.rows for each in pages) < survey.total:
            return survey.cut or "RowsMissing"
        return survey.cut if survey.rows >= survey.total else ""

    def yields(self, unit: str, survey: Survey, id_: str, number: int) -> bool:
        """Is this record the one that shows the resource?"""
        here = mark(id_)
        return survey.seen.get(here) == number and self.seen[here] == unit

    def mentions(self, unit: str, survey: Survey, id_: str, number: int) -> bool:
        """Is this record the one that shows that it exists, since none shows it itself?"""
        here = mark(id_)
        return here not in self.seen and survey.bare.get(here) == number and self.bare[here] == unit

    def repeated(self, unit: str) -> int:
        """How many ids of a file are shown by another record than its own."""
        [part] = [part for part in self.parts if part.unit == unit]
        elsewhere = sum(self.seen[each] != unit for each in part.survey.seen)
        return part.survey.again + elsewhere


def _merge(into: dict[str, Any], aspects: dict[str, Any]) -> None:
    """Add aspects of the same resource; a list of children is kept by their ids."""
    for key, value in aspects.items():
        if isinstance(value, Children) and isinstance(into.get(key), Children):
            into[key] = Children({**into[key], **value})
        else:
            into[key] = value


class Children(dict[str, Any]):
    """The child resources that make one aspect, by id."""
