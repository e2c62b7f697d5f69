"""Ways in to interfaces on Azure through load balancers with a public frontend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from highground.graph.azure_network import properties, reference
from highground.graph.estate import Estate, Thing
from highground.graph.flows import PORTS, Hop
from highground.graph.spans import Span

BALANCER = "microsoft.network/loadbalancers"

PROTOCOL = {"tcp": ("tcp",), "udp": ("udp",), "all": ("tcp", "udp")}


class Frontend(NamedTuple):
    """A public port of a load balancer that leads to a port of an interface."""

    public_address: str  # id of the address
    basic: bool
    protocols: tuple[str, ...]
    port: Span  # of the frontend
    backend_port: Span
    via: tuple[Hop, ...]


class AzureBalancers:
    """Finds the frontends in front of an interface's address configuration.

    Source: https://learn.microsoft.com/azure/load-balancer/components. A load balancer passes the
    client's own address on, so the network security groups judge it and not the balancer.
    """

    def __init__(self, estate: Estate) -> None:
        self._pools: dict[str, list[Frontend]] = {}
        self._configurations: dict[str, list[Frontend]] = {}
        self._addresses: dict[tuple[str, str], list[Frontend]] = {}
        for thing in estate.of_type(BALANCER):
            if not thing.carried:
                self._learn(thing)

    def frontends(self, configuration: Mapping[str, Any], network: str) -> list[Frontend]:
        """Every frontend that leads to one address configuration of an interface."""
        id_ = str(configuration.get("id") or "").lower()
        inner = properties(configuration)
        found = list(self._configurations.get(id_, ()))
        for each in inner.get("loadBalancerBackendAddressPools") or ():
            found += self._pools.get(str(each.get("id", "")).lower(), ())
        found += self._addresses.get((network, str(inner.get("privateIPAddress"))), ())
        return list(dict.fromkeys(found))

    def _learn(self, balancer: Thing) -> None:
        members = {
            str(pool.get("id", "")).lower(): properties(pool)
            for pool in balancer.properties.get("backendAddressPools") or ()
        }
        for pool, frontend in _balancing(balancer):
            self._pools.setdefault(pool, []).append(frontend)
            inside = members.get(pool, {})
            for each in inside.get("backendIPConfigurations") or ():
                id_ = str(each.get("id", "")).lower()
                self._configurations.setdefault(id_, []).append(frontend)
            for each in inside.get("loadBalancerBackendAddresses") or ():
                at = properties(each)
                network = reference(at, "virtualNetwork") or reference(inside, "virtualNetwork")
                key = (network, str(at.get("ipAddress")))
                self._addresses.setdefault(key, []).append(frontend)
        for id_, frontend in _translating(balancer):
            self._configurations.setdefault(id_, []).append(frontend)


def _balancing(balancer: Thing) -> Iterator[tuple[str, Frontend]]:
    """Load-balancing rules: from a frontend to a pool."""
    for n, each in enumerate(balancer.properties.get("loadBalancingRules") or ()):
        rule = properties(each)
        hop = balancer.hop(f"properties.loadBalancingRules[{n}]", each)
        pools = {reference(rule, "backendAddressPool")}
        pools |= {str(p.get("id", "")).lower() for p in rule.get("backendAddressPools") or ()}
        for pool in sorted(filter(None, pools)):
            if frontend := _frontend(balancer, rule, hop):
                yield pool, frontend


def _translating(balancer: Thing) -> Iterator[tuple[str, Frontend]]:
    """Inbound NAT rules: from a frontend to one address configuration."""
    for n, each in enumerate(balancer.properties.get("inboundNatRules") or ()):
        rule = properties(each)
        hop = balancer.hop(f"properties.inboundNatRules[{n}]", each)
        frontend = _frontend(balancer, rule, hop)
        if frontend and (id_ := reference(rule, "backendIPConfiguration")):
            yield id_, frontend


def _frontend(balancer: Thing, rule: Mapping[str, Any], hop: Hop) -> Frontend | None:
    wanted = reference(rule, "frontendIPConfiguration")
    for n, each in enumerate(balancer.properties.get("frontendIPConfigurations") or ()):
        address = reference(properties(each), "publicIPAddress")
        if str(each.get("id", "")).lower() == wanted and address:
            path = f"properties.frontendIPConfigurations[{n}].properties.publicIPAddress.id"
            return Frontend(
                public_address=address,
                basic=str((balancer.sku or {}).get("name", "")).lower() == "basic",
                protocols=PROTOCOL.get(str(rule.get("protocol", "")).lower(), ("tcp", "udp")),
                port=_port(rule.get("frontendPort")),
                backend_port=_port(rule.get("backendPort")),
                via=(balancer.hop(path, address), hop),
            )
    return None


def _port(value: object) -> Span:
    """One port; 0 is every port: https://learn.microsoft.com/azure/load-balancer/load-balancer-ha-ports-overview."""
    port = int(str(value or 0))
    return (port, port) if port else PORTS
