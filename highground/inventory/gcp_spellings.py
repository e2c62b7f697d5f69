"""Older exports of Cloud Asset Inventory name lists in the singular: give them today's names.

They wrote `disk` and `networkInterface` where the API, and exports since, have `disks` and
`networkInterfaces`. Read as they stand, what a resource has would look left out, and leaving out
has a meaning. No value changes; a name is replaced only where the newer one is not there.
Source of the names: the resources' own pages, cloud.google.com/compute/docs/reference/rest/v1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Names = Mapping[str, "str | tuple[str, Names]"]

ACCESS = {"accessConfig": "accessConfigs", "aliasIpRange": "aliasIpRanges"}
RULE = {"ipProtocol": "IPProtocol", "port": "ports"}
DISK = {"license": "licenses", "guestOsFeature": "guestOsFeatures"}

# Old name to new name, and to the names inside where there are any.
SPELLINGS: Mapping[str, Names] = {
    "compute.googleapis.com/Instance": {
        "disk": ("disks", DISK),
        "disks": ("disks", DISK),
        "networkInterface": ("networkInterfaces", ACCESS),
        "networkInterfaces": ("networkInterfaces", ACCESS),
        "serviceAccount": ("serviceAccounts", {"scope": "scopes"}),
        "serviceAccounts": ("serviceAccounts", {"scope": "scopes"}),
        "tags": ("tags", {"tag": "items"}),
        "metadata": ("metadata", {"item": "items"}),
    },
    "compute.googleapis.com/Firewall": {
        "sourceRange": "sourceRanges",
        "destinationRange": "destinationRanges",
        "sourceTag": "sourceTags",
        "targetTag": "targetTags",
        "sourceServiceAccount": "sourceServiceAccounts",
        "targetServiceAccount": "targetServiceAccounts",
        "allowed": ("allowed", RULE),
        "denied": ("denied", RULE),
    },
    "compute.googleapis.com/Network": {"subnetwork": "subnetworks"},
    "compute.googleapis.com/Disk": DISK,
    "compute.googleapis.com/Image": DISK,
    "compute.googleapis.com/Snapshot": {"license": "licenses"},
}


def respelled(type_: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """The document with today's names."""
    return _respelled(data, SPELLINGS.get(type_, {}))


def _respelled(data: Mapping[str, Any], names: Names) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in data.items():
        new, inside = _new(name, names)
        if new != name and new in data:
            new = name
        found[new] = _inside(value, inside)
    return found


def _new(name: str, names: Names) -> tuple[str, Names]:
    told = names.get(name, name)
    return (told, {}) if isinstance(told, str) else told


def _inside(value: Any, names: Names) -> Any:
    if not names:
        return value
    if isinstance(value, list):
        return [_inside(each, names) for each in value]
    return _respelled(value, names) if isinstance(value, dict) else value
