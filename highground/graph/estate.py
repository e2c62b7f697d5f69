"""Resources by type, and what the looks at them could not show."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from duckdb import DuckDBPyConnection

from highground.graph.flows import Hop

SEEN = ("complete", "not_enabled")

RESOURCES_SQL = """
SELECT
    id,
    type,
    account,
    region,
    scope_id,
    properties,
    aspects,
    sku,
    missing,
    -- Known to be there, and not seen: carried from an earlier run, or only mentioned by an export.
    last_seen_at IS NOT NULL
        OR list_contains([each.aspect FOR each IN missing], 'list') AS carried
FROM resources
WHERE list_contains($types, type)
ORDER BY id
"""

LOOKS_SQL = """
SELECT account, type, region, outcome, code
FROM coverage
WHERE aspect = 'list' AND list_contains($types, type)
ORDER BY ALL
"""


class Missing(NamedTuple):
    """What was not seen, as `<type>/<aspect>`, and the provider's code; "" if nobody says why."""

    aspect: str
    code: str


class Place(NamedTuple):
    """Where a resource is looked for."""

    account: str
    region: str | None = None  # None: the account's listing answers for every region


@dataclass(frozen=True, slots=True)
class Thing:
    """One resource as the graph reads it."""

    id: str
    type: str
    account: str
    region: str
    scope_id: str
    properties: Mapping[str, Any]
    aspects: Mapping[str, Any]
    sku: Mapping[str, Any] | None
    missing: Mapping[str, str]  # aspect to code
    carried: bool

    def hop(self, path: str, value: Any) -> Hop:
        """Evidence: the value at a path of this resource."""
        return Hop(self.id, path, json.dumps(value))

    def unseen(self, aspect: str) -> tuple[Missing, ...]:
        """Why an aspect of it cannot be told: its own look failed, or nobody looked."""
        return (Missing(f"{self.type}/{aspect}", self.missing.get(aspect, "")),)


class Estate:
    """The resources of some types, and how their listings ended."""

    def __init__(self, con: DuckDBPyConnection, types: Iterable[str]) -> None:
        params = {"types": sorted(types)}
        self._of_type: dict[str, list[Thing]] = {}
        for row in con.execute(RESOURCES_SQL, params).fetchall():
            self._of_type.setdefault(row[1], []).append(_thing(row))
        self._looks: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
        for account, type_, *look in con.execute(LOOKS_SQL, params).fetchall():
            self._looks.setdefault((account, type_), []).append((look[0], look[1], look[2]))

    def of_type(self, type_: str) -> list[Thing]:
        """All resources of a type, by id."""
        return self._of_type.get(type_, [])

    def unlisted(self, type_: str, place: Place) -> tuple[Missing, ...]:
        """Nothing if everything of a type was listed at a place, else what was not."""
        looks = [
            (outcome, code)
            for region, outcome, code in self._looks.get((place.account, type_), ())
            if place.region is None or region in (place.region, "global")
        ]
        failed = [Missing(f"{type_}/list", code) for outcome, code in looks if outcome not in SEEN]
        return tuple(failed) if looks else (Missing(f"{type_}/list", ""),)

    def lost(self, type_: str, place: Place) -> tuple[Missing, ...]:
        """Why one that something refers to is not there: its listing failed, or nobody says."""
        return self.unlisted(type_, place) or (Missing(f"{type_}/list", ""),)


def _thing(row: tuple[Any, ...]) -> Thing:
    id_, type_, account, region, scope_id, properties, aspects, sku, missing, carried = row
    return Thing(
        id_,
        type_,
        account,
        region,
        scope_id,
        _object(properties),
        _object(aspects),
        _object(sku) or None,
        {each["aspect"]: each["code"] for each in missing or ()},
        carried,
    )


def _object(text: str | None) -> Mapping[str, Any]:
    found = json.loads(text) if text else {}
    return found if isinstance(found, dict) else {}
