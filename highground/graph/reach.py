"""What is concluded of one resource: the rows of `exposure` before they are a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from highground.graph.estate import Missing, Thing
from highground.graph.flows import Hop
from highground.graph.gates import Gate, Trusted, beside, conclude
from highground.graph.rules import Row, rules


class Way(NamedTuple):
    """A gate, or several one behind another, and the addresses that it is reached at."""

    gate: Gate
    addresses: tuple[str, ...] = ()


class Reach(NamedTuple):
    """How far a resource can be reached from the internet."""

    thing: Thing
    width: str | None
    rules: list[Row]
    evidence: tuple[Hop, ...]
    missing: tuple[Missing, ...]
    anonymous: bool | None = None
    unencrypted: bool | None = None


def reach(
    thing: Thing, ways: Sequence[Way], trusted: Trusted, otherwise: Iterable[Hop] = ()
) -> Reach:
    """Conclude from every way in. `otherwise` is the evidence where there is no way at all."""
    if thing.carried:
        return unknown(thing, (Missing(f"{thing.type}/list", thing.missing.get("list", "")),))
    every = beside(way.gate for way in ways)
    width, missing = conclude(every, trusted)
    found = [row for way in ways for row in rules(way.gate.sure, way.addresses, trusted)]
    evidence = every.evidence or tuple(otherwise)
    return Reach(thing, width, found, evidence, missing)


def unknown(thing: Thing, missing: tuple[Missing, ...]) -> Reach:
    """Nothing is concluded."""
    return Reach(thing, None, [], (), tuple(dict.fromkeys(missing)))
