"""Gates on the way from the internet: what each surely lets through, and what it might."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from highground.graph.addresses import public
from highground.graph.estate import Missing
from highground.graph.flows import SPACE, Flow, Hop, meet
from highground.graph.spans import minus, size

# Public source addresses from which exposure is wide: an IPv4 /16, an IPv6 /32.
WIDE = {4: 2**16, 6: 2**96}
WIDTHS = ("none", "trusted", "narrow", "wide")

Trusted = dict[int, list[tuple[int, int]]]


class Gate(NamedTuple):
    """What one gate, or several one behind another, let through.

    `sure` rests on what was seen alone. `possible` is what the gate lets through at most, given
    that what was not seen, `missing`, might let through anything.
    """

    sure: Sequence[Flow]
    possible: Sequence[Flow]
    missing: tuple[Missing, ...] = ()
    evidence: tuple[Hop, ...] = ()


SHUT = Gate((), ())


def seen(flows: Sequence[Flow], evidence: Iterable[Hop] = ()) -> Gate:
    """A gate that was seen whole."""
    return Gate(flows, flows, (), tuple(evidence))


def unseen(missing: tuple[Missing, ...], flows: Sequence[Flow] = SPACE) -> Gate:
    """A gate that nobody saw: it might let through all of `flows`."""
    return Gate((), flows, missing)


def behind(gates: Iterable[Gate]) -> Gate:
    """All gates one behind another. What one surely stops, no unseen other can let through."""
    sure: Sequence[Flow] = SPACE
    possible: Sequence[Flow] = SPACE
    missing: tuple[Missing, ...] = ()
    evidence: tuple[Hop, ...] = ()
    for gate in gates:
        sure, possible = meet(sure, gate.sure), from_internet(meet(possible, gate.possible))
        if not possible:
            return Gate((), (), (), gate.evidence or evidence)
        missing += gate.missing
        evidence += gate.evidence
    return Gate(from_internet(sure), possible, missing, evidence)


def beside(gates: Iterable[Gate]) -> Gate:
    """All gates side by side: each is a way in."""
    every = list(gates)
    return Gate(
        [flow for gate in every for flow in gate.sure],
        [flow for gate in every for flow in gate.possible],
        tuple(dict.fromkeys(each for gate in every for each in gate.missing)),
        tuple(dict.fromkeys(hop for gate in every for hop in gate.evidence)),
    )


def from_internet(flows: Iterable[Flow]) -> list[Flow]:
    """Those flows that a public address can send."""
    return [flow for flow in flows if flow.label or public(flow.version, [flow.source])]


def width(flows: Iterable[Flow], trusted: Trusted) -> str:
    """How many public addresses can send, once the trusted ones are left out."""
    sources: dict[int, list[tuple[int, int]]] = {4: [], 6: []}
    labelled = False
    for flow in flows:
        if flow.label:
            labelled = True
        else:
            sources[flow.version].append(flow.source)
    seen_public = {version: public(version, spans) for version, spans in sources.items()}
    left = {version: minus(spans, trusted[version]) for version, spans in seen_public.items()}
    if any(size(left[version]) >= WIDE[version] for version in left):
        return "wide"
    if labelled or any(left.values()):
        return "narrow"
    return "trusted" if any(seen_public.values()) else "none"


def conclude(gate: Gate, trusted: Trusted) -> tuple[str | None, tuple[Missing, ...]]:
    """The width, and what was not seen that could make it wider.

    A narrow one that could be wider stays narrow, with what is missing beside it. A closed one
    that could be open is None: not seen is not closed.
    """
    sure, possible = width(gate.sure, trusted), width(gate.possible, trusted)
    if WIDTHS.index(sure) >= WIDTHS.index(possible):
        return sure, ()
    return ("narrow" if sure == "narrow" else None), gate.missing
