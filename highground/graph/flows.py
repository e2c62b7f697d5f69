"""Traffic as boxes: protocol, source addresses and destination ports, and the rules on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from highground.graph.addresses import EVERY, VERSIONS, block
from highground.graph.spans import Span, overlap

PORTS: Span = (0, 65535)
WITH_PORTS = ("tcp", "udp")
PROTOCOLS = (*WITH_PORTS, "icmp", "other")


class Hop(NamedTuple):
    """A value at a path of a resource that lets traffic through; the value is JSON text."""

    resource_id: str
    path: str
    value: str


class Flow(NamedTuple):
    """Traffic of one protocol from a span of addresses to a span of ports, and what admits it.

    A `label` says that the addresses are some of the span, but nobody here knows which: a service
    tag of the provider.
    """

    protocol: str
    version: int
    source: Span
    port: Span = PORTS
    source_port: Span = PORTS
    label: str | None = None
    via: tuple[Hop, ...] = ()


class Rule(NamedTuple):
    """One line of an ordered list of rules."""

    allow: bool
    flows: tuple[Flow, ...]


def space(*versions: int) -> tuple[Flow, ...]:
    """All traffic there is."""
    return tuple(
        Flow(protocol, version, EVERY[version])
        for version in versions or VERSIONS
        for protocol in PROTOCOLS
    )


SPACE = space()


def boxes(
    protocols: Iterable[str], sources: Iterable[str], ports: Sequence[Span], hop: Hop
) -> tuple[Flow, ...]:
    """Every protocol × source × port span. A source that is no address is a label."""
    found = []
    for source in sources:
        at = block(source)
        places = [(*at, None)] if at else [(v, EVERY[v], source) for v in VERSIONS]
        for protocol in protocols:
            spans = ports if protocol in WITH_PORTS else [PORTS]
            found += [
                Flow(protocol, version, span, port, PORTS, label, (hop,))
                for version, span, label in places
                for port in spans
            ]
    return tuple(found)


def meet(ones: Iterable[Flow], others: Iterable[Flow]) -> list[Flow]:
    """Traffic that both admit, by way of both."""
    by_kind: dict[tuple[str, int], list[Flow]] = {}
    for other in others:
        by_kind.setdefault((other.protocol, other.version), []).append(other)
    met = (
        _both(one, other) for one in ones for other in by_kind.get((one.protocol, one.version), ())
    )
    return [each for each in met if each]


def first_match(rules: Iterable[Rule], every: Iterable[Flow] = SPACE) -> list[Flow]:
    """What an ordered list admits when the first rule that matches decides, and none denies."""
    left = list(every)
    admitted: list[Flow] = []
    for rule in rules:
        if rule.allow:
            admitted += meet(left, rule.flows)
        for less in rule.flows:
            left = [piece for flow in left for piece in _minus(flow, less)]
    return admitted


def _both(one: Flow, other: Flow) -> Flow | None:
    source = overlap(one.source, other.source)
    port = overlap(one.port, other.port)
    source_port = overlap(one.source_port, other.source_port)
    if source is None or port is None or source_port is None:
        return None
    label = one.label or other.label
    via = one.via + tuple(hop for hop in other.via if hop not in one.via)
    return Flow(one.protocol, one.version, source, port, source_port, label, via)


def _minus(flow: Flow, less: Flow) -> list[Flow]:
    """`flow` without `less`. Who sends chooses the source port, so a rule on some denies none."""
    source, port = overlap(flow.source, less.source), overlap(flow.port, less.port)
    other = (flow.protocol, flow.version) != (less.protocol, less.version)
    if other or less.label or less.source_port != PORTS or source is None or port is None:
        return [flow]
    pieces = [
        flow._replace(source=(flow.source[0], source[0] - 1)),
        flow._replace(source=(source[1] + 1, flow.source[1])),
        flow._replace(source=source, port=(flow.port[0], port[0] - 1)),
        flow._replace(source=source, port=(port[1] + 1, flow.port[1])),
    ]
    return [
        each for each in pieces if each.source[0] <= each.source[1] and each.port[0] <= each.port[1]
    ]
