"""The gates of a network on Azure: network security groups and user-defined routes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from highground.graph.addresses import EVERY, PUBLIC, VERSIONS, block, public
from highground.graph.estate import Estate, Missing, Place, Thing
from highground.graph.flows import PORTS, PROTOCOLS, WITH_PORTS, Flow, Hop, Rule, first_match
from highground.graph.gates import Gate, seen, unseen
from highground.graph.spans import Span, overlap

NSG = "microsoft.network/networksecuritygroups"
VNET = "microsoft.network/virtualnetworks"
TABLE = "microsoft.network/routetables"
TYPES = (NSG, VNET, TABLE)

PROTOCOL = {"*": PROTOCOLS, "tcp": ("tcp",), "udp": ("udp",), "icmp": ("icmp",)}
EVERYONE = ("*", "any", "0.0.0.0/0", "::/0")

# Service tags that no public address falls under: the network itself, and the health probe.
# https://learn.microsoft.com/azure/virtual-network/service-tags-overview
NOT_INTERNET = ("virtualnetwork", "azureloadbalancer", "azureplatformdns", "azureplatformimds")

Document = Mapping[str, Any]


class AzureNetwork:
    """Finds the gates in front of an interface. Equal ones are reckoned once."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._groups = {each.id.lower(): each for each in estate.of_type(NSG)}
        self._tables = {each.id.lower(): each for each in estate.of_type(TABLE)}
        self._subnets = {
            str(subnet.get("id", "")).lower(): subnet
            for vnet in estate.of_type(VNET)
            if not vnet.carried
            for subnet in vnet.properties.get("subnets") or ()
        }
        self._made: dict[tuple[Any, ...], Gate] = {}

    def subnet(self, id_: str, place: Place) -> Document | tuple[Missing, ...]:
        """A subnet's properties, or why they were not seen."""
        found = self._subnets.get(id_.lower())
        return self._estate.lost(VNET, place) if found is None else properties(found)

    def group(self, id_: str, target: Target, place: Place) -> Gate:
        """What one network security group admits to an interface."""
        key = ("group", id_.lower(), target, place)
        if key not in self._made:
            thing = self._groups.get(id_.lower())
            if thing is None or thing.carried or "securityRules" not in thing.properties:
                self._made[key] = unseen(self._estate.lost(NSG, place))
            else:
                self._made[key] = _group(thing, target)
        return self._made[key]

    def routes(self, subnet: Document, place: Place) -> Gate:
        """Whose answers a subnet sends straight back to the internet, as it does by default."""
        id_ = reference(subnet, "routeTable")
        if not id_:
            return seen(first_match([_SYSTEM]))
        key = ("routes", id_, place)
        if key not in self._made:
            thing = self._tables.get(id_)
            if thing is None or thing.carried:
                self._made[key] = unseen(self._estate.lost(TABLE, place))
            else:
                self._made[key] = _routes(thing)
        return self._made[key]


Target = tuple[frozenset[str], frozenset[str]]  # private addresses, application security groups


def reference(document: Document, member: str) -> str:
    """The id of what a document refers to, in lower case; "" if nothing."""
    return str((document.get(member) or {}).get("id") or "").lower()


def properties(document: Document) -> Document:
    """The properties of a child document."""
    return document.get("properties") or {}


def _group(thing: Thing, target: Target) -> Gate:
    """Ascending by priority, the first match decides.

    https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
    Of the default rules only the last one speaks of the internet: it denies.
    """
    found: list[tuple[int, Rule]] = []
    members = ("securityRules", "defaultSecurityRules")
    for member in members:
        for n, each in enumerate(thing.properties.get(member) or ()):
            rule = properties(each)
            if str(rule.get("direction", "")).lower() == "inbound" and _hits(rule, target):
                hop = thing.hop(f"properties.{member}[{n}]", each)
                found.append((int(rule.get("priority") or 0), _rule(rule, hop)))
    found.sort(key=lambda each: each[0])
    evidence = [thing.hop(f"properties.{each}", thing.properties.get(each)) for each in members]
    return seen(first_match(rule for _, rule in found), evidence)


