"""A machine without a public address is reached through what stands in front of it."""

from __future__ import annotations

from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests.graph import aws
from tests.graph.aws import admit, exposed, network
from tests.graph.estates import Document, thing

LB = "arn:aws:elasticloadbalancing:r:a:loadbalancer/app/web/1"
GROUP = "arn:aws:elasticloadbalancing:r:a:targetgroup/web/1"
ALL = "0.0.0.0/0"


def balancer(**more: Any) -> Document:
    """https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancer.html."""
    members = {
        "LoadBalancerArn": LB,
        "Scheme": "internet-facing",
        "Type": "application",
        "VpcId": "vpc-1",
        "SecurityGroups": ["sg-lb"],
        "AvailabilityZones": [{"ZoneName": "ra", "SubnetId": "subnet-lb"}],
    }
    return thing("AWS::ElasticLoadBalancingV2::LoadBalancer", LB, members | more)


def listener(port: int = 443, group: str = GROUP, **more: Any) -> Document:
    """https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Listener.html."""
    document = {
        "LoadBalancerArn": LB,
        "Port": port,
        "Protocol": "HTTPS",
        "DefaultActions": [{"Type": "forward", "TargetGroupArn": group}],
    }
    return thing("AWS::ElasticLoadBalancingV2::Listener", f"{LB}/{port}", document | more)


def targets(*ids: str, seen: bool = True, **more: Any) -> Document:
    """https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealthDescription.html."""
    document = {
        "TargetGroupArn": GROUP,
        "LoadBalancerArns": [LB],
        "Port": 8080,
        "Protocol": "HTTP",
        "TargetType": "instance",
        "VpcId": "vpc-1",
    }
    health = [
        {"Target": {"Id": each, "Port": 8080}, "TargetHealth": {"State": "healthy"}} for each in ids
    ]
    aspects = {"targetHealth": health} if seen else {}
    return thing(
        "AWS::ElasticLoadBalancingV2::TargetGroup", GROUP, document | more, aspects=aspects
    )


FROM_BALANCER = admit(8080, UserIdGroupPairs=[{"GroupId": "sg-lb"}])


def fronted(**parts: Document | None) -> list[Document]:
    """A private machine behind an open load balancer, with some parts replaced or removed."""
    whole: dict[str, Document | None] = {
        "instance": aws.instance(ip=None),
        "group": aws.group([FROM_BALANCER]),
        "balancer": balancer(),
        "balancers": aws.group([admit(443, ALL)], "sg-lb"),
        "listener": listener(),
        "targets": targets("i-1"),
        "subnet": thing(
            "AWS::EC2::Subnet", "s", {"SubnetId": "subnet-lb", "CidrBlock": "10.0.9.0/24"}
        ),
    }
    return network(**(whole | parts))


def test_an_open_load_balancer_is_told_hop_by_hop(con: DuckDBPyConnection) -> None:
    row = exposed(con, fronted())
    [rule] = row["rules"]
    assert (row["width"], rule["destination_ports"]) == ("wide", ["443"])
    assert [(hop["resource_id"].split("/")[0], hop["path"]) for hop in rule["via"]] == [
        (f"{LB}".split("/")[0], "properties.Port"),
        ("sg-lb", "properties.IpPermissions[0].IpRanges[0].CidrIp"),
        ("rtb-None", "properties.Routes[1]"),
        ("acl-None", "properties.Entries[0]"),
        ("acl-None", "properties.Entries[1]"),
        (f"{LB}".split("/")[0], "properties.Scheme"),
        (GROUP.split("/")[0], "aspects.targetHealth[0].Target.Port"),
        ("sg-1", "properties.IpPermissions[0].UserIdGroupPairs[0]"),
    ]


