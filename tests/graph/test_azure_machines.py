"""Table tests of reach on Azure. Each rule is that of the provider's page that a test names."""

from __future__ import annotations

from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests.graph import azure
from tests.graph.azure import SSH, exposed, network, nsg, rule
from tests.graph.estates import Document

DENIED = ("denied", "AuthorizationFailed")


def test_an_open_chain_is_told_hop_by_hop(con: DuckDBPyConnection) -> None:
    row = exposed(con, network())
    [found] = row["rules"]
    assert (row["width"], row["missing"]) == ("wide", [])
    assert found["protocols"] == ["tcp"]
    assert found["source_addresses"] == ["0.0.0.0/0"]
    assert found["destination_addresses"] == ["20.1.2.3"]
    assert found["destination_ports"] == ["22"]
    assert [(hop["resource_id"], hop["path"]) for hop in found["via"]] == [
        (azure.NIC, "properties.ipConfigurations[0].properties.publicIPAddress.id"),
        (azure.ADDRESS, "properties.ipAddress"),
        (f"{azure.NSG}/nic", "properties.securityRules[0]"),
    ]


@pytest.mark.parametrize(
    ("rules", "width"),
    [
        ([], "none"),
        ([rule(200), rule(100, "Deny")], "none"),
        ([rule(100), rule(200, "Deny")], "wide"),
        ([rule(100, "Deny", destinationPortRange="80"), rule(200)], "wide"),
        ([rule(100, "Deny", sourceAddressPrefix="203.0.113.0/24"), rule(200)], "wide"),
        ([rule(100, "Deny", protocol="Udp"), rule(200)], "wide"),
        ([rule(100, "Deny", protocol="*", destinationPortRange="*"), rule(200)], "none"),
        ([rule(100, "Deny", sourcePortRange="80"), rule(200)], "wide"),
        ([rule(100, direction="Outbound")], "none"),
        ([rule(100, sourceAddressPrefix="Internet")], "wide"),
        ([rule(100, sourceAddressPrefix="0.0.0.0/0")], "wide"),
        ([rule(100, sourceAddressPrefix="Any")], "wide"),
        ([rule(100, "Deny", sourceAddressPrefix="Internet"), rule(200)], "none"),
        ([rule(100, sourceAddressPrefix="VirtualNetwork")], "none"),
        ([rule(100, sourceAddressPrefix="AzureLoadBalancer")], "none"),
        ([rule(100, sourceAddressPrefix="10.0.0.0/8")], "none"),
        ([rule(100, sourceAddressPrefix="203.0.113.7")], "narrow"),
        ([rule(100, sourceAddressPrefix="AzureCloud.WestEurope")], "narrow"),
        (
            [rule(100, sourceAddressPrefix="", sourceAddressPrefixes=["10.0.0.0/8", "5.0.0.0/16"])],
            "wide",
        ),
        ([rule(100, sourceApplicationSecurityGroups=[{"id": azure.ASG}])], "none"),
        ([rule(100, destinationAddressPrefix="10.0.1.0/24")], "wide"),
        ([rule(100, destinationAddressPrefix="10.0.2.0/24")], "none"),
        ([rule(100, destinationAddressPrefix="VirtualNetwork")], "wide"),
        (
            [
                rule(
                    100,
                    destinationAddressPrefix="",
                    destinationApplicationSecurityGroups=[{"id": azure.ASG}],
                )
            ],
            "none",
        ),
    ],
    ids=[
        "the default rules deny",
        "a deny of higher priority",
        "a deny of lower priority",
        "a deny of another port",
        "a deny of a few",
        "a deny of another protocol",
        "a deny of everything",
        "a deny of one source port, which the client chooses",
        "an outbound rule",
        "the tag Internet",
        "0.0.0.0/0",
        "Any",
        "a deny of the tag Internet",
        "the tag VirtualNetwork",
        "the tag AzureLoadBalancer",
        "private addresses",
        "one address",
        "a region's addresses",
        "several prefixes",
        "members of a group",
        "to the interface's subnet",
        "to another subnet",
        "to the virtual network",
        "to members of a group that it is not in",
    ],
)
def test_a_security_group_goes_by_priority_and_the_first_match_decides(
    con: DuckDBPyConnection, rules: list[Document], width: str
) -> None:
    # https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview
    # https://learn.microsoft.com/azure/virtual-network/service-tags-overview
    assert exposed(con, network(nsg=nsg(rules)))["width"] == width


