"""A small export that `highground scan` reads: two storage accounts, one of them open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

SUBSCRIPTION = "00000000-0000-0000-0000-000000000001"
GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/shop"


def account(name: str, **properties: Any) -> dict[str, Any]:
    """A row as Resource Graph has it."""
    return {
        "id": f"{GROUP}/providers/Microsoft.Storage/storageAccounts/{name}",
        "name": name,
        "type": "microsoft.storage/storageaccounts",
        "location": "westeurope",
        "resourceGroup": "shop",
        "subscriptionId": SUBSCRIPTION,
        "kind": "StorageV2",
        "sku": {"name": "Standard_LRS"},
        "properties": properties,
        "tags": {"owner": "storage@example.com"},
    }


CLOSED = account("closed", allowBlobPublicAccess=False, supportsHttpsTrafficOnly=True)
OPEN = account("open", allowBlobPublicAccess=True, supportsHttpsTrafficOnly=True)


def export(folder: Path, *rows: dict[str, Any], name: str = "rows.json") -> Path:
    """Write an export."""
    file = folder / name
    file.write_text(json.dumps({"data": rows}), encoding="utf-8")
    return file
