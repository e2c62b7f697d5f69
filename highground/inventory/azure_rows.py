"""One row of Resource Graph, or one document of ARM, as a raw resource."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from highground.inventory.collect import Raw

SUBSCRIPTION = re.compile(r"^/subscriptions/([^/]+)", re.IGNORECASE)
RESOURCE_GROUP = re.compile(r"^/subscriptions/[^/]+/resourcegroups/([^/]+)", re.IGNORECASE)
TENANT = "tenant"  # the account of what belongs to no subscription, if nobody names the tenant

ENVELOPE = (
    "tenantId",
    "kind",
    "location",
    "resourceGroup",
    "managedBy",
    "sku",
    "plan",
    "identity",
    "zones",
    "extendedLocation",
)
TEXTS = ENVELOPE[:5]

# ARM and Resource Graph disagree on one name.
# https://learn.microsoft.com/azure/governance/resource-graph/reference/supported-tables-resources
RENAMED = {"microsoft.resources/resourcegroups": "microsoft.resources/subscriptions/resourcegroups"}

# Other people's conclusions about resources, which are no resources.
CONCLUSIONS = re.compile(
    r"^microsoft\.security/(assessment|subassessment|securescore|regulatorycompliance|attackpaths"
    r"|softwareinventories|insights|alerts|locations/alerts|iotalerts)|^microsoft\.advisor/"
    r"|^microsoft\.policyinsights/"
)
CONCLUSION_ID = re.compile(r"/providers/microsoft\.security/(sub)?assessments/", re.IGNORECASE)


def raw(row: Mapping[str, Any], tenant: str = TENANT) -> Raw:
    """The resource that a row with an `id` shows. `properties` is ARM's own document.

    What belongs to no subscription has the row's tenant as its account, or else `tenant`.
    """
    id_ = full_id(row)
    type_ = type_of(row)
    envelope = {key: row[key] for key in ENVELOPE if row.get(key) not in (None, "")}
    envelope |= {key: str(envelope[key]) for key in TEXTS if key in envelope}
    group = RESOURCE_GROUP.match(id_)
    if group:
        envelope["resourceGroup"] = group.group(1).lower()
    properties = row.get("properties")
    return Raw(
        id=id_,
        name=str(row.get("name") or id_.rsplit("/", 1)[-1]),
        type=type_,
        environment="Azure",
        account=account_of(row, tenant),
        region=str(row.get("location") or "global").replace(" ", "").lower(),
        listed_in="global",
        properties=properties if isinstance(properties, dict) else {},
        tags=_tags(row),
        envelope=envelope,
    )


def full_id(row: Mapping[str, Any]) -> str:
    """The row's id, with the slash that some answers leave out; "" if it has none."""
    id_ = row.get("id")
    if not isinstance(id_, str) or not id_.strip("/ "):
        return ""
    return "/" + id_.strip().strip("/")


def type_of(row: Mapping[str, Any]) -> str:
    """The row's type, or the one that its id implies, as Resource Graph spells it."""
    type_ = row.get("type")
    if isinstance(type_, str) and type_.strip():
        type_ = type_.strip().lower()
    else:
        type_ = implied_type(full_id(row))
    return RENAMED.get(type_, type_)


def account_of(row: Mapping[str, Any], tenant: str = TENANT) -> str:
    """The subscription in lower case; of what belongs to none, the tenant."""
    found = SUBSCRIPTION.match(full_id(row) or str(row.get("parentId") or ""))
    if found:
        return found.group(1).lower()
    return str(row.get("subscriptionId") or row.get("tenantId") or tenant).lower()


def concluded(row: Mapping[str, Any]) -> str:
    """The type of what somebody concluded about a resource (`securityresources`); "" if the row
    is a resource itself."""
    type_ = type_of(row)
    if CONCLUSIONS.match(type_):
        return type_
    return implied_type(full_id(row)) if CONCLUSION_ID.search(full_id(row)) else ""


def implied_type(id_: str) -> str:
    """`/…/providers/Microsoft.Sql/servers/a/databases/b` is a `microsoft.sql/servers/databases`."""
    _, provider, rest = id_.lower().rpartition("/providers/")
    if provider:
        namespace, *steps = rest.split("/")
        return "/".join([namespace, *steps[::2]])
    steps = rest.strip("/").split("/")
    return "/".join(["microsoft.resources", *steps[::2]]) if len(steps) > 1 else "unknown"


def _tags(row: Mapping[str, Any]) -> Mapping[str, str] | None:
    if "tags" not in row:
        return None
    tags = row["tags"]
    if not isinstance(tags, dict):
        return {}
    return {str(key): "" if value is None else str(value) for key, value in tags.items()}
