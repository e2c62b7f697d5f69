"""One record of Cloud Asset Inventory as a raw resource: of an export, or of a REST answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from highground.inventory.collect import Raw
from highground.inventory.gcp_spellings import respelled

ENVIRONMENT = "GCP"
IAM_POLICY = "iamPolicy"  # the aspect
UNKNOWN = "unknown"  # the account of what names none

# Exports spell members in snake_case, REST answers in camelCase.
# https://docs.cloud.google.com/asset-inventory/docs/reference/rest/v1/assets
SPELLED = {
    "assetType": "asset_type",
    "iamPolicy": "iam_policy",
    "orgPolicy": "org_policy",
    "accessPolicy": "access_policy",
    "accessLevel": "access_level",
    "servicePerimeter": "service_perimeter",
    "osInventory": "os_inventory",
    "relatedAsset": "related_asset",
    "relatedAssets": "related_assets",
    "ancestryPath": "ancestry_path",
    "updateTime": "update_time",
}
NOT_UNDERSTOOD = (
    "org_policy",
    "v2_org_policies",
    "access_policy",
    "access_level",
    "service_perimeter",
    "os_inventory",
    "related_asset",
    "related_assets",
)

PROJECT = re.compile(r"(?:^|/)projects?/([^/]+)")
ABOVE = re.compile(r"(?:^|/)((?:folders|organizations)/[^/]+)")
PLACE = re.compile(r"/(?:zones|regions|locations)/([^/]+)(?:/|$)")
ZONE = re.compile(r"^(.+\d)-[a-z]$")
LABELS = ("labels", "resourceLabels", "userLabels")


def normal(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record with its members in an export's spelling."""
    return {SPELLED.get(key, key): value for key, value in record.items()}


def data_of(record: Mapping[str, Any]) -> dict[str, Any] | None:
    """The provider's own document; None if this record does not show it."""
    data = _member(record, "resource").get("data")
    return respelled(str(record["asset_type"]), data) if isinstance(data, dict) else None


def project_of(record: Mapping[str, Any]) -> tuple[str, str] | None:
    """A project's number and id, where the record shows both."""
    if record["asset_type"] != "cloudresourcemanager.googleapis.com/Project":
        return None
    data = data_of(record) or {}
    number = data.get("projectNumber") or str(record["name"]).rsplit("/", 1)[-1]
    id_ = data.get("projectId")
    return (str(number), id_) if isinstance(id_, str) and id_ else None


def account_of(record: Mapping[str, Any]) -> str:
    """The project that an asset is in, by id or by number; else the folder or organization."""
    name = str(record["name"])
    parent = str(_member(record, "resource").get("parent") or "")
    ancestors = [str(each) for each in record.get("ancestors") or () if each]
    path = str(record.get("ancestry_path") or "")
    places = (name, *ancestors[:1], parent, path)
    for place in places:
        if found := PROJECT.search(place):
            return found.group(1)
    number = (data_of(record) or {}).get("projectNumber")
    if number:
        return str(number)
    for place in (name, *ancestors[:1], parent):
        if found := ABOVE.search(place):
            return found.group(1)
    return UNKNOWN


def is_project(account: str) -> bool:
    """Can this account hold resources of any type?"""
    return account != UNKNOWN and "/" not in account


def raw(record: Mapping[str, Any], account: str) -> Raw:
    """The resource that a record shows; without `resource.data` its `properties` are empty."""
    data = data_of(record) or {}
    location = _location(record, data)
    return Raw(
        id=str(record["name"]),
        name=_name(record, data),
        type=str(record["asset_type"]),
        environment=ENVIRONMENT,
        account=account,
        region=_region(location),
        listed_in="global",
        properties=data,
        tags=_labels(data),
        envelope={"location": location} if location else {},
    )


def _member(record: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = record.get(key)
    return value if isinstance(value, dict) else {}


def _name(record: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """Scope containers go by the name that people gave them, the rest by the end of theirs."""
    type_ = str(record["asset_type"])
    if type_.startswith("cloudresourcemanager.googleapis.com/"):
        shown = data.get("projectId") or data.get("displayName")
        if shown:
            return str(shown)
    return str(record["name"]).rsplit("/", 1)[-1]


def _location(record: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    found = _member(record, "resource").get("location")
    if found:
        return str(found)
    if place := PLACE.search(str(record["name"])):
        return place.group(1)
    shown = data.get("location") or data.get("zone") or data.get("region") or ""
    return shown.rsplit("/", 1)[-1] if isinstance(shown, str) else ""


def _region(location: str) -> str:
    """The region of a zone; `global` where there is none."""
    location = location.lower()
    zone = ZONE.match(location)
    return zone.group(1) if zone else location or "global"


def _labels(data: Mapping[str, Any]) -> Mapping[str, str]:
    settings = data.get("settings")
    for holder in (data, settings if isinstance(settings, dict) else {}):
        for key in LABELS:
            if isinstance(holder.get(key), dict):
                return {str(name): str(value) for name, value in holder[key].items()}
    return {}
