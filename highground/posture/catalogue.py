"""Defender's catalogue of recommendations: which of its titles the policies cover."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from highground.posture.policies import Policy

NOT_YET = "not yet"
DEPRECATED = "deprecated by its publisher"


@dataclass(frozen=True, slots=True)
class Title:
    """One row of `intel/defender-catalogue.csv`."""

    id: str
    environment: str  # Azure, AWS, GCP; or what we do not read: GitHub, …
    title: str
    severity: str  # "" where the publisher gives none
    deprecated: bool
    duplicate_of: str  # the row that has the same title in the same environment; or ""


@dataclass(frozen=True, slots=True)
class Covered:
    """One title, the ids of the policies that cover it, and if there is none, why."""

    environment: str
    title: str
    policies: tuple[str, ...]
    reason: str


def load(file: Path) -> dict[str, Title]:
    """All rows by id."""
    with file.open(encoding="utf-8", newline="") as rows:
        return {
            row["id"]: Title(**row | {"deprecated": row["deprecated"] == "yes"})
            for row in csv.DictReader(rows)
        }


def covered(titles: dict[str, Title], policies: Iterable[Policy]) -> list[Covered]:
    """Each title once, in the catalogue's order; a policy that names its repetition counts."""
    by_title: dict[str, set[str]] = {id_: set() for id_ in titles}
    for policy in policies:
        for title in (titles[id_] for id_ in policy.catalogue if id_ in titles):
            by_title[title.duplicate_of or title.id].add(policy.id)
    return [
        Covered(
            each.environment,
            each.title,
            tuple(sorted(by_title[id_])),
            "" if by_title[id_] else DEPRECATED if each.deprecated else NOT_YET,
        )
        for id_, each in titles.items()
        if not each.duplicate_of
    ]
