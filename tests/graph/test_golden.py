"""Documents as the providers' APIs answered them, put into one network each.

They are cut from recordings: `golden.json` names file and line of each. What stands in for a part
that no recording has is the smallest document of its kind.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from tests.graph import aws, azure, gcp
from tests.graph.estates import Document, thing

GOLDEN = json.loads((Path(__file__).parent / "golden.json").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[2] / "../shared/data"


def cut(name: str, **replaced: str) -> Document:
    """A recorded document, in which some words are replaced so that it fits the others."""
    text = json.dumps(GOLDEN[name]["document"])
    for old, new in replaced.items():
        text = text.replace(old.replace("_", "-"), new)
    document: Document = json.loads(text)
    return document


@pytest.mark.skipif(not SHARED.exists(), reason="the data sets are not beside this checkout")
@pytest.mark.parametrize("name", GOLDEN)
def test_a_document_is_cut_from_the_line_that_it_names(name: str) -> None:
    file, _, line = GOLDEN[name]["source"].partition(":")
    found = json.loads((SHARED / file).read_text(encoding="utf-8").splitlines()[int(line) - 1])
    for step in GOLDEN[name]["at"]:
        found = found[step]
    assert_within(GOLDEN[name]["document"], found)


def assert_within(part: Any, whole: Any) -> None:
    if isinstance(part, dict):
        for key, value in part.items():
            assert_within(value, whole[key])
    elif isinstance(part, list):
        assert len(part) == len(whole)
        for one, other in zip(part, whole, strict=True):
            assert_within(one, other)
    else:
        assert part == whole


VPC = {"vpc_d2d616b5": "vpc-1", "vpc_ba64dac3": "vpc-1", "vpc_330ae54e": "vpc-1"}


def recorded_aws(port: str = "sg-04ececeaf1ed666cb") -> list[Document]:
    machine = cut("aws_instance", **VPC, **{"sg_007e9ef58b28a8050": port})
    parts = {
        "Instance": machine,
        "SecurityGroup": cut("aws_group", **VPC),
        "NetworkAcl": cut("aws_acl", **VPC),
        "RouteTable": cut("aws_table", **VPC),
        "InternetGateway": cut("aws_gateway", **VPC, igw_2e65104a="igw-b394c6c8"),
    }
    ids = {"Instance": aws.MACHINE}
    return [
        thing(f"AWS::EC2::{name}", ids.get(name, name), document)
        for name, document in parts.items()
    ]


def test_a_recorded_instance_of_aws_is_reached_on_what_its_group_admits(
    con: DuckDBPyConnection,
) -> None:
    row = aws.exposed(con, recorded_aws())
    [rule] = row["rules"]
    assert row["width"] == "wide"
    assert rule["destination_ports"] == ["443"]
    assert rule["destination_addresses"] == ["3.87.123.254"]


def test_a_recorded_instance_whose_group_nobody_recorded_is_not_evaluated(
    con: DuckDBPyConnection,
) -> None:
    row = aws.exposed(con, recorded_aws("sg-007e9ef58b28a8050"))
    assert row["missing"] == [{"aspect": "AWS::EC2::SecurityGroup/list", "code": ""}]


def recorded_azure(group: str) -> list[Document]:
    interface, address = cut("azure_interface"), cut("azure_address")
    inner = interface["properties"]["ipConfigurations"][0]["properties"]
    subnet = {"id": inner["subnet"]["id"], "properties": {}}
    interface["properties"]["networkSecurityGroup"] = {"id": GOLDEN[group]["document"]["id"]}
    vnet = thing("microsoft.network/virtualnetworks", azure.VNET, {"subnets": [subnet]})
    address["id"] = inner["publicIPAddress"]["id"].upper()
    machine = cut("azure_machine") | {"id": azure.MACHINE}
    return [vnet] + [
        thing(each["type"].lower(), each["id"], each["properties"], sku=each.get("sku"))
        for each in (machine, interface, address, cut(group))
    ]


@pytest.mark.parametrize(
    ("group", "width", "ports"),
    [
        ("azure_group_open", "wide", ["2379"]),
        # Azure's own management, by service tags, to the subnet that the machine is in.
        ("azure_group_tagged", "narrow", ["1438", "1440", "1452", "9000", "9003"]),
    ],
)
def test_a_recorded_machine_of_azure_is_reached_on_what_its_group_allows(
    con: DuckDBPyConnection, group: str, width: str, ports: list[str]
) -> None:
    row = azure.exposed(con, recorded_azure(group))
    assert row["width"] == width
    assert sorted({port for rule in row["rules"] for port in rule["destination_ports"]}) == ports


def test_an_instance_of_an_export_is_reached_on_what_its_rules_admit(
    con: DuckDBPyConnection,
) -> None:
    documents = [
        thing("compute.googleapis.com/Instance", gcp.MACHINE, cut("gcp_instance")),
        thing("compute.googleapis.com/Firewall", "ssh", cut("gcp_firewall")),
        thing("compute.googleapis.com/Firewall", "lb", cut("gcp_tagged")),
        thing("compute.googleapis.com/Firewall", "other", cut("gcp_recorded")),
        gcp.route(network="projects/project1/global/networks/default"),
    ]
    for each in documents:
        each["account"] = "project1"
    row = gcp.exposed(con, documents, account="project1")
    assert row["width"] == "wide"
    assert [
        (rule["source_addresses"], rule["destination_ports"])
        for rule in sorted(row["rules"], key=lambda rule: str(rule["destination_ports"]))
    ] == [
        (["0.0.0.0/0"], ["22"]),
        (["35.191.0.0/16", "130.211.0.0/22"], ["80", "443"]),
    ]
