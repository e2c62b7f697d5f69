"""One planted fault less changes the rows that are about it, and no other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from highground import config
from highground.inventory.offline import OfflineSource
from highground.runs.home import open_home
from highground.runs.library import Library
from highground.runs.record import Request
from highground.runs.scan import Scan, collect, publish
from tests.demo.estate import FOLDER, Demo

AT = datetime(2026, 1, 5, 6, tzinfo=UTC)
BROCHURES = "alpenrandbrochures"
RECONCILIATION = "pay-reconciliation"

Rows = dict[tuple[str, str], Any]


def assessed(home: Path, files: Path, library: Library) -> tuple[Rows, Rows]:
    """The verdicts and the risks of files, by policy and the name of the resource."""
    where = open_home(config.load({"HIGHGROUND_HOME": str(home)}))
    source = OfflineSource([files], "all", library.expected_types())
    where.runs.create("run", Request(paths=(str(files),)), AT)
    scan = Scan(where, library, [("files", source)], "run", where.runs.begin("run", AT))
    collect(scan)
    publish(scan)
    snapshot = where.store.latest()
    assert snapshot
    con = snapshot.connect()

    def rows(sql: str) -> Rows:
        return {(a, b.rpartition("/")[2]): rest for a, b, *rest in con.execute(sql).fetchall()}

    return (
        rows("SELECT policy_id, resource_id, status FROM verdicts"),
        rows("SELECT policy_id, resource_id, risk_level, points FROM risks"),
    )


@pytest.fixture(scope="module")
def library(demo_estate: Demo) -> Library:
    return demo_estate.library()


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, library: Library) -> tuple[Rows, Rows]:
    return assessed(tmp_path_factory.mktemp("before"), FOLDER, library)


def changed(one: Rows, other: Rows) -> set[tuple[str, str]]:
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}


def on_line(text: str, holding: str, was: str, becomes: str) -> str:
    lines = text.splitlines(keepends=True)
    [n] = [n for n, line in enumerate(lines) if holding in line and was in line]
    lines[n] = lines[n].replace(was, becomes)
    return "".join(lines)


@pytest.mark.parametrize(
    ("file", "edit", "resource", "policies"),
    [
        (
            "azure/storage.jsonl",
            lambda text: on_line(
                text,
                f'storageAccounts/{BROCHURES}", "name"',
                '"allowBlobPublicAccess": true',
                '"allowBlobPublicAccess": false',
            ),
            BROCHURES,
            {"azure-storage-public-access", "azure-storage-unrestricted-anonymous-access"},
        ),
        (
            "gcp/pay/resources.jsonl",
            lambda text: on_line(
                text,
                f'instances/{RECONCILIATION}", "asset_type"',
                '"value": "0.0.0.0/0"',
                '"value": "198.51.100.7/32"',
            ),
            RECONCILIATION,
            {"gcp-sql-restrict-authorized-networks"},
        ),
    ],
)
def test_removing_a_fault_changes_its_rows_only(
    tmp_path: Path,
    before: tuple[Rows, Rows],
    library: Library,
    file: str,
    edit: Callable[[str], str],
    resource: str,
    policies: set[str],
) -> None:
    files = copytree(FOLDER, tmp_path / "demo")
    text = (files / file).read_text(encoding="utf-8")
    (files / file).write_text(edit(text), encoding="utf-8")
    verdicts, risks = assessed(tmp_path / "home", files, library)
    assert changed(before[0], verdicts) == {(policy, resource) for policy in policies}
    assert all(verdicts[policy, resource] == ["healthy"] for policy in policies)
    # What else is wrong with the resource may matter less now; other resources are what they were.
    assert {name for _, name in changed(before[1], risks)} == {resource}