@pytest.mark.parametrize(
    ("parts", "width"),
    [
        ({}, "wide"),
        ({"balancer": balancer(Scheme="internal")}, "none"),
        ({"balancers": aws.group([admit(443, "203.0.113.0/24")], "sg-lb")}, "narrow"),
        ({"balancers": aws.group([admit(80, ALL)], "sg-lb")}, "none"),
        ({"balancers": aws.group([admit(443, "10.0.0.0/8")], "sg-lb")}, "none"),
        ({"table": aws.table([])}, "none"),
        ({"group": aws.group([admit(8080, "10.0.9.0/24")])}, "wide"),
        ({"group": aws.group([admit(8080, "10.0.8.0/24")])}, "none"),
        ({"group": aws.group([admit(22, UserIdGroupPairs=[{"GroupId": "sg-lb"}])])}, "none"),
        ({"group": aws.group([admit(8080, UserIdGroupPairs=[{"GroupId": "sg-2"}])])}, "none"),
        ({"targets": targets("i-2")}, "none"),
        ({"targets": targets("10.0.1.5", TargetType="ip")}, "wide"),
        ({"targets": targets("10.0.1.5", TargetType="ip", VpcId="vpc-2")}, "none"),
        ({"targets": targets("i-1", LoadBalancerArns=[])}, "none"),
        ({"listener": None}, "none"),
        ({"listener": listener(443, "another")}, "wide"),
        (
            {
                "balancer": balancer(Type="network", SecurityGroups=[]),
                "group": aws.group([admit(8080, "203.0.113.0/24")]),
                "listener": listener(80, Protocol="TCP"),
            },
            "wide",
        ),
    ],
    ids=[
        "by group reference",
        "an internal one",
        "open to a few",
        "another port than it listens on",
        "open to private addresses",
        "no route from its subnet",
        "by its subnet's addresses",
        "by another subnet's addresses",
        "another port than the target's",
        "by another group",
        "another machine's",
        "a target by address",
        "an address of another VPC",
        "a target group that nothing uses",
        "no listener",
        "through a listener's rule",
        "a network load balancer without groups",
    ],
)
def test_listener_groups_subnets_and_target_must_all_be_open(
    con: DuckDBPyConnection, parts: dict[str, Document | None], width: str
) -> None:
    # https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html
    assert exposed(con, fronted(**parts))["width"] == width


@pytest.mark.parametrize(
    ("parts", "failed"),
    [
        ({"balancer": None}, "LoadBalancer"),
        ({"targets": None}, "TargetGroup"),
        ({"listener": None}, "Listener"),
        ({"subnet": None, "group": aws.group([admit(8080, "10.0.9.0/24")])}, "Subnet"),
        ({"balancers": None}, "SecurityGroup"),
    ],
)
def test_a_part_that_nobody_could_list_might_open_it(
    con: DuckDBPyConnection, parts: dict[str, Document | None], failed: str
) -> None:
    row = exposed(con, fronted(**parts), **{failed: ("denied", "AccessDenied")})
    assert row["width"] is None
    assert {each["aspect"].split("::")[-1] for each in row["missing"]} == {f"{failed}/list"}


@pytest.mark.parametrize(("scheme", "width"), [("internet-facing", None), ("internal", "none")])
def test_a_machine_behind_a_classic_load_balancer_is_undecided(
    con: DuckDBPyConnection, scheme: str, width: str | None
) -> None:
    # https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_LoadBalancerDescription.html
    members = {"Scheme": scheme, "Instances": [{"InstanceId": "i-1"}]}
    classic = thing("AWS::ElasticLoadBalancing::LoadBalancer", "classic", members)
    parts = network(instance=aws.instance(ip=None), classic=classic)
    assert exposed(con, parts)["width"] == width


def test_targets_that_nobody_could_read_might_be_this_machine(con: DuckDBPyConnection) -> None:
    row = exposed(con, fronted(targets=targets(seen=False)))
    assert row["width"] is None
    assert row["missing"] == [
        {"aspect": "AWS::ElasticLoadBalancingV2::TargetGroup/targetHealth", "code": ""}
    ]
