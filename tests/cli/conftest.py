"""A small scanned home, and two ways to run a command: in this process, and in one of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from highground import content
from highground.cli.app import run

GROUP = "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/shop"
OTHER = "00000000-0000-0000-0000-000000000002"


@dataclass(frozen=True, slots=True)
class Done:
    """How a command ended and what it wrote."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Standard output as the contract has it: a list of rows."""
        found: list[dict[str, Any]] = json.loads(self.out)
        assert isinstance(found, list)
        return found


Cli = Callable[..., Done]


def storage(name: str, **properties: Any) -> dict[str, Any]:
    """A storage account as a row of Resource Graph."""
    return {
        "id": f"{GROUP}/providers/Microsoft.Storage/storageAccounts/{name}",
        "name": name,
        "type": "microsoft.storage/storageaccounts",
        "location": "westeurope",
        "resourceGroup": "shop",
        "subscriptionId": GROUP.split("/")[2],
        "kind": "StorageV2",
        "sku": {"name": "Standard_LRS"},
        "properties": properties,
        "tags": {},
    }


ROWS = (
    storage("open", allowBlobPublicAccess=True, supportsHttpsTrafficOnly=False),
    storage("closed", allowBlobPublicAccess=False, supportsHttpsTrafficOnly=True),
    storage("odd", allowBlobPublicAccess="perhaps", supportsHttpsTrafficOnly=True),
    # Of this subscription the export holds no storage accounts: whether there are any is unknown.
    {
        "id": f"/subscriptions/{OTHER}/resourceGroups/lab/providers/Microsoft.Compute/disks/d",
        "name": "scratch",
        "type": "microsoft.compute/disks",
        "location": "westeurope",
        "resourceGroup": "lab",
        "subscriptionId": OTHER,
        "properties": {"diskState": "Attached"},
        "tags": {},
    },
)


def export(folder: Path, *rows: dict[str, Any], name: str = "rows.json") -> Path:
    """Write an export of Resource Graph."""
    file = folder / name
    file.write_text(json.dumps({"data": rows}), encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of content with the policies of two services: it compiles quickly."""
    folder = tmp_path_factory.mktemp("content")
    for name in ("defaults", "collectors", "insights", "intel"):
        copytree(content.root() / name, folder / name)
    for name in ("policies/azure/storage", "policies/aws/s3"):
        copytree(content.root() / name, folder / name)
    return folder


def environment(home: Path, few: Path) -> dict[str, str]:
    """What a command is told from outside, and no setting of whoever runs the tests."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HIGHGROUND_")}
    return {**kept, "HIGHGROUND_HOME": str(home), "HIGHGROUND_CONTENT": str(few)}


def process(home: Path, few: Path, *words: str, **more: str) -> Done:
    """Run a command in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "highground.cli.app", *words],
        env={**environment(home, few), **more},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert "nanobind" not in done.stderr
    assert "Traceback" not in done.stderr
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="session")
def scanned(tmp_path_factory: pytest.TempPathFactory, few: Path) -> tuple[Path, Done]:
    """A home in which the rows were scanned once, and what the scan said."""
    folder = tmp_path_factory.mktemp("scanned")
    done = process(folder / "home", few, "scan", str(export(folder, *ROWS)), "--format", "json")
    assert done.status == 0, done.err
    return folder / "home", done


@pytest.fixture
def inside(few: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a command of any home in this process."""

    def ran(home: Path, *words: str, **more: str) -> Done:
        with monkeypatch.context() as patch:
            for name in [each for each in os.environ if each.startswith("HIGHGROUND_")]:
                patch.delenv(name)
            for name, value in {**environment(home, few), **more}.items():
                patch.setenv(name, value)
            capsys.readouterr()
            status = run(words)
        wrote = capsys.readouterr()
        return Done(status, wrote.out, wrote.err)

    return ran


@pytest.fixture
def cli(inside: Cli, scanned: tuple[Path, Done]) -> Cli:
    """Run a command on the scanned home."""
    return lambda *words, **more: inside(scanned[0], *words, **more)
