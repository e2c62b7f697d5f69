"""Ways in to instances on Google Cloud through external forwarding rules."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from highground.graph.estate import Estate, Missing, Place, Thing
from highground.graph.flows import PORTS, WITH_PORTS, Flow
from highground.graph.gcp_network import path_of
from highground.graph.spans import Span

RULE = "compute.googleapis.com/ForwardingRule"
GLOBAL_RULE = "compute.googleapis.com/GlobalForwardingRule"
POOL = "compute.googleapis.com/TargetPool"
INSTANCE = "compute.googleapis.com/TargetInstance"
GROUP = "compute.googleapis.com/InstanceGroup"
TYPES = (RULE, GLOBAL_RULE, POOL, INSTANCE)

EXTERNAL = ("EXTERNAL", "EXTERNAL_MANAGED")


class Front(NamedTuple):
    """Traffic that an external forwarding rule passes on, and the address it listens at."""

    flows: tuple[Flow, ...]
    address: str


class GcpBalancers:
    """Finds the forwarding rules in front of an instance.

    A target pool or target instance passes the client's own address on, so the VPC's firewall
    rules judge it. What stands behind a backend service is an instance group, whose members Cloud
    Asset Inventory does not show: those rules leave it open whether an instance is behind them.

    Source: https://cloud.google.com/load-balancing/docs/forwarding-rule-concepts
    """

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._fronts: dict[str, list[Front]] = {}
        self._unmapped: set[str] = set()
        behind = dict(_members(estate))
        for rule in [*estate.of_type(RULE), *estate.of_type(GLOBAL_RULE)]:
            if rule.carried or rule.properties.get("loadBalancingScheme") not in EXTERNAL:
                continue
            target = path_of(str(rule.properties.get("target")))
            if target not in behind:
                self._unmapped.add(rule.account)
            for instance in behind.get(target, ()):
                self._fronts.setdefault(instance, []).append(_front(rule))

    def fronts(self, instance: str) -> list[Front]:
        """Every external forwarding rule that leads to one instance."""
        return self._fronts.get(instance, [])

    def unseen(self, account: str) -> tuple[Missing, ...]:
        """What could lead to an instance of a project, and nobody saw whether it does."""
        missing = [each for type_ in TYPES for each in self._estate.unlisted(type_, Place(account))]
        if account in self._unmapped:
            missing.append(Missing(f"{GROUP}/instances", ""))
        return tuple(missing)


def _members(estate: Estate) -> Iterator[tuple[str, list[str]]]:
    for pool in estate.of_type(POOL):
        instances = pool.properties.get("instances") or ()
        yield _own(pool), [path_of(str(each)) for each in instances]
    for target in estate.of_type(INSTANCE):
        yield _own(target), [path_of(str(target.properties.get("instance")))]


def _own(thing: Thing) -> str:
    return path_of(str(thing.properties.get("selfLink") or thing.id))


def _front(rule: Thing) -> Front:
    document = rule.properties
    protocol = str(document.get("IPProtocol", "TCP")).lower()
    protocols = (protocol,) if protocol in WITH_PORTS else WITH_PORTS
    version = 6 if document.get("ipVersion") == "IPV6" else 4
    hop = rule.hop("properties.target", document.get("target"))
    full = {4: (0, 2**32 - 1), 6: (0, 2**128 - 1)}[version]
    flows = tuple(
        Flow(each, version, full, port, via=(hop,)) for each in protocols for port in _ports(rule)
    )
    return Front(flows, str(document.get("IPAddress", "")))


def _ports(rule: Thing) -> list[Span]:
    document = rule.properties
    texts = list(document.get("ports") or ())
    if between := document.get("portRange"):
        texts.append(between)
    spans = []
    for text in texts:
        low, _, high = str(text).partition("-")
        spans.append((int(low), int(high or low)))
    return spans or [PORTS]