def _hits(rule: Document, target: Target) -> bool:
    """Whether a rule is about this interface."""
    addresses, groups = target
    if wanted := rule.get("destinationApplicationSecurityGroups"):
        return any(str(each.get("id", "")).lower() in groups for each in wanted)
    prefixes = _both(rule, "destinationAddressPrefix")
    return not prefixes or any(_covers(each, addresses) for each in prefixes)


def _covers(prefix: str, addresses: Iterable[str]) -> bool:
    if prefix.lower() in (*EVERYONE, "virtualnetwork"):
        return True
    at = block(prefix)
    mine = [each for each in map(block, addresses) if each]
    return bool(at) and any(at and at[0] == m[0] and overlap(at[1], m[1]) for m in mine)


def _rule(rule: Document, hop: Hop) -> Rule:
    allow = str(rule.get("access", "")).lower() == "allow"
    protocol = str(rule.get("protocol", "*")).lower()
    known = PROTOCOL.get(protocol, ("other",) if allow else ())
    ports = [_span(each) for each in _both(rule, "destinationPortRange")] or [PORTS]
    origins = [_span(each) for each in _both(rule, "sourcePortRange")] or [PORTS]
    flows = [
        Flow(each, version, span, to if ported else PORTS, out if ported else PORTS, label, (hop,))
        for each in known
        for ported in [each in WITH_PORTS]
        for version, span, label in _sources(rule)
        for to in (ports if ported else [PORTS])
        for out in (origins if ported else [PORTS])
        if ported or allow or ports == [PORTS]
    ]
    return Rule(allow, tuple(flows))


def _sources(rule: Document) -> list[tuple[int, Span, str | None]]:
    """Whom a rule speaks of, as far as they can be on the internet."""
    if rule.get("sourceApplicationSecurityGroups"):
        return []
    found: list[tuple[int, Span, str | None]] = []
    for prefix in _both(rule, "sourceAddressPrefix"):
        at = block(prefix)
        if prefix.lower() in EVERYONE:
            found += [(version, EVERY[version], None) for version in VERSIONS]
        elif prefix.lower() == "internet":
            found += [(version, span, None) for version in VERSIONS for span in PUBLIC[version]]
        elif at:
            found.append((*at, None))
        elif prefix.lower() not in NOT_INTERNET:
            found += [(version, EVERY[version], prefix) for version in VERSIONS]
    return found


def _both(rule: Document, member: str) -> list[str]:
    """A member that stands alone, or in the plural as a list."""
    many = rule.get(f"{member}es" if member.endswith("Prefix") else f"{member}s") or []
    one = rule.get(member)
    return [str(each) for each in ([one] if one else []) + list(many)]


def _span(text: str) -> Span:
    low, _, high = text.partition("-")
    return PORTS if text == "*" else (int(low), int(high or low))


_SYSTEM = Rule(
    True, tuple(Flow(p, version, EVERY[version]) for version in VERSIONS for p in PROTOCOLS)
)


def _routes(table: Thing) -> Gate:
    """The longest prefix decides; without one of its own, the system's route to the internet.

    https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview
    """
    found: list[tuple[int, Rule]] = []
    for n, each in enumerate(table.properties.get("routes") or ()):
        route = properties(each)
        at = block(str(route.get("addressPrefix")))
        if at is None or not public(at[0], [at[1]]):
            continue
        hop = table.hop(f"properties.routes[{n}]", each)
        opens = str(route.get("nextHopType", "")).lower() == "internet"
        flows = tuple(Flow(p, at[0], at[1], via=(hop,)) for p in PROTOCOLS)
        found.append(((at[1][1] - at[1][0]) << (96 if at[0] == 4 else 0), Rule(opens, flows)))
    found.sort(key=lambda each: each[0])
    evidence = [table.hop("properties.routes", table.properties.get("routes"))]
    return seen(first_match([*(rule for _, rule in found), _SYSTEM]), evidence)


def at_ports(flows: Sequence[Flow], protocols: Sequence[str], span: Span) -> list[Flow]:
    """Those flows that end at some ports."""
    found = []
    for flow in flows:
        port = overlap(flow.port, span)
        if flow.protocol in protocols and port:
            found.append(flow._replace(port=port))
    return found
