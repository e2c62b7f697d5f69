"""Table tests of reach on AWS. Each rule is that of the provider's page that a test names."""

from __future__ import annotations

from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests.graph import aws
from tests.graph.aws import SSH, TO_INTERNET, admit, entry, exposed, network
from tests.graph.estates import Document, thing

ALL = "0.0.0.0/0"
OUT = entry(100, Egress=True)


def test_an_open_chain_is_told_hop_by_hop(con: DuckDBPyConnection) -> None:
    row = exposed(con, network())
    [rule] = row["rules"]
    assert (row["width"], row["missing"]) == ("wide", [])
    assert rule["protocols"] == ["tcp"]
    assert rule["source_addresses"] == [ALL]
    assert rule["source_ports"] == ["1024-65535"]
    assert rule["destination_addresses"] == ["198.51.100.7"]
    assert rule["destination_ports"] == ["22"]
    assert [(hop["resource_id"], hop["path"]) for hop in rule["via"]] == [
        (aws.MACHINE, "properties.NetworkInterfaces[0].Association.PublicIp"),
        ("rtb-None", "properties.Routes[1]"),
        ("acl-None", "properties.Entries[0]"),
        ("acl-None", "properties.Entries[1]"),
        ("sg-1", "properties.IpPermissions[0].IpRanges[0].CidrIp"),
    ]


@pytest.mark.parametrize(
    ("permissions", "width", "ports"),
    [
        ([], "none", []),
        ([admit(22, "10.0.0.0/8")], "none", []),
        ([admit(22, "203.0.113.0/24")], "narrow", ["22"]),
        ([admit(22, "203.0.0.0/16")], "wide", ["22"]),
        ([admit(22, "203.0.0.0/17")], "narrow", ["22"]),
        ([admit(22, "203.0.0.0/17"), admit(80, "203.0.128.0/17")], "wide", ["22", "80"]),
        ([admit(None, ALL, protocol="-1")], "wide", ["0-65535"]),
        ([admit(20, ALL, ToPort=25)], "wide", ["20-25"]),
        ([admit(22, UserIdGroupPairs=[{"GroupId": "sg-1"}])], "none", []),
        ([admit(22, "2001:db8::/32")], "none", []),
    ],
    ids=[
        "no rule",
        "private addresses",
        "a few addresses",
        "a /16",
        "half a /16",
        "two halves of a /16",
        "all traffic",
        "a range of ports",
        "members of a group",
        "an IPv6 range, and no IPv6 address",
    ],
)
def test_security_groups_admit_the_union_of_their_rules(
    con: DuckDBPyConnection, permissions: list[Document], width: str, ports: list[str]
) -> None:
    # https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
    row = exposed(con, network(group=aws.group(permissions)))
    assert row["width"] == width
    assert [port for rule in row["rules"] for port in rule["destination_ports"]] == ports


def test_all_traffic_is_one_rule_of_any_protocol(con: DuckDBPyConnection) -> None:
    row = exposed(con, network(group=aws.group([admit(None, ALL, protocol="-1")])))
    assert [rule["protocols"] for rule in row["rules"]] == [["any"]]


@pytest.mark.parametrize(
    ("entries", "width"),
    [
        ([entry(100), OUT], "wide"),
        ([OUT], "none"),
        ([entry(90, "deny"), entry(100), OUT], "none"),
        ([entry(110, "deny"), entry(100), OUT], "wide"),
        ([entry(90, "deny", CidrBlock="203.0.113.0/24"), entry(100), OUT], "wide"),
        ([entry(100, CidrBlock="203.0.113.0/24"), OUT], "narrow"),
        (
            [entry(90, "deny", Protocol="6", PortRange={"From": 22, "To": 22}), entry(100), OUT],
            "none",
        ),
        (
            [entry(90, "deny", Protocol="6", PortRange={"From": 23, "To": 99}), entry(100), OUT],
            "wide",
        ),
        ([entry(90, "deny", Protocol="17"), entry(100), OUT], "wide"),
        ([entry(100)], "none"),
        (
            [entry(100), entry(100, Egress=True, Protocol="6", PortRange={"From": 1, "To": 1023})],
            "none",
        ),
        (
            [entry(100), entry(100, Egress=True, Protocol="6", PortRange={"From": 1, "To": 1024})],
            "wide",
        ),
        ([entry(100), entry(90, "deny", Egress=True), OUT], "none"),
        ([entry(100), entry(100, Egress=True, CidrBlock="203.0.113.0/24")], "narrow"),
        ([entry(100), entry(100, Egress=True, CidrBlock="10.0.0.0/8")], "none"),
    ],
    ids=[
        "the default ACL",
        "nothing in",
        "a deny with a lower number comes first",
        "a deny with a higher number comes too late",
        "a deny of a few",
        "an allow of a few",
        "a deny of the port",
        "a deny of other ports",
        "a deny of another protocol",
        "no answer out",
        "answers only to ports below 1024",
        "answers to one port that clients use",
        "answers denied",
        "answers to a few",
        "answers to private addresses",
    ],
)
def test_a_network_acl_is_stateless_and_its_first_match_decides(
    con: DuckDBPyConnection, entries: list[Document], width: str
) -> None:
    # https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
    # https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html
    acl = aws.acl([*entries, *aws.DENY_REST], subnet="subnet-1")
    assert exposed(con, network(custom=acl))["width"] == width


