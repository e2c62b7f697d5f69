"""How far the data stores of Azure can be reached: storage accounts and SQL servers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from highground.graph.addresses import block
from highground.graph.estate import Estate, Missing, Place, Thing
from highground.graph.flows import Flow, boxes
from highground.graph.gates import Gate, Trusted, seen, unseen
from highground.graph.reach import Reach, Way, reach

STORAGE = "microsoft.storage/storageaccounts"
CONTAINER = "microsoft.storage/storageaccounts/blobservices/containers"
SERVER = "microsoft.sql/servers"
RULE = "microsoft.sql/servers/firewallrules"
TYPES = (STORAGE, CONTAINER, SERVER, RULE)

WEB = [(80, 80), (443, 443)]
SQL = [(1433, 1433)]
ALL = ["0.0.0.0/0", "::/0"]
LAST = 2**32 - 1

Document = Mapping[str, Any]


def reaches(estate: Estate, trusted: Trusted) -> Iterator[Reach]:
    """One for every storage account and SQL server."""
    containers = _children(estate.of_type(CONTAINER), "/blobservices/")
    rules = _children(estate.of_type(RULE), "/firewallrules/")
    for thing in estate.of_type(STORAGE):
        found = reach(thing, [Way(_storage(thing))], trusted)
        secure = thing.properties.get("supportsHttpsTrafficOnly")
        yield _selected(found, thing)._replace(
            anonymous=_anonymous(thing, containers.get(thing.id.lower()), estate),
            unencrypted=None if secure is None else not secure,
        )
    for thing in estate.of_type(SERVER):
        yield reach(thing, [Way(_server(thing, rules.get(thing.id.lower()), estate))], trusted)


def _storage(thing: Thing) -> Gate:
    """All networks unless the firewall selects some. Selected virtual networks are an exposure
    too, as Defender for Cloud counts them: the endpoint is public.

    https://learn.microsoft.com/azure/storage/common/storage-network-security
    """
    document = thing.properties
    access = document.get("publicNetworkAccess")
    hop = thing.hop("properties.publicNetworkAccess", access)
    if access in ("Disabled", "SecuredByPerimeter"):
        return seen([], [hop])
    rules = document.get("networkAcls")
    if rules is None and not document:
        return unseen(thing.unseen("list"))
    rules = rules or {}
    default = thing.hop("properties.networkAcls.defaultAction", rules.get("defaultAction"))
    if rules.get("defaultAction", "Allow") == "Allow":
        return seen(boxes(["tcp"], ALL, WEB, default), [hop, default])
    path = "properties.networkAcls"
    flows: list[Flow] = []
    for n, each in enumerate(rules.get("ipRules") or ()):
        at = str(each.get("value") or each.get("ipAddressOrRange"))
        if block(at) and each.get("action", "Allow") == "Allow":
            flows += boxes(["tcp"], [at], WEB, thing.hop(f"{path}.ipRules[{n}]", at))
    for n, each in enumerate(rules.get("virtualNetworkRules") or ()):
        inside = thing.hop(f"{path}.virtualNetworkRules[{n}]", each)
        flows += boxes(["tcp"], ["VirtualNetwork"], WEB, inside)
    return seen(flows, [hop, default, thing.hop(f"{path}.ipRules", rules.get("ipRules"))])


def _selected(found: Reach, thing: Thing) -> Reach:
    """Selected networks are narrow, however many addresses they are."""
    rules = thing.properties.get("networkAcls") or {}
    if found.width == "wide" and rules.get("defaultAction", "Allow") != "Allow":
        return found._replace(width="narrow", rules=[r | {"width": "narrow"} for r in found.rules])
    return found


def _anonymous(thing: Thing, children: list[Thing] | None, estate: Estate) -> bool | None:
    """Allowed on the account, and asked for by a container.

    https://learn.microsoft.com/azure/storage/blobs/anonymous-read-access-configure
    """
    allowed = thing.properties.get("allowBlobPublicAccess")
    if allowed is False:
        return False
    inside = thing.aspects.get("containers")
    documents = [each.properties for each in children or ()]
    documents += [each.get("properties") or each for each in inside or ()]
    if any(each.get("publicAccess") in ("Blob", "Container") for each in documents):
        return True if allowed else None  # older accounts leave it out, and pages disagree on that
    listed = inside is not None or not estate.unlisted(CONTAINER, Place(thing.account))
    return False if listed else None


def _server(thing: Thing, children: list[Thing] | None, estate: Estate) -> Gate:
    """Whom the firewall rules of a server admit. Nobody without a rule.

    https://learn.microsoft.com/azure/azure-sql/database/firewall-configure
    """
    access = thing.properties.get("publicNetworkAccess")
    hop = thing.hop("properties.publicNetworkAccess", access)
    if access in ("Disabled", "SecuredByPerimeter"):
        return seen([], [hop])
    inside = thing.aspects.get("firewallRules")
    flows: list[Flow] = []
    for n, each in enumerate(inside or ()):
        flows += _range(thing, f"aspects.firewallRules[{n}]", each.get("properties") or each)
    for child in children or ():
        flows += _range(child, "properties", child.properties)
    missing: tuple[Missing, ...] = ()
    if inside is None and (gap := estate.unlisted(RULE, Place(thing.account))):
        missing = thing.unseen("firewallRules") if "firewallRules" in thing.missing else gap
    evidence = (hop, thing.hop("aspects.firewallRules", inside))
    everyone = boxes(["tcp"], ALL, SQL, hop) if missing else ()
    return Gate(flows, [*flows, *everyone], missing, evidence)


def _range(thing: Thing, path: str, rule: Document) -> list[Flow]:
    """One rule. 0.0.0.0 stands for Azure itself: any tenant's services there, and nobody else."""
    start, end = block(str(rule.get("startIpAddress"))), block(str(rule.get("endIpAddress")))
    if start is None or end is None or start[0] != 4:
        return []
    hop = thing.hop(path, dict(rule))
    label = "AzureServices" if start[1][0] == end[1][1] == 0 else None
    source = (0, LAST) if label else (start[1][0], end[1][1])
    return [Flow("tcp", 4, source, SQL[0], label=label, via=(hop,))]


def _children(things: Iterable[Thing], before: str) -> dict[str, list[Thing]]:
    """Child resources by the id of their parent."""
    found: dict[str, list[Thing]] = {}
    for each in things:
        found.setdefault(each.id.lower().partition(before)[0], []).append(each)
    return found
