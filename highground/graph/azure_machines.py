"""How far the virtual machines of Azure can be reached: directly, and through load balancers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from highground.graph import azure_network
from highground.graph.azure_balancers import BALANCER, AzureBalancers, Frontend
from highground.graph.azure_network import AzureNetwork, Target, at_ports, properties, reference
from highground.graph.estate import Estate, Missing, Place, Thing
from highground.graph.flows import SPACE, Flow, Hop, space
from highground.graph.gates import SHUT, Gate, Trusted, behind, seen, unseen
from highground.graph.reach import Reach, Way, reach, unknown

MACHINE = "microsoft.compute/virtualmachines"
INTERFACE = "microsoft.network/networkinterfaces"
ADDRESS = "microsoft.network/publicipaddresses"
TYPES = (MACHINE, INTERFACE, ADDRESS, BALANCER, *azure_network.TYPES)

Document = Mapping[str, Any]


def reaches(estate: Estate, trusted: Trusted) -> Iterator[Reach]:
    """One for every virtual machine. ARM ids are compared in lower case, as ARM does."""
    machines = AzureMachines(estate)
    for thing in estate.of_type(MACHINE):
        interfaces = (thing.properties.get("networkProfile") or {}).get("networkInterfaces")
        if interfaces is None:
            yield unknown(thing, thing.unseen("list"))
            continue
        ways = [way for each in interfaces for way in machines.ways(str(each.get("id")), thing)]
        hop = thing.hop("properties.networkProfile.networkInterfaces", interfaces)
        yield reach(thing, ways, trusted, [hop])


class AzureMachines:
    """Finds the ways in to the network interfaces of machines."""

    def __init__(self, estate: Estate) -> None:
        self._estate = estate
        self._network = AzureNetwork(estate)
        self._balancers = AzureBalancers(estate)
        self._interfaces = {each.id.lower(): each for each in estate.of_type(INTERFACE)}
        self._addresses = {each.id.lower(): each for each in estate.of_type(ADDRESS)}

    def ways(self, id_: str, machine: Thing) -> Iterator[Way]:
        """Every way in to one interface."""
        place = Place(machine.account)
        interface = self._interfaces.get(id_.lower())
        if interface is None or interface.carried:
            yield Way(unseen(self._estate.lost(INTERFACE, place)))
            return
        for n, each in enumerate(interface.properties.get("ipConfigurations") or ()):
            yield from self._configuration(interface, n, each, place)

    def _configuration(
        self, interface: Thing, n: int, configuration: Document, place: Place
    ) -> Iterator[Way]:
        inner = properties(configuration)
        rules, grouped = self._rules(interface, inner, place)
        if address := reference(inner, "publicIPAddress"):
            path = f"properties.ipConfigurations[{n}].properties.publicIPAddress.id"
            hop = interface.hop(path, address)
            start, shown = self._address(address, (hop,), place)
            open_ = [] if grouped else [self._without_group(address, place)]
            yield Way(behind([start, *open_, rules]), shown)
        network = reference(inner, "subnet").partition("/subnets/")[0]
        for frontend in self._balancers.frontends(configuration, network):
            yield self._balanced(frontend, rules, grouped, place)
        if (missing := self._estate.unlisted(BALANCER, place)) and rules.possible:
            yield Way(behind([unseen(missing), rules]))

    def _balanced(self, frontend: Frontend, rules: Gate, grouped: bool, place: Place) -> Way:
        """Through a frontend: a basic one is open without a group, any other closed."""
        start, shown = self._address(frontend.public_address, frontend.via, place)
        if not grouped and not frontend.basic:
            return Way(SHUT, shown)
        inside = Gate(_behind(rules.sure, frontend), _behind(rules.possible, frontend), *rules[2:])
        return Way(behind([start, inside]), shown)

    def _rules(self, interface: Thing, inner: Document, place: Place) -> tuple[Gate, bool]:
        """The groups on interface and subnet, both of which must allow, and the way back."""
        target: Target = (
            frozenset(filter(None, [inner.get("privateIPAddress")])),
            frozenset(
                str(each.get("id", "")).lower()
                for each in inner.get("applicationSecurityGroups") or ()
            ),
        )
        subnet = self._network.subnet(reference(inner, "subnet"), place)
        own = reference(interface.properties, "networkSecurityGroup")
        gates = [self._network.group(own, target, place)] if own else []
        if isinstance(subnet, tuple):
            return behind([*gates, unseen(subnet)]), True
        if shared := reference(subnet, "networkSecurityGroup"):
            gates.append(self._network.group(shared, target, place))
        grouped = bool(gates)
        return behind([*gates, self._network.routes(subnet, place)]), grouped

    def _address(
        self, id_: str, via: tuple[Hop, ...], place: Place
    ) -> tuple[Gate, tuple[str, ...]]:
        """The public address: open while it has one."""
        thing = self._addresses.get(id_)
        flows = [flow._replace(via=via) for flow in SPACE]
        if thing is None or thing.carried:
            return unseen(self._estate.lost(ADDRESS, place), flows), ()
        address = thing.properties.get("ipAddress")
        hop = thing.hop("properties.ipAddress", address)
        if not address:  # dynamic, and nothing runs behind it
            return seen([], [*via, hop]), ()
        version = 6 if str(thing.properties.get("publicIPAddressVersion")) == "IPv6" else 4
        flows = [flow._replace(via=(*via, hop)) for flow in space(version)]
        return seen(flows, [*via, hop]), (str(address),)

    def _without_group(self, id_: str, place: Place) -> Gate:
        """A standard address is closed until a group opens it; a basic one is open.

        https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses#sku
        """
        thing = self._addresses.get(id_)
        if thing is None or thing.carried:
            return unseen(self._estate.lost(ADDRESS, place))
        if thing.sku is None:
            return unseen((Missing(f"{ADDRESS}/sku", ""),))
        hop = thing.hop("sku.name", thing.sku.get("name"))
        basic = str(thing.sku.get("name", "")).lower() == "basic"
        return seen([flow._replace(via=(hop,)) for flow in SPACE] if basic else [], [hop])


def _behind(flows: Sequence[Flow], frontend: Frontend) -> list[Flow]:
    """What the groups admit to the port behind a frontend, as it looks in front of it."""
    return [
        flow._replace(port=frontend.port)
        for flow in at_ports(flows, frontend.protocols, frontend.backend_port)
    ]