def test_the_answers_that_may_leave_name_the_source_ports(con: DuckDBPyConnection) -> None:
    back = entry(100, Egress=True, Protocol="6", PortRange={"From": 32768, "To": 60999})
    row = exposed(con, network(acl=aws.acl([entry(100), back, *aws.DENY_REST])))
    assert row["rules"][0]["source_ports"] == ["32768-60999"]


@pytest.mark.parametrize(
    ("parts", "width"),
    [
        ({"table": aws.table([])}, "none"),
        ({"table": aws.table([TO_INTERNET | {"State": "blackhole"}])}, "none"),
        ({"table": aws.table([{"DestinationCidrBlock": ALL, "NatGatewayId": "nat-1"}])}, "none"),
        ({"gateway": aws.gateway(None)}, "none"),
        ({"gateway": aws.gateway("vpc-2")}, "none"),
        ({"own": aws.table([], subnet="subnet-1")}, "none"),
        ({"own": aws.table([], subnet="subnet-2")}, "wide"),
        (
            {"table": aws.table([]), "own": aws.table([TO_INTERNET], subnet="subnet-1")},
            "wide",
        ),
        (
            {"table": aws.table([TO_INTERNET | {"DestinationCidrBlock": "203.0.113.0/24"}])},
            "narrow",
        ),
        (
            {
                "table": aws.table(
                    [TO_INTERNET, {"DestinationCidrBlock": "0.0.0.0/1", "NatGatewayId": "nat-1"}]
                ),
                "group": aws.group([admit(22, "12.0.0.0/8")]),
            },
            "none",
        ),
    ],
    ids=[
        "only local",
        "a blackhole",
        "through a NAT gateway",
        "a detached gateway",
        "a gateway of another VPC",
        "the subnet's own table",
        "another subnet's table",
        "the main table does not count",
        "a longer public prefix",
        "the longest prefix decides",
    ],
)
def test_answers_need_a_route_to_an_attached_internet_gateway(
    con: DuckDBPyConnection, parts: dict[str, Document], width: str
) -> None:
    # https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
    # https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html
    assert exposed(con, network(**parts))["width"] == width


def test_a_missing_route_is_told(con: DuckDBPyConnection) -> None:
    row = exposed(con, network(table=aws.table([])))
    assert [(each["resource_id"], each["path"]) for each in row["evidence"]] == [
        (aws.MACHINE, "properties.NetworkInterfaces[0].Association.PublicIp"),
        ("rtb-None", "properties.Routes"),
    ]


@pytest.mark.parametrize(
    ("permissions", "routes", "width"),
    [
        ([admit(22, "::/0")], [aws.TO_INTERNET_V6], "wide"),
        ([admit(22, "2001:db8::/64")], [aws.TO_INTERNET_V6], "narrow"),
        ([admit(22, "2001:db8::/32")], [aws.TO_INTERNET_V6], "wide"),
        ([admit(22, "::/0")], [TO_INTERNET], "none"),
        (
            [admit(22, "::/0")],
            [{"DestinationIpv6CidrBlock": "::/0", "EgressOnlyInternetGatewayId": "eigw-1"}],
            "none",
        ),
        (SSH, [aws.TO_INTERNET_V6], "none"),
    ],
    ids=["everyone", "a /64", "a /32", "no route", "egress only", "only IPv4 admitted"],
)
def test_ipv6_goes_its_own_way(
    con: DuckDBPyConnection, permissions: list[Document], routes: list[Document], width: str
) -> None:
    # https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
    six: dict[str, Any] = {"CidrBlock": None, "Ipv6CidrBlock": "::/0", "RuleNumber": 101}
    acl = aws.acl([*aws.ALLOW_ALL, entry(101, **six), entry(101, **six, Egress=True)])
    machine = aws.instance(ip=None, v6="2001:db8:1::5")
    parts = network(
        instance=machine, group=aws.group(permissions), table=aws.table(routes), acl=acl
    )
    assert exposed(con, parts)["width"] == width


def test_no_public_address_is_not_reached_directly(con: DuckDBPyConnection) -> None:
    assert exposed(con, network(instance=aws.instance(ip=None)))["width"] == "none"


