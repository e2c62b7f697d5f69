"""A network on Google Cloud in the shapes of Cloud Asset Inventory's `resource.data`."""

from __future__ import annotations

from typing import Any

from duckdb import DuckDBPyConnection

from highground.graph import gcp_machines
from tests.graph.estates import Document, judged, listed, thing

API = "https://www.googleapis.com/compute/v1"
NETWORK = f"{API}/projects/a/global/networks/net"
ZONE = "projects/a/zones/europe-west1-b"
MACHINE = f"//compute.googleapis.com/{ZONE}/instances/vm"
RULES = "//compute.googleapis.com/projects/a/global/firewalls"
ACCOUNT = "app@a.iam.gserviceaccount.com"


def firewall(name: str = "ssh", **more: Any) -> Document:
    """A rule that lets everyone reach port 22, with some members replaced; None removes one."""
    members = {
        "name": name,
        "network": NETWORK,
        "direction": "INGRESS",
        "priority": 1000,
        "disabled": False,
        "sourceRanges": ["0.0.0.0/0"],
        "allowed": [{"IPProtocol": "tcp", "ports": ["22"]}],
    }
    document = {key: value for key, value in (members | more).items() if value is not None}
    return thing("compute.googleapis.com/Firewall", f"{RULES}/{name}", document)


def deny(name: str = "no", **more: Any) -> Document:
    return firewall(name, **({"allowed": None, "denied": [{"IPProtocol": "all"}]} | more))


def route(name: str = "default", **more: Any) -> Document:
    members = {
        "network": NETWORK,
        "destRange": "0.0.0.0/0",
        "priority": 1000,
        "nextHopGateway": f"{API}/projects/a/global/gateways/default-internet-gateway",
    }
    document = {key: value for key, value in (members | more).items() if value is not None}
    id_ = f"//compute.googleapis.com/projects/a/global/routes/{name}"
    return thing("compute.googleapis.com/Route", id_, document)


def instance(*, ip: str | None = "34.1.2.3", v6: str | None = None, **more: Any) -> Document:
    card: Document = {"network": NETWORK, "networkIP": "10.132.0.2", "name": "nic0"}
    if ip:
        card["accessConfigs"] = [{"type": "ONE_TO_ONE_NAT", "natIP": ip}]
    if v6:
        card["ipv6AccessConfigs"] = [{"type": "DIRECT_IPV6", "externalIpv6": v6}]
    document: Document = {
        "name": "vm",
        "selfLink": f"{API}/{ZONE}/instances/vm",
        "networkInterfaces": [card],
        "tags": {"items": ["web"]},
        "serviceAccounts": [{"email": ACCOUNT}],
    }
    return thing("compute.googleapis.com/Instance", MACHINE, document | more)


def forwarding(target: str, **more: Any) -> Document:
    members = {
        "IPAddress": "35.1.2.3",
        "IPProtocol": "TCP",
        "loadBalancingScheme": "EXTERNAL",
        "portRange": "22-22",
        "target": f"{API}/projects/a/regions/europe-west1/{target}",
    }
    id_ = "//compute.googleapis.com/projects/a/regions/europe-west1/forwardingRules/front"
    return thing("compute.googleapis.com/ForwardingRule", id_, members | more)


def pool(*instances: str) -> Document:
    link = "projects/a/regions/europe-west1/targetPools/pool"
    document = {"selfLink": f"{API}/{link}", "instances": [f"{API}/{each}" for each in instances]}
    return thing("compute.googleapis.com/TargetPool", f"//compute.googleapis.com/{link}", document)


def network(**parts: Document | None) -> list[Document]:
    """An instance that the internet reaches on port 22, with some parts replaced or removed."""
    whole: dict[str, Document | None] = {
        "instance": instance(),
        "firewall": firewall(),
        "route": route(),
    }
    return [part for part in (whole | parts).values() if part]


def exposed(
    con: DuckDBPyConnection,
    parts: list[Document],
    *trusted: str,
    failed: dict[str, tuple[str, str]] | None = None,
    account: str = "a",
) -> Document:
    """The row of the instance."""
    looks = listed(gcp_machines.TYPES, account=account, region="global", failed=failed)
    return judged(con, parts, looks, trusted)[MACHINE]
