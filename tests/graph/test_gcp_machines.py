"""Table tests of reach on Google Cloud. Each rule is that of the page that a test names."""

from __future__ import annotations

from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests.graph import gcp
from tests.graph.estates import Document
from tests.graph.gcp import deny, exposed, firewall, network

DENIED = ("denied", "PERMISSION_DENIED")
APPLIANCE: dict[str, Any] = {"nextHopGateway": None, "nextHopIp": "10.0.0.9"}


def test_an_open_chain_is_told_hop_by_hop(con: DuckDBPyConnection) -> None:
    row = exposed(con, network())
    [found] = row["rules"]
    assert (row["width"], row["missing"]) == ("wide", [])
    assert found["protocols"] == ["tcp"]
    assert found["source_addresses"] == ["0.0.0.0/0"]
    assert found["destination_addresses"] == ["34.1.2.3"]
    assert found["destination_ports"] == ["22"]
    assert [(hop["resource_id"].split("/")[-1], hop["path"]) for hop in found["via"]] == [
        ("vm", "properties.networkInterfaces[0].accessConfigs[0].natIP"),
        ("default", "properties.nextHopGateway"),
        ("ssh", "properties.allowed[0]"),
    ]


@pytest.mark.parametrize(
    ("rules", "width"),
    [
        ([], "none"),
        ([firewall(), deny(priority=999)], "none"),
        ([firewall(), deny(priority=1001)], "wide"),
        ([firewall(), deny(priority=1000)], "none"),
        ([firewall(), deny(priority=999, disabled=True)], "wide"),
        ([firewall(), deny(priority=999, sourceRanges=["203.0.113.0/24"])], "wide"),
        (
            [
                firewall(),
                deny(priority=999, denied=[{"IPProtocol": "tcp", "ports": ["20-30"]}]),
            ],
            "none",
        ),
        ([firewall(), deny(priority=999, denied=[{"IPProtocol": "udp"}])], "wide"),
        ([firewall(), deny(priority=999, targetTags=["db"])], "wide"),
        ([firewall(), deny(priority=999, targetTags=["web"])], "none"),
        ([firewall(priority=None), deny(priority=1001)], "wide"),
        ([firewall(disabled=True)], "none"),
        ([firewall(direction="EGRESS")], "none"),
        ([firewall(network=f"{gcp.API}/projects/a/global/networks/other")], "none"),
        ([firewall(network="projects/a/global/networks/net")], "wide"),
        ([firewall(sourceRanges=["203.0.113.0/24"])], "narrow"),
        ([firewall(sourceRanges=["10.0.0.0/8"])], "none"),
        ([firewall(sourceRanges=None)], "wide"),
        ([firewall(sourceRanges=None, sourceTags=["lb"])], "none"),
        ([firewall(sourceRanges=None, sourceServiceAccounts=[gcp.ACCOUNT])], "none"),
        ([firewall(sourceRanges=["203.0.113.0/24"], sourceTags=["lb"])], "narrow"),
        ([firewall(targetTags=["db", "web"])], "wide"),
        ([firewall(targetTags=["db"])], "none"),
        ([firewall(targetServiceAccounts=[gcp.ACCOUNT])], "wide"),
        ([firewall(targetServiceAccounts=["other@a.iam.gserviceaccount.com"])], "none"),
        ([firewall(allowed=[{"IPProtocol": "all"}])], "wide"),
        ([firewall(allowed=[{"ipProtocol": "icmp"}])], "wide"),
    ],
    ids=[
        "the implied deny",
        "a deny of higher priority",
        "a deny of lower priority",
        "a deny of the same priority",
        "a deny that is switched off",
        "a deny of a few",
        "a deny of the port",
        "a deny of another protocol",
        "a deny for others",
        "a deny for its tag",
        "the default priority",
        "an allow that is switched off",
        "an egress rule",
        "another network's",
        "the network written otherwise",
        "a few addresses",
        "private addresses",
        "no source at all is everyone",
        "from tagged machines",
        "from a service account",
        "from tagged machines or a few addresses",
        "for its tag",
        "for another tag",
        "for its account",
        "for another account",
        "all protocols",
        "a protocol without ports",
    ],
)
def test_firewall_rules_go_by_priority_and_deny_beats_allow(
    con: DuckDBPyConnection, rules: list[Document], width: str
) -> None:
    # https://cloud.google.com/firewall/docs/firewalls
    parts = [*network(firewall=None), *rules]
    assert exposed(con, parts)["width"] == width


@pytest.mark.parametrize(
    ("routes", "width"),
    [
        ([], "none"),
        ([gcp.route(nextHopGateway=None, nextHopIp="10.0.0.9")], "none"),
        ([gcp.route(network=f"{gcp.API}/projects/a/global/networks/other")], "none"),
        ([gcp.route(destRange="203.0.113.0/24")], "narrow"),
        ([gcp.route(tags=["web"])], "wide"),
        ([gcp.route(tags=["db"])], "none"),
        (
            [gcp.route(), gcp.route("first", priority=900, **APPLIANCE)],
            "none",
        ),
        (
            [gcp.route(), gcp.route("last", priority=1100, **APPLIANCE)],
            "wide",
        ),
        (
            [
                gcp.route(destRange="203.0.113.0/24"),
                gcp.route("rest", priority=1, nextHopGateway=None, nextHopVpnTunnel="t"),
            ],
            "narrow",
        ),
    ],
    ids=[
        "no route",
        "through an appliance",
        "another network's",
        "to a few",
        "for its tag",
        "for another tag",
        "a route of higher priority",
        "a route of lower priority",
        "the longest prefix decides",
    ],
)
def test_answers_need_a_route_to_the_internet_gateway(
    con: DuckDBPyConnection, routes: list[Document], width: str
) -> None:
    # https://cloud.google.com/vpc/docs/routes
    parts = [*network(route=None), *routes]
    assert exposed(con, parts)["width"] == width


