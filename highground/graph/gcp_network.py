"""The gates of a network on Google Cloud: VPC firewall rules and routes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from highground.graph.addresses import VERSIONS, block, public
from highground.graph.estate import Estate, Missing, Place, Thing
from highground.graph.flows import PORTS, PROTOCOLS, SPACE, Flow, Hop, Rule, boxes, first_match
from highground.graph.gates import Gate, seen, unseen
from highground.graph.spans import Span

FIREWALL = "compute.googleapis.com/Firewall"
ROUTE = "compute.googleapis.com/Route"
TYPES = (FIREWALL, ROUTE)

PROTOCOL = {
    "all": PROTOCOLS,
    "tcp": ("tcp",),
    "6": ("tcp",),
    "udp": ("udp",),
    "17": ("udp",),
    "icmp": ("icmp",),
    "1": ("icmp",),
    "58": ("icmp",),
}
DEFAULT_PRIORITY = 1000

Document = Mapping[str, Any]


class Target(NamedTuple):
    """What firewall rules and routes may pick a machine by."""

    network: str
    tags: frozenset[str]
    accounts: frozenset[str]


class GcpNetwork:
    """Finds the gates in front of an interface. Equal ones are reckoned once."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._rules = _by_network(estate.of_type(FIREWALL))
        self._routes = _by_network(estate.of_type(ROUTE))
        self._made: dict[tuple[str, Target], Gate] = {}

    def firewall(self, target: Target) -> Gate:
        """What a network's firewall rules admit to a machine."""
        key = ("firewall", target)
        if key not in self._made:
            self._made[key] = self._firewall(target)
        return self._made[key]

    def routes(self, target: Target) -> Gate:
        """Whose answers a network's routes send to its internet gateway."""
        key = ("routes", target)
        if key not in self._made:
            self._made[key] = self._ways_back(target)
        return self._made[key]

    def _firewall(self, target: Target) -> Gate:
        """Ascending by priority, deny before allow; nothing matches: denied.

        https://cloud.google.com/firewall/docs/firewalls
        """
        rules = self._rules.get(target.network, [])
        missing = self._unseen(FIREWALL, [*rules, *self._rules.get("", [])], target)
        if missing:
            return unseen(missing)
        mine = [each for each in rules if _hits(each.properties, target)]
        mine.sort(key=lambda each: (_priority(each.properties), "denied" not in each.properties))
        evidence = [each.hop("properties", each.properties) for each in mine]
        return seen(first_match(_rule(each) for each in mine), evidence)

    def _ways_back(self, target: Target) -> Gate:
        """The longest prefix decides, then the lowest priority.

        https://cloud.google.com/vpc/docs/routes#routeselection
        """
        routes = self._routes.get(target.network, [])
        missing = self._unseen(ROUTE, [*routes, *self._routes.get("", [])], target)
        if missing:
            return unseen(missing)
        found: list[tuple[tuple[int, int, bool], Rule]] = []
        evidence: list[Hop] = []
        for each in routes:
            at = block(str(each.properties.get("destRange")))
            tags = set(each.properties.get("tags") or ())
            if at is None or not public(at[0], [at[1]]):
                continue
            if tags and not tags & target.tags:
                continue
            gateway = each.properties.get("nextHopGateway")
            opens = str(gateway).endswith("/default-internet-gateway")
            hop = each.hop("properties.nextHopGateway", gateway)
            evidence.append(hop)
            flows = tuple(Flow(p, at[0], at[1], via=(hop,)) for p in PROTOCOLS)
            breadth = (at[1][1] - at[1][0]) << (96 if at[0] == 4 else 0)
            found.append(((breadth, _priority(each.properties), not opens), Rule(opens, flows)))
        found.sort(key=lambda each: each[0])
        return seen(first_match(rule for _, rule in found), evidence)

    def _unseen(self, type_: str, things: Iterable[Thing], target: Target) -> tuple[Missing, ...]:
        """What was not seen of a network: its listing, or one that was only heard of."""
        home = _home(target)
        heard = [each for each in things if each.carried and each.account == home.account]
        unlisted = self._estate.unlisted(type_, home)
        return unlisted or tuple(gap for each in heard for gap in each.unseen("list"))


def path_of(url: str) -> str:
    """The resource that a URL names, whatever API version and host it is written with."""
    return url[url.find("projects/") :] if "projects/" in url else url


def _home(target: Target) -> Place:
    """The project that owns a network, where its rules are: with a shared VPC, the host's."""
    parts = target.network.split("/")
    return Place(parts[1] if len(parts) > 1 and parts[0] == "projects" else "")


def _by_network(things: Iterable[Thing]) -> dict[str, list[Thing]]:
    found: dict[str, list[Thing]] = {}
    for each in things:
        found.setdefault(path_of(str(each.properties.get("network") or "")), []).append(each)
    return found


def _hits(rule: Document, target: Target) -> bool:
    if rule.get("direction", "INGRESS") != "INGRESS" or rule.get("disabled"):
        return False
    tags, accounts = rule.get("targetTags"), rule.get("targetServiceAccounts")
    if not tags and not accounts:
        return True
    return bool(set(tags or ()) & target.tags or set(accounts or ()) & target.accounts)


def _priority(document: Document) -> int:
    priority = document.get("priority")
    return DEFAULT_PRIORITY if priority is None else int(priority)


def _rule(thing: Thing) -> Rule:
    rule = thing.properties
    allow = "denied" not in rule
    member = "allowed" if allow else "denied"
    flows: list[Flow] = []
    for n, each in enumerate(rule.get(member) or ()):
        hop = thing.hop(f"properties.{member}[{n}]", each)
        protocol = str(each.get("IPProtocol") or each.get("ipProtocol")).lower()
        known = PROTOCOL.get(protocol, ("other",) if allow else ())
        ports = [_span(str(port)) for port in each.get("ports") or ()] or [PORTS]
        for source in _sources(rule):
            flows += boxes(known, [source], ports, hop)
    return Rule(allow, tuple(flows))


def _sources(rule: Document) -> list[str]:
    """Ranges; with neither ranges nor tags everyone. Tags and accounts are those of machines."""
    if rule.get("sourceRanges"):
        return [str(each) for each in rule["sourceRanges"]]
    inside = rule.get("sourceTags") or rule.get("sourceServiceAccounts")
    return [] if inside else ["0.0.0.0/0", "::/0"]


def _span(text: str) -> Span:
    low, _, high = text.partition("-")
    return int(low), int(high or low)


def everything(hop: Hop, version: int | None = None) -> list[Flow]:
    """All traffic, by way of one hop."""
    wanted = (version,) if version else VERSIONS
    return [flow._replace(via=(hop,)) for flow in SPACE if flow.version in wanted]
