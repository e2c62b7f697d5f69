"""What older exports call by other names is not taken for left out."""

from __future__ import annotations

from typing import Any

import pytest

from highground.inventory.gcp_assets import data_of

INSTANCE = "compute.googleapis.com/Instance"
FIREWALL = "compute.googleapis.com/Firewall"


@pytest.mark.parametrize(
    ("type_", "old", "new"),
    [
        (
            INSTANCE,
            {"serviceAccount": [{"email": "a", "scope": ["s"]}], "tags": {"tag": ["t"]}},
            {"serviceAccounts": [{"email": "a", "scopes": ["s"]}], "tags": {"items": ["t"]}},
        ),
        (
            INSTANCE,
            {"networkInterface": [{"accessConfig": [{"natIP": "203.0.113.1"}]}]},
            {"networkInterfaces": [{"accessConfigs": [{"natIP": "203.0.113.1"}]}]},
        ),
        (
            FIREWALL,
            {"sourceRange": ["0.0.0.0/0"], "allowed": [{"ipProtocol": "tcp", "port": ["22"]}]},
            {"sourceRanges": ["0.0.0.0/0"], "allowed": [{"IPProtocol": "tcp", "ports": ["22"]}]},
        ),
        (FIREWALL, {"sourceRange": ["a"], "sourceRanges": ["b"]}, None),
        (FIREWALL, {"sourceRanges": ["b"], "port": 1}, None),
        ("storage.googleapis.com/Bucket", {"disk": [1], "port": 1}, None),
    ],
)
def test_old_names_become_todays(
    type_: str, old: dict[str, Any], new: dict[str, Any] | None
) -> None:
    record = {"name": "//x", "asset_type": type_, "resource": {"data": old}}
    assert data_of(record) == (old if new is None else new)
