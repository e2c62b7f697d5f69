"""How far the instances of Google Cloud can be reached: directly, and by forwarding rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from highground.graph import gcp_balancers, gcp_network
from highground.graph.estate import Estate, Thing
from highground.graph.flows import Hop
from highground.graph.gates import Gate, Trusted, behind, seen, unseen
from highground.graph.gcp_balancers import GcpBalancers
from highground.graph.gcp_network import GcpNetwork, Target, everything, path_of
from highground.graph.reach import Reach, Way, reach, unknown

INSTANCE = "compute.googleapis.com/Instance"
TYPES = (INSTANCE, *gcp_network.TYPES, *gcp_balancers.TYPES)

Document = Mapping[str, Any]


def reaches(estate: Estate, trusted: Trusted) -> Iterator[Reach]:
    """One for every instance."""
    network = GcpNetwork(estate)
    balancers = GcpBalancers(estate)
    for thing in estate.of_type(INSTANCE):
        interfaces = thing.properties.get("networkInterfaces")
        if interfaces is None:
            yield unknown(thing, thing.unseen("list"))
            continue
        ways: list[Way] = []
        for n, each in enumerate(interfaces):
            target = _target(thing, each)
            front = behind([network.routes(target), network.firewall(target)])
            ways += _direct(thing, n, each, front)
            if n == 0:  # forwarding rules lead to the first interface
                ways += _forwarded(balancers, thing, front)
        yield reach(thing, ways, trusted, [thing.hop("properties.networkInterfaces", interfaces)])


def _target(thing: Thing, interface: Document) -> Target:
    accounts = thing.properties.get("serviceAccounts") or ()
    return Target(
        network=path_of(str(interface.get("network"))),
        tags=frozenset((thing.properties.get("tags") or {}).get("items") or ()),
        accounts=frozenset(str(each.get("email")) for each in accounts),
    )


def _direct(thing: Thing, n: int, interface: Document, front: Gate) -> Iterator[Way]:
    for version, path, address in _external(interface):
        hop = thing.hop(f"properties.networkInterfaces[{n}].{path}", address)
        start = seen(everything(hop, version), [hop])
        yield Way(behind([start, front]), (address,))


def _external(interface: Document) -> Iterator[tuple[int, str, str]]:
    """Version, path and value of each external address of an interface."""
    for n, each in enumerate(interface.get("accessConfigs") or ()):
        if address := each.get("natIP"):
            yield 4, f"accessConfigs[{n}].natIP", address
    for n, each in enumerate(interface.get("ipv6AccessConfigs") or ()):
        if address := each.get("externalIpv6"):
            yield 6, f"ipv6AccessConfigs[{n}].externalIpv6", address


def _forwarded(balancers: GcpBalancers, thing: Thing, front: Gate) -> Iterator[Way]:
    own = path_of(str(thing.properties.get("selfLink") or thing.id))
    for each in balancers.fronts(own):
        hops: tuple[Hop, ...] = each.flows[0].via
        yield Way(behind([seen(each.flows, hops), front]), (each.address,))
    if missing := balancers.unseen(thing.account):
        yield Way(behind([unseen(missing), front]))