def test_a_rule_may_name_the_application_security_group(con: DuckDBPyConnection) -> None:
    # https://learn.microsoft.com/azure/virtual-network/application-security-groups
    rules = [rule(100, destinationApplicationSecurityGroups=[{"id": azure.ASG}])]
    member = azure.nic(applicationSecurityGroups=[{"id": azure.ASG.upper()}])
    assert exposed(con, network(nsg=nsg(rules), nic=member))["width"] == "wide"


def test_ports_may_stand_in_a_list(con: DuckDBPyConnection) -> None:
    listed = rule(100, destinationPortRange="", destinationPortRanges=["22", "3380-3390"])
    [found] = exposed(con, network(nsg=nsg([listed])))["rules"]
    assert found["destination_ports"] == ["22", "3380-3390"]


@pytest.mark.parametrize(
    ("nic", "subnet", "width"),
    [
        (SSH, SSH, "wide"),
        (SSH, [], "none"),
        ([], SSH, "none"),
        (SSH, [rule(100, sourceAddressPrefix="203.0.113.0/24")], "narrow"),
        (SSH, [rule(100, destinationPortRange="80")], "none"),
        (None, SSH, "wide"),
        (SSH, None, "wide"),
    ],
    ids=[
        "both allow",
        "only the interface's",
        "only the subnet's",
        "a few by one",
        "other ports",
        "only a subnet's there",
        "only an interface's there",
    ],
)
def test_the_groups_of_interface_and_subnet_must_both_allow(
    con: DuckDBPyConnection,
    nic: list[Document] | None,
    subnet: list[Document] | None,
    width: str,
) -> None:
    # https://learn.microsoft.com/azure/virtual-network/network-security-group-how-it-works
    parts = {
        "nic": azure.nic(group=None if nic is None else "nic"),
        "vnet": azure.vnet(group=None if subnet is None else "subnet"),
        "nsg": nsg(nic or []),
        "other": nsg(subnet or [], "subnet"),
    }
    assert exposed(con, network(**parts))["width"] == width


@pytest.mark.parametrize(("sku", "width"), [("Standard", "none"), ("Basic", "wide"), (None, None)])
def test_without_a_group_the_address_decides(
    con: DuckDBPyConnection, sku: str | None, width: str | None
) -> None:
    # https://learn.microsoft.com/azure/virtual-network/ip-services/public-ip-addresses#sku
    parts = network(nic=azure.nic(group=None), address=azure.address(sku), nsg=None)
    assert exposed(con, parts)["width"] == width


def test_an_address_that_is_not_allocated_is_not_reached(con: DuckDBPyConnection) -> None:
    assert exposed(con, network(address=azure.address(ipAddress=None)))["width"] == "none"


def test_no_address_is_not_reached(con: DuckDBPyConnection) -> None:
    assert exposed(con, network(nic=azure.nic(public=False)))["width"] == "none"


@pytest.mark.parametrize(
    ("source", "width"), [("2001:db8::/32", "wide"), ("2001:db8::/64", "narrow"), ("*", "wide")]
)
def test_ipv6_goes_its_own_way(con: DuckDBPyConnection, source: str, width: str) -> None:
    six = azure.address(ipAddress="2603:1020::5", publicIPAddressVersion="IPv6")
    parts = network(address=six, nsg=nsg([rule(100, sourceAddressPrefix=source)]))
    row = exposed(con, parts)
    assert row["width"] == width
    assert all(":" in each for each in row["rules"][0]["source_addresses"])


@pytest.mark.parametrize(
    ("hops", "width"),
    [
        ([("0.0.0.0/0", "VirtualAppliance")], "none"),
        ([("0.0.0.0/0", "None")], "none"),
        ([("0.0.0.0/0", "Internet")], "wide"),
        ([("10.0.0.0/8", "None")], "wide"),
        ([("0.0.0.0/0", "VirtualAppliance"), ("203.0.113.0/24", "Internet")], "narrow"),
        ([], "wide"),
    ],
    ids=["an appliance", "nowhere", "the internet", "private", "the longest prefix", "none"],
)
def test_answers_must_go_back_to_the_internet(
    con: DuckDBPyConnection, hops: list[tuple[str, str]], width: str
) -> None:
    # https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview
    parts = network(vnet=azure.vnet(table=True), table=azure.routes(*hops))
    assert exposed(con, parts)["width"] == width


POOL = {"id": f"{azure.BALANCER}/backendAddressPools/pool"}
INSIDE = {"id": f"{azure.NIC}/ipConfigurations/one"}