@pytest.mark.parametrize(
    ("entries", "width"),
    [(["203.0.113.0/24"], "narrow"), ([ALL], "wide"), (["10.0.0.0/8"], "none"), (None, None)],
)
def test_a_prefix_list_stands_for_its_entries(
    con: DuckDBPyConnection, entries: list[str] | None, width: str | None
) -> None:
    # https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetManagedPrefixListEntries.html
    shown = {} if entries is None else {"entries": [{"Cidr": each} for each in entries]}
    lists = thing("AWS::EC2::PrefixList", "pl-1", {"PrefixListId": "pl-1"}, aspects=shown)
    rules = aws.group([admit(22, PrefixListIds=[{"PrefixListId": "pl-1"}])])
    row = exposed(con, network(group=rules, lists=lists))
    assert row["width"] == width
    assert bool(row["missing"]) == (width is None)


@pytest.mark.parametrize(
    ("trusted", "width"),
    [
        (["203.0.113.0/24"], "trusted"),
        (["203.0.113.0/25"], "narrow"),
        (["198.51.100.0/24"], "narrow"),
    ],
)
def test_trusted_addresses_count_as_no_exposure(
    con: DuckDBPyConnection, trusted: list[str], width: str
) -> None:
    row = exposed(con, network(group=aws.group([admit(22, "203.0.113.0/24")])), *trusted)
    assert row["width"] == width


DENIED = ("denied", "UnauthorizedOperation")


@pytest.mark.parametrize(
    ("parts", "failed", "missing"),
    [
        ({"group": None}, "SecurityGroup", "AWS::EC2::SecurityGroup/list"),
        ({"acl": None}, "NetworkAcl", "AWS::EC2::NetworkAcl/list"),
        ({"table": None}, "RouteTable", "AWS::EC2::RouteTable/list"),
        ({"gateway": None}, "InternetGateway", "AWS::EC2::InternetGateway/list"),
    ],
)
def test_what_nobody_could_list_is_not_closed(
    con: DuckDBPyConnection, parts: dict[str, Any], failed: str, missing: str
) -> None:
    row = exposed(con, network(**parts), **{failed: DENIED})
    assert (row["width"], row["rules"]) == (None, [])
    assert row["missing"] == [{"aspect": missing, "code": "UnauthorizedOperation"}]


def test_a_group_that_is_nowhere_is_not_closed(con: DuckDBPyConnection) -> None:
    row = exposed(con, network(group=None))
    assert row["missing"] == [{"aspect": "AWS::EC2::SecurityGroup/list", "code": ""}]


@pytest.mark.parametrize(
    ("parts", "failed"),
    [
        ({"group": aws.group([])}, "RouteTable"),
        ({"table": aws.table([])}, "SecurityGroup"),
        ({"instance": aws.instance(ip=None), "group": aws.group([])}, "LoadBalancer"),
    ],
    ids=["no rule", "no route", "no address, no rule"],
)
def test_what_was_seen_to_be_closed_stays_closed(
    con: DuckDBPyConnection, parts: dict[str, Any], failed: str
) -> None:
    row = exposed(con, network(**parts), **{failed: DENIED})
    assert (row["width"], row["missing"]) == ("none", [])


def test_what_was_seen_to_be_wide_open_stays_open(con: DuckDBPyConnection) -> None:
    assert exposed(con, network(), LoadBalancer=DENIED)["width"] == "wide"


def test_a_narrow_one_that_could_be_wider_says_so(con: DuckDBPyConnection) -> None:
    parts = network(group=aws.group([admit(22, "203.0.113.0/24")]))
    row = exposed(con, parts, LoadBalancer=DENIED)
    assert row["width"] == "narrow"
    assert row["missing"] == [
        {"aspect": f"AWS::{service}::LoadBalancer/list", "code": "UnauthorizedOperation"}
        for service in ("ElasticLoadBalancingV2", "ElasticLoadBalancing")
    ]


def test_a_machine_carried_from_an_earlier_run_is_not_evaluated(con: DuckDBPyConnection) -> None:
    carried: dict[str, Any] = {
        "last_seen_at": "2026-01-01",
        "missing": [{"aspect": "list", "code": "RequestLimitExceeded"}],
    }
    row = exposed(con, network(instance=aws.instance(**carried)))
    assert row["width"] is None
    assert row["missing"] == [{"aspect": "AWS::EC2::Instance/list", "code": "RequestLimitExceeded"}]


def test_a_group_carried_from_an_earlier_run_decides_nothing(con: DuckDBPyConnection) -> None:
    old = aws.group(SSH) | {"last_seen_at": "2026-01-01"}
    assert exposed(con, network(group=old))["width"] is None
