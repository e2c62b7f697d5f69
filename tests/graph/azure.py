"""A network on Azure in the shapes of ARM: what Resource Graph shows as `properties`."""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection

from highground.graph import azure_machines
from tests.graph.estates import Document, judged, listed, thing

ROOT = "/subscriptions/a/resourceGroups/g/providers"
MACHINE = f"{ROOT}/Microsoft.Compute/virtualMachines/vm"
NIC = f"{ROOT}/Microsoft.Network/networkInterfaces/nic"
ADDRESS = f"{ROOT}/Microsoft.Network/publicIPAddresses/ip"
VNET = f"{ROOT}/Microsoft.Network/virtualNetworks/net"
SUBNET = f"{VNET}/subnets/one"
NSG = f"{ROOT}/Microsoft.Network/networkSecurityGroups"
TABLE = f"{ROOT}/Microsoft.Network/routeTables/udr"
BALANCER = f"{ROOT}/Microsoft.Network/loadBalancers/lb"
ASG = f"{ROOT}/Microsoft.Network/applicationSecurityGroups/web"


def rule(priority: int, access: str = "Allow", **more: Any) -> Document:
    """A security rule that lets everyone reach port 22, with some members replaced."""
    members = {
        "priority": priority,
        "access": access,
        "direction": "Inbound",
        "protocol": "Tcp",
        "sourceAddressPrefix": "*",
        "sourcePortRange": "*",
        "destinationAddressPrefix": "*",
        "destinationPortRange": "22",
    }
    return {"name": f"rule{priority}", "properties": members | more}


# https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview#default-security-rules
DEFAULTS = [
    rule(
        65000,
        protocol="*",
        destinationPortRange="*",
        sourceAddressPrefix="VirtualNetwork",
        destinationAddressPrefix="VirtualNetwork",
    ),
    rule(65001, protocol="*", destinationPortRange="*", sourceAddressPrefix="AzureLoadBalancer"),
    rule(65500, "Deny", protocol="*", destinationPortRange="*"),
]
SSH = [rule(100)]


def nsg(rules: list[Document], name: str = "nic") -> Document:
    return thing(
        "microsoft.network/networksecuritygroups",
        f"{NSG}/{name}",
        {"securityRules": rules, "defaultSecurityRules": DEFAULTS},
    )


def nic(*, group: str | None = "nic", public: bool = True, **more: Any) -> Document:
    inner: Document = {"privateIPAddress": "10.0.1.4", "subnet": {"id": SUBNET}}
    if public:
        inner["publicIPAddress"] = {"id": ADDRESS.upper()}
    configuration = {"id": f"{NIC}/ipConfigurations/one", "properties": inner | more}
    document: Document = {"ipConfigurations": [configuration]}
    if group:
        document["networkSecurityGroup"] = {"id": f"{NSG}/{group}"}
    return thing("microsoft.network/networkinterfaces", NIC, document)


def address(sku: str | None = "Standard", **more: Any) -> Document:
    document = {"ipAddress": "20.1.2.3", "publicIPAddressVersion": "IPv4"}
    return thing(
        "microsoft.network/publicipaddresses",
        ADDRESS,
        document | more,
        sku={"name": sku} if sku else None,
    )


def vnet(*, group: str | None = None, table: bool = False) -> Document:
    inner: Document = {"addressPrefix": "10.0.1.0/24"}
    if group:
        inner["networkSecurityGroup"] = {"id": f"{NSG}/{group}"}
    if table:
        inner["routeTable"] = {"id": TABLE}
    subnet = {"id": SUBNET, "name": "one", "properties": inner}
    return thing("microsoft.network/virtualnetworks", VNET, {"subnets": [subnet]})


def routes(*hops: tuple[str, str]) -> Document:
    """A route table: prefixes and the types of their next hops."""
    rows = [
        {"name": prefix, "properties": {"addressPrefix": prefix, "nextHopType": hop}}
        for prefix, hop in hops
    ]
    return thing("microsoft.network/routetables", TABLE, {"routes": rows})


def balancer(sku: str = "Standard", *, public: bool = True, **members: Any) -> Document:
    """A load balancer with one frontend; its rules come as members."""
    front = f"{BALANCER}/frontendIPConfigurations/front"
    inner = {"publicIPAddress": {"id": ADDRESS}} if public else {"subnet": {"id": SUBNET}}
    document = {"frontendIPConfigurations": [{"id": front, "properties": inner}]}
    return thing("microsoft.network/loadbalancers", BALANCER, document | members, sku={"name": sku})


def passing(**more: Any) -> Document:
    """What a load-balancing rule and an inbound NAT rule have in common."""
    front = {"id": f"{BALANCER}/frontendIPConfigurations/front"}
    inner = {
        "frontendIPConfiguration": front,
        "protocol": "Tcp",
        "frontendPort": 5022,
        "backendPort": 22,
    }
    return {"name": "pass", "properties": inner | more}


def machine() -> Document:
    cards = {"networkInterfaces": [{"id": NIC.lower()}]}
    return thing("microsoft.compute/virtualmachines", MACHINE, {"networkProfile": cards})


def network(**parts: Document | None) -> list[Document]:
    """A machine that the internet reaches on port 22, with some parts replaced or removed."""
    whole: dict[str, Document | None] = {
        "machine": machine(),
        "nic": nic(),
        "address": address(),
        "vnet": vnet(),
        "nsg": nsg(SSH),
    }
    return [part for part in (whole | parts).values() if part]


def exposed(
    con: DuckDBPyConnection,
    parts: list[Document],
    *trusted: str,
    failed: dict[str, tuple[str, str]] | None = None,
) -> Document:
    """The row of the machine."""
    looks = listed(azure_machines.TYPES, region="global", failed=failed)
    return judged(con, parts, looks, trusted)[MACHINE]