@pytest.mark.parametrize(
    ("ranges", "routes", "width"),
    [
        (["::/0"], [gcp.route(destRange="::/0")], "wide"),
        (["2001:db8::/64"], [gcp.route(destRange="::/0")], "narrow"),
        (["0.0.0.0/0"], [gcp.route(destRange="::/0")], "none"),
        (["::/0"], [gcp.route()], "none"),
    ],
    ids=["everyone", "a /64", "only IPv4 admitted", "no route"],
)
def test_ipv6_goes_its_own_way(
    con: DuckDBPyConnection, ranges: list[str], routes: list[Document], width: str
) -> None:
    # https://cloud.google.com/vpc/docs/subnets#ipv6-ranges
    parts = network(
        instance=gcp.instance(ip=None, v6="2600:1900::5"),
        firewall=firewall(sourceRanges=ranges),
        route=routes[0],
    )
    assert exposed(con, parts)["width"] == width


def test_no_external_address_is_not_reached(con: DuckDBPyConnection) -> None:
    assert exposed(con, network(instance=gcp.instance(ip=None)))["width"] == "none"


POOL = "targetPools/pool"


@pytest.mark.parametrize(
    ("rule", "members", "width"),
    [
        (gcp.forwarding(POOL), [f"{gcp.ZONE}/instances/vm"], "wide"),
        (gcp.forwarding(POOL), [f"{gcp.ZONE}/instances/other"], "none"),
        (gcp.forwarding(POOL, portRange="80-80"), [f"{gcp.ZONE}/instances/vm"], "none"),
        (
            gcp.forwarding(POOL, loadBalancingScheme="INTERNAL"),
            [f"{gcp.ZONE}/instances/vm"],
            "none",
        ),
        (gcp.forwarding("targetHttpProxies/proxy"), [], None),
    ],
    ids=["a pool with it", "a pool of others", "a closed port", "an internal rule", "a proxy"],
)
def test_an_external_forwarding_rule_is_a_way_in(
    con: DuckDBPyConnection, rule: Document, members: list[str], width: str | None
) -> None:
    # https://cloud.google.com/load-balancing/docs/forwarding-rule-concepts
    parts = network(instance=gcp.instance(ip=None), rule=rule, pool=gcp.pool(*members))
    row = exposed(con, parts)
    assert row["width"] == width
    if width == "wide":
        assert row["rules"][0]["destination_addresses"] == ["35.1.2.3"]


@pytest.mark.parametrize(
    ("parts", "failed"),
    [
        ({"firewall": None}, "Firewall"),
        ({"route": None}, "Route"),
        ({"instance": gcp.instance(ip=None)}, "ForwardingRule"),
        ({"instance": gcp.instance(ip=None)}, "TargetPool"),
    ],
)
def test_what_nobody_could_list_is_not_closed(
    con: DuckDBPyConnection, parts: dict[str, Any], failed: str
) -> None:
    row = exposed(con, network(**parts), failed={failed: DENIED})
    gap = {"aspect": f"compute.googleapis.com/{failed}/list", "code": "PERMISSION_DENIED"}
    assert (row["width"], row["missing"]) == (None, [gap])


def test_a_rule_that_was_only_heard_of_might_open_anything(con: DuckDBPyConnection) -> None:
    heard = {"missing": [{"aspect": "list", "code": "NotInExport"}], "properties": {}}
    row = exposed(con, network(firewall=None, other=firewall("other") | heard))
    assert row["width"] is None
    assert row["missing"] == [
        {"aspect": "compute.googleapis.com/Firewall/list", "code": "NotInExport"}
    ]


@pytest.mark.parametrize("failed", ["Route", "ForwardingRule"])
def test_what_the_firewall_was_seen_to_close_stays_closed(
    con: DuckDBPyConnection, failed: str
) -> None:
    row = exposed(con, network(firewall=None), failed={failed: DENIED})
    assert (row["width"], row["missing"]) == ("none", [])


def test_trusted_addresses_count_as_no_exposure(con: DuckDBPyConnection) -> None:
    parts = network(firewall=firewall(sourceRanges=["203.0.113.0/24"]))
    assert exposed(con, parts, "203.0.113.0/24")["width"] == "trusted"


def test_the_rules_of_a_shared_network_are_its_host_projects(con: DuckDBPyConnection) -> None:
    # https://cloud.google.com/vpc/docs/shared-vpc
    shared = f"{gcp.API}/projects/host/global/networks/net"
    machine = gcp.instance()
    machine["properties"]["networkInterfaces"][0]["network"] = shared
    parts = network(
        instance=machine, firewall=firewall(network=shared), route=gcp.route(network=shared)
    )
    row = exposed(con, parts)
    assert row["width"] is None
    assert {each["aspect"] for each in row["missing"]} == {
        "compute.googleapis.com/Firewall/list",
        "compute.googleapis.com/Route/list",
    }
