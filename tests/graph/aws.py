"""A network on AWS in the shapes of the EC2 and ELBv2 describe calls."""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection

from highground.graph import aws_machines
from tests.graph.estates import Document, judged, listed, thing

MACHINE = "arn:aws:ec2:r:a:instance/i-1"
LOCAL = {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"}
TO_INTERNET = {"DestinationCidrBlock": "0.0.0.0/0", "GatewayId": "igw-1", "State": "active"}
TO_INTERNET_V6 = {"DestinationIpv6CidrBlock": "::/0", "GatewayId": "igw-1", "State": "active"}
DENY_REST = [
    {
        "RuleNumber": 32767,
        "Protocol": "-1",
        "Egress": egress,
        "CidrBlock": "0.0.0.0/0",
        "RuleAction": "deny",
    }
    for egress in (True, False)
]


def entry(number: int, action: str = "allow", **more: Any) -> Document:
    """A line of a network ACL, as DescribeNetworkAcls shows it."""
    row = {
        "RuleNumber": number,
        "Protocol": "-1",
        "Egress": False,
        "CidrBlock": "0.0.0.0/0",
        "RuleAction": action,
    }
    return row | more


ALLOW_ALL = [entry(100), entry(100, Egress=True), *DENY_REST]


def admit(port: int | None = 22, *cidrs: str, protocol: str = "tcp", **more: Any) -> Document:
    """A permission of a security group, as DescribeSecurityGroups shows it."""
    row = {
        "IpProtocol": protocol,
        "IpRanges": [{"CidrIp": each} for each in cidrs if ":" not in each],
        "Ipv6Ranges": [{"CidrIpv6": each} for each in cidrs if ":" in each],
        "PrefixListIds": [],
        "UserIdGroupPairs": [],
    }
    ports = {} if port is None else {"FromPort": port, "ToPort": port}
    return row | ports | more


SSH = [admit(22, "0.0.0.0/0")]


def group(permissions: list[Document], id_: str = "sg-1") -> Document:
    return thing("AWS::EC2::SecurityGroup", id_, {"GroupId": id_, "IpPermissions": permissions})


def acl(entries: list[Document], *, subnet: str | None = None) -> Document:
    links = [{"SubnetId": subnet}] if subnet else []
    return thing(
        "AWS::EC2::NetworkAcl",
        f"acl-{subnet}",
        {"VpcId": "vpc-1", "IsDefault": not subnet, "Associations": links, "Entries": entries},
    )


def table(routes: list[Document], *, subnet: str | None = None) -> Document:
    link = {"SubnetId": subnet, "Main": False} if subnet else {"Main": True}
    return thing(
        "AWS::EC2::RouteTable",
        f"rtb-{subnet}",
        {"VpcId": "vpc-1", "Associations": [link], "Routes": [LOCAL, *routes]},
    )


def gateway(vpc: str | None = "vpc-1") -> Document:
    links = [{"VpcId": vpc, "State": "available"}] if vpc else []
    return thing(
        "AWS::EC2::InternetGateway", "igw-1", {"InternetGatewayId": "igw-1", "Attachments": links}
    )


def instance(*, ip: str | None = "198.51.100.7", v6: str | None = None, **more: Any) -> Document:
    card: Document = {
        "SubnetId": "subnet-1",
        "VpcId": "vpc-1",
        "PrivateIpAddress": "10.0.1.5",
        "Groups": [{"GroupId": "sg-1"}],
        "Ipv6Addresses": [{"Ipv6Address": v6}] if v6 else [],
    }
    if ip:
        card["Association"] = {"PublicIp": ip, "IpOwnerId": "amazon"}
    document = {"InstanceId": "i-1", "State": {"Name": "running"}, "NetworkInterfaces": [card]}
    return thing("AWS::EC2::Instance", MACHINE, document, **more)


def network(**parts: Document | None) -> list[Document]:
    """An instance that the internet reaches on port 22, with some parts replaced or removed."""
    whole: dict[str, Document | None] = {
        "instance": instance(),
        "group": group(SSH),
        "acl": acl(ALLOW_ALL),
        "table": table([TO_INTERNET, TO_INTERNET_V6]),
        "gateway": gateway(),
    }
    return [part for part in (whole | parts).values() if part]


def exposed(
    con: DuckDBPyConnection, parts: list[Document], *trusted: str, **failed: tuple[str, str]
) -> Document:
    """The row of the instance."""
    return judged(con, parts, listed(aws_machines.TYPES, failed=failed), trusted)[MACHINE]
