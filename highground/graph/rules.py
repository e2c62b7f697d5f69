"""Exposure rules: flows that the internet can send, put together as people read them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from highground.graph.addresses import shown
from highground.graph.flows import PORTS, PROTOCOLS, WITH_PORTS, Flow, Hop
from highground.graph.gates import Trusted, width
from highground.graph.spans import Span, union

Row = dict[str, Any]


def rules(flows: Sequence[Flow], destinations: Sequence[str], trusted: Trusted) -> list[Row]:
    """One rule for each way in, with every protocol that it admits in the same manner."""
    found: dict[tuple[Any, ...], list[Flow]] = {}
    if not flows:
        return []
    for (via, protocol), ports in _by_sources(flows).items():
        for sources, each in ports.items():
            spans = (_ports(protocol, each, "port"), _ports(protocol, each, "source_port"))
            found.setdefault((via, sources, *spans), []).extend(each)
    return [
        _rule(via, found_flows, (to, out), destinations, trusted)
        for (via, _, to, out), found_flows in _without_ports_joined(found)
    ]


def _by_sources(
    flows: Iterable[Flow],
) -> dict[tuple[tuple[Hop, ...], str], dict[tuple[Any, ...], list[Flow]]]:
    """Flows of one way and protocol, those with equal sources together."""
    by_port: dict[tuple[Any, ...], list[Flow]] = {}
    for flow in flows:
        by_port.setdefault((flow.via, flow.protocol, flow.port, flow.source_port), []).append(flow)
    found: dict[tuple[tuple[Hop, ...], str], dict[tuple[Any, ...], list[Flow]]] = {}
    for (via, protocol, _, out), each in by_port.items():
        sources = (out, *sorted({(flow.version, flow.source, flow.label or "") for flow in each}))
        found.setdefault((via, protocol), {}).setdefault(sources, []).extend(each)
    return found


def _ports(protocol: str, flows: Iterable[Flow], of: str) -> tuple[Span, ...] | None:
    """The ports of some flows, or None where the protocol has no ports."""
    if protocol not in WITH_PORTS:
        return None
    return tuple(union(getattr(flow, of) for flow in flows))


def _without_ports_joined(
    found: dict[tuple[Any, ...], list[Flow]],
) -> list[tuple[tuple[Any, ...], list[Flow]]]:
    """Protocols without ports go with tcp or udp where the same way admits every port of those."""
    every = (PORTS,)
    whole = {
        (via, sources[1:]): key for key in found for via, sources, to, *_ in [key] if to == every
    }
    joined: dict[tuple[Any, ...], list[Flow]] = {}
    for key, flows in found.items():
        via, sources, to, _ = key
        home = whole.get((via, sources[1:]), key) if to is None else key
        joined.setdefault(home, []).extend(flows)
    return list(joined.items())


def _rule(
    via: tuple[Hop, ...],
    flows: Sequence[Flow],
    ports: tuple[tuple[Span, ...] | None, tuple[Span, ...] | None],
    destinations: Sequence[str],
    trusted: Trusted,
) -> Row:
    protocols = {flow.protocol for flow in flows}
    labels = {flow.label for flow in flows if flow.label}
    plain = [flow for flow in flows if not flow.label]
    sources = [
        text
        for version in (4, 6)
        for text in shown(version, frozenset(f.source for f in plain if f.version == version))
    ]
    return {
        "protocols": ["any"] if protocols == set(PROTOCOLS) else sorted(protocols),
        "source_addresses": sources + sorted(labels),
        "source_ports": _texts(ports[1]),
        "destination_addresses": list(destinations),
        "destination_ports": _texts(ports[0]),
        "width": width(flows, trusted),
        "via": [hop._asdict() for hop in via],
    }


def _texts(spans: tuple[Span, ...] | None) -> list[str]:
    return [str(low) if low == high else f"{low}-{high}" for low, high in spans or ()]