@pytest.mark.parametrize(
    ("members", "nic", "width"),
    [
        ({"inboundNatRules": [azure.passing(backendIPConfiguration=INSIDE)]}, {}, "wide"),
        (
            {"loadBalancingRules": [azure.passing(backendAddressPool=POOL)]},
            {"loadBalancerBackendAddressPools": [POOL]},
            "wide",
        ),
        (
            {
                "loadBalancingRules": [azure.passing(backendAddressPool=POOL)],
                "backendAddressPools": [
                    POOL | {"properties": {"backendIPConfigurations": [INSIDE]}}
                ],
            },
            {},
            "wide",
        ),
        (
            {
                "loadBalancingRules": [azure.passing(backendAddressPools=[POOL])],
                "backendAddressPools": [
                    POOL
                    | {
                        "properties": {
                            "loadBalancerBackendAddresses": [
                                {
                                    "properties": {
                                        "ipAddress": "10.0.1.4",
                                        "virtualNetwork": {"id": azure.VNET},
                                    }
                                }
                            ]
                        }
                    }
                ],
            },
            {},
            "wide",
        ),
        (
            {"inboundNatRules": [azure.passing(backendIPConfiguration=INSIDE, backendPort=80)]},
            {},
            "none",
        ),
        ({"loadBalancingRules": [azure.passing(backendAddressPool=POOL)]}, {}, "none"),
    ],
    ids=[
        "inbound NAT",
        "a pool that the interface names",
        "a pool that names the interface",
        "a pool that names the address",
        "to a port that the group denies",
        "a pool of others",
    ],
)
def test_a_load_balancer_with_a_public_frontend_is_a_way_in(
    con: DuckDBPyConnection, members: dict[str, Any], nic: dict[str, Any], width: str
) -> None:
    # https://learn.microsoft.com/azure/load-balancer/components
    card = azure.nic(public=False, **nic)
    row = exposed(con, network(nic=card, balancer=azure.balancer(**members)))
    assert row["width"] == width
    if width == "wide":
        [found] = row["rules"]
        assert found["destination_ports"] == ["5022"]
        assert found["destination_addresses"] == ["20.1.2.3"]


def test_a_load_balancer_with_a_private_frontend_is_not(con: DuckDBPyConnection) -> None:
    inner = azure.balancer(
        public=False, inboundNatRules=[azure.passing(backendIPConfiguration=INSIDE)]
    )
    assert exposed(con, network(nic=azure.nic(public=False), balancer=inner))["width"] == "none"


@pytest.mark.parametrize(("sku", "width"), [("Standard", "none"), ("Basic", "wide")])
def test_behind_a_load_balancer_no_group_is_closed_but_for_a_basic_one(
    con: DuckDBPyConnection, sku: str, width: str
) -> None:
    # https://learn.microsoft.com/azure/load-balancer/skus
    rules = [azure.passing(backendIPConfiguration=INSIDE)]
    parts = network(
        nic=azure.nic(group=None, public=False),
        nsg=None,
        balancer=azure.balancer(sku, inboundNatRules=rules),
    )
    assert exposed(con, parts)["width"] == width


@pytest.mark.parametrize(
    ("parts", "failed"),
    [
        ({"nic": None}, "networkinterfaces"),
        ({"address": None, "nic": azure.nic(group=None)}, "publicipaddresses"),
        ({"nsg": None}, "networksecuritygroups"),
        ({"vnet": None}, "virtualnetworks"),
        ({"vnet": azure.vnet(table=True)}, "routetables"),
        ({"nic": azure.nic(public=False)}, "loadbalancers"),
    ],
)
def test_what_nobody_could_list_is_not_closed(
    con: DuckDBPyConnection, parts: dict[str, Any], failed: str
) -> None:
    row = exposed(con, network(**parts), failed={failed: DENIED})
    gap = {"aspect": f"microsoft.network/{failed}/list", "code": "AuthorizationFailed"}
    assert (row["width"], row["rules"]) == (None, [])
    assert gap in row["missing"]


@pytest.mark.parametrize("failed", ["virtualnetworks", "publicipaddresses", "loadbalancers"])
def test_what_a_group_was_seen_to_close_stays_closed(con: DuckDBPyConnection, failed: str) -> None:
    parts = network(nsg=nsg([]), vnet=None, address=None)
    row = exposed(con, parts, failed={failed: DENIED})
    assert (row["width"], row["missing"]) == ("none", [])


def test_trusted_addresses_count_as_no_exposure(con: DuckDBPyConnection) -> None:
    parts = network(nsg=nsg([rule(100, sourceAddressPrefix="203.0.113.0/24")]))
    assert exposed(con, parts, "203.0.0.0/16")["width"] == "trusted"
