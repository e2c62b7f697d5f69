"""Gates on the way from the internet: what each surely lets through, and what it might."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from highground.graph.addresses import has_public, public
from highground.graph.estate import Missing
from highground.graph.flows import SPACE, Flow, Hop, meet
from highground.graph.spans import Span, minus, size

# Public source addresses from which exposure is wide: an IPv4 /16, an IPv6 /32.
WIDE = {4: 2**16, 6: 2**96}
WIDTHS = ("none", "trusted", "narrow", "wide")

Sources = frozenset[tuple[int, Span]]
Trusted = Sources


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


def by_way_of(hop: Hop, gate: Gate) -> Gate:
    """A gate with a hop in front of it that lets through everything."""
    sure = [flow._replace(via=(hop, *flow.via)) for flow in gate.sure]
    possible = sure if gate.possible is gate.sure else gate.possible
    return gate._replace(sure=sure, possible=possible, evidence=(hop, *gate.evidence))


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
    return [flow for flow in flows if flow.label or has_public(flow.version, flow.source)]


def width(flows: Iterable[Flow], trusted: Trusted) -> str:
    """How many public addresses can send, once the trusted ones are left out."""
    labelled, sources = False, set()
    for flow in flows:
        if flow.label:
            labelled = True
        else:
            sources.add((flow.version, flow.source))
    found = _width(frozenset(sources), trusted)
    return "narrow" if labelled and found != "wide" else found


@lru_cache(maxsize=65536)
def _width(sources: Sources, trusted: Trusted) -> str:
    found = "none"
    for version, enough in WIDE.items():
        seen_public = public(version, [span for at, span in sources if at == version])
        left = size(minus(seen_public, [span for at, span in trusted if at == version]))
        wide = "wide" if left >= enough else "narrow" if left else "trusted"
        if seen_public:
            found = max(found, wide, key=WIDTHS.index)
    return found


def conclude(gate: Gate, trusted: Trusted) -> tuple[str | None, tuple[Missing, ...]]:
    """The width, and what was not seen that could make it wider.

    A narrow one that could be wider stays narrow, with what is missing beside it. A closed one
    that could be open is None: not seen is not closed.
    """
    sure, possible = width(gate.sure, trusted), width(gate.possible, trusted)
    if WIDTHS.index(sure) >= WIDTHS.index(possible):
        return sure, ()
    return ("narrow" if sure == "narrow" else None), gate.missing
