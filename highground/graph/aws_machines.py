"""How far the instances of AWS can be reached: directly, and through load balancers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from highground.graph import aws_balancers, aws_network
from highground.graph.aws_balancers import AwsBalancers, Interface
from highground.graph.aws_network import AwsNetwork
from highground.graph.estate import Estate, Place, Thing
from highground.graph.flows import space
from highground.graph.gates import Gate, Trusted, behind, by_way_of, seen
from highground.graph.reach import Reach, Way, reach, unknown

INSTANCE = "AWS::EC2::Instance"
TYPES = (INSTANCE, *aws_network.TYPES, *aws_balancers.TYPES)
GONE = ("terminated", "shutting-down")

Document = Mapping[str, Any]


def reaches(estate: Estate, trusted: Trusted) -> Iterator[Reach]:
    """One for every instance.

    Source: https://docs.aws.amazon.com/vpc/latest/reachability/what-is-reachability-analyzer.html
    names the parts of a path; what each part lets through is its own page's rule.
    """
    network = AwsNetwork(estate)
    balancers = AwsBalancers(estate, network)
    front: dict[tuple[Any, ...], Gate] = {}
    for thing in estate.of_type(INSTANCE):
        documents = _documents(thing)
        if documents is None:
            yield unknown(thing, thing.unseen("list"))
            continue
        interfaces = [_interface(each, thing) for _, each in documents]
        ways: list[Way] = []
        for (path, document), interface in zip(documents, interfaces, strict=True):
            for version, at, address in _public(document):
                key = (version, interface.groups, interface.subnet, interface.vpc, interface.place)
                if key not in front:
                    front[key] = _front(network, interface, version)
                hop = thing.hop(f"{path}.{at}", address)
                ways.append(Way(by_way_of(hop, front[key]), (address,)))
        ways.append(Way(balancers.gate(str(thing.properties.get("InstanceId")), interfaces)))
        state = (thing.properties.get("State") or {}).get("Name")
        nowhere = thing.hop("properties.NetworkInterfaces", [path for path, _ in documents])
        yield reach(thing, [] if state in GONE else ways, trusted, [nowhere])


def _documents(thing: Thing) -> list[tuple[str, Document]] | None:
    """The instance's interfaces with their paths; None if the document does not show them."""
    interfaces = thing.properties.get("NetworkInterfaces")
    shown = interfaces or []
    if any("SubnetId" not in each for each in shown) or not shown:
        # An older or shortened document has what matters on the instance itself.
        if "SubnetId" in thing.properties:
            return [("properties", thing.properties)]
        return None if shown or interfaces is None else []
    return [(f"properties.NetworkInterfaces[{n}]", each) for n, each in enumerate(shown)]


def _interface(document: Document, thing: Thing) -> Interface:
    groups = document.get("Groups")
    if groups is None:
        groups = thing.properties.get("SecurityGroups")
    private = [each.get("PrivateIpAddress") for each in document.get("PrivateIpAddresses") or ()]
    return Interface(
        groups=None if groups is None else tuple(sorted(str(g.get("GroupId")) for g in groups)),
        subnet=str(document.get("SubnetId")),
        vpc=str(document.get("VpcId")),
        addresses=tuple(dict.fromkeys(filter(None, [document.get("PrivateIpAddress"), *private]))),
        place=Place(thing.account, thing.region),
    )


def _front(network: AwsNetwork, interface: Interface, version: int) -> Gate:
    """What stands in front of any address of these groups in this subnet."""
    place = interface.place
    return behind(
        [
            seen(space(version)),
            network.routes(interface.subnet, interface.vpc, place),
            network.acl(interface.subnet, interface.vpc, place),
            network.groups(interface.groups, place),
        ]
    )


def _public(document: Document) -> Iterator[tuple[int, str, str]]:
    """Version, path and value of each public address of an interface."""
    found = set()
    if address := (document.get("Association") or {}).get("PublicIp"):
        found.add(address)
        yield 4, "Association.PublicIp", address
    for n, each in enumerate(document.get("PrivateIpAddresses") or ()):
        address = (each.get("Association") or {}).get("PublicIp")
        if address and address not in found:
            found.add(address)
            yield 4, f"PrivateIpAddresses[{n}].Association.PublicIp", address
    if not found and (address := document.get("PublicIpAddress")):
        yield 4, "PublicIpAddress", address
    for n, each in enumerate(document.get("Ipv6Addresses") or ()):
        if address := each.get("Ipv6Address"):
            yield 6, f"Ipv6Addresses[{n}].Ipv6Address", address
