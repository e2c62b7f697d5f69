"""Rules of AWS as they are written, turned into boxes of traffic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from highground.graph.addresses import EVERY, block, public
from highground.graph.estate import Thing
from highground.graph.flows import PORTS, PROTOCOLS, WITH_PORTS, Flow, Hop, Rule, boxes, meet
from highground.graph.spans import Span, overlap

# https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html
EPHEMERAL: Span = (1024, 65535)

PROTOCOL = {
    "-1": PROTOCOLS,
    "6": ("tcp",),
    "tcp": ("tcp",),
    "17": ("udp",),
    "udp": ("udp",),
    "1": ("icmp",),
    "icmp": ("icmp",),
    "58": ("icmp",),
    "icmpv6": ("icmp",),
}

Document = Mapping[str, Any]


def answered(inward: Iterable[Flow], outward: Iterable[Flow]) -> list[Flow]:
    """Those flows in whose answers may leave: to their source, on a port that clients use."""
    ways = []
    for flow in outward:
        port = overlap(flow.port, EPHEMERAL) if flow.protocol in WITH_PORTS else PORTS
        if port:
            ways.append(flow._replace(port=PORTS, source_port=port))
    return meet(inward, ways)


def by_address(thing: Thing, permission: Document, path: str) -> list[Flow]:
    """What a permission of a security group admits from the addresses it names."""
    found: list[Flow] = []
    for member, field in (("IpRanges", "CidrIp"), ("Ipv6Ranges", "CidrIpv6")):
        for n, each in enumerate(permission.get(member) or ()):
            cidr = str(each.get(field))
            hop = thing.hop(f"{path}.{member}[{n}].{field}", cidr)
            found += by_cidr(permission, [cidr], hop)
    return found


def by_cidr(permission: Document, cidrs: Iterable[str], hop: Hop) -> tuple[Flow, ...]:
    """A permission of a security group on some addresses."""
    known = [cidr for cidr in cidrs if block(cidr)]
    low, high = permission.get("FromPort"), permission.get("ToPort")
    ports = PORTS if low is None or high is None or low == -1 else (int(low), int(high))
    return boxes(_protocols(permission.get("IpProtocol")), known, [ports], hop)


def _protocols(protocol: object) -> tuple[str, ...]:
    return PROTOCOL.get(str(protocol).lower(), ("other",))


def acl_rules(acl: Thing, *, egress: bool) -> list[Rule]:
    """Ascending by number: https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html."""
    entries = [
        (n, entry)
        for n, entry in enumerate(acl.properties.get("Entries") or ())
        if bool(entry.get("Egress")) == egress
    ]
    return [
        _acl_rule(entry, acl.hop(f"properties.Entries[{n}]", entry))
        for n, entry in sorted(entries, key=lambda each: int(each[1].get("RuleNumber") or 0))
    ]


def _acl_rule(entry: Document, hop: Hop) -> Rule:
    allow = entry.get("RuleAction") == "allow"
    cidr = entry.get("CidrBlock") or entry.get("Ipv6CidrBlock") or ""
    between = entry.get("PortRange") or {}
    ports = (int(between.get("From", 0)), int(between.get("To", PORTS[1])))
    protocols = _protocols(entry.get("Protocol"))
    if not allow and (_exotic(entry) or not block(cidr)):
        return Rule(allow, ())  # to deny a few protocols among many denies none of the rest
    return Rule(allow, boxes(protocols, [cidr] if block(cidr) else [], [ports], hop))


def _exotic(entry: Document) -> bool:
    """Whether it denies less than all traffic of a protocol that has no ports."""
    protocol = str(entry.get("Protocol")).lower()
    kind = entry.get("IcmpTypeCode") or {}
    return protocol not in PROTOCOL or (protocol != "-1" and kind.get("Type", -1) != -1)


def route_rule(cidr: str, opens: bool, hop: Hop) -> Rule | None:
    """A route as a rule on whom it answers; None if that is nobody on the internet."""
    found = block(cidr)
    if found is None or not public(found[0], [found[1]]):
        return None  # private addresses are not the internet's, wherever they are sent
    version, span = found
    return Rule(opens, tuple(Flow(p, version, span, via=(hop,)) for p in PROTOCOLS))


def breadth(rule: Rule) -> tuple[int, int]:
    """How much a route rule is about: the least of it, the longest prefix, decides first."""
    flow = rule.flows[0]
    whole = EVERY[flow.version][1] + 1
    return flow.version, (flow.source[1] - flow.source[0]) * (2**128 // whole)
