"""Real exports and reports of many makes are read without a crash, and nothing is left unsaid."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from highground.inventory.collect import Coverage, Finding, Item, Outcome, Raw, Report
from highground.inventory.offline import OfflineSource
from tests.inventory.test_offline import looks, read

DATA = Path(__file__).parents[2] / "../shared/data"
FOLDERS = sorted(each.name for each in DATA.iterdir()) if DATA.is_dir() else []

pytestmark = pytest.mark.skipif(not FOLDERS, reason="the shared data is not here")


def source(folder: str, complete: Any = "present") -> OfflineSource:
    return OfflineSource([DATA / folder], complete)


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_is_read_or_named(folder: str) -> None:
    files = source(folder)
    items = read(files)
    counted = {each.region for each in items if isinstance(each, Coverage)}
    reported = {each.file for each in items if isinstance(each, Report)}
    broken = {Path(str(each.at.file)).name for each in files.errors}
    for unit in files.units()[:-1]:
        assert unit in counted or Path(unit).name in reported | broken
    assert broken <= {"version_7.5.0.json", "gitleaks_7.5.0.sarif"}, "these two are cut upstream"
    json.dumps([_plain(each) for each in items], allow_nan=False).encode()


def _plain(item: Item) -> Any:
    if isinstance(item, Raw):
        return [item.id, item.properties, item.aspects, item.tags, item.envelope]
    return repr(item)


@pytest.mark.parametrize(
    ("folder", "least"), [("psrule-azure", 700), ("c7n-azure-arm", 820), ("fix-azure-arm", 350)]
)
def test_azure_rows_become_resources(folder: str, least: int) -> None:
    raws = [each for each in read(source(folder)) if isinstance(each, Raw)]
    assert len(raws) >= least
    assert len({each.id.lower() for each in raws}) == len(raws)
    assert all(each.type == each.type.strip().lower() and each.account for each in raws)


def test_the_rows_without_an_id_are_all_counted() -> None:
    rows = [json.loads(line) for line in _lines("psrule-azure/arg-rows.jsonl")]
    items = read(source("psrule-azure"))
    odd = [each for each in items if isinstance(each, Coverage) and each.aspect == "content"]
    nameless = sum(each.count for each in odd if each.code in ("NoId", "NotAResource"))
    again = sum(each.count for each in odd if each.code == "SameId")
    shown = sum(each.count for each in odd if each.type == "azure-export")
    assert nameless + again + shown == len(rows) == 931


def test_google_assets_become_resources_with_their_policies() -> None:
    items = read(source("gcp-cai"))
    raws = [each for each in items if isinstance(each, Raw)]
    assert len({each.type for each in raws}) > 120
    assert any(each.aspects.get("iamPolicy", {}).get("bindings") for each in raws)
    assert len({each.id.lower() for each in raws}) == len(raws)
    assert {row.outcome for row in looks(items).values()} <= {Outcome.COMPLETE, Outcome.PARTIAL}


def test_no_secret_of_the_reports_is_in_any_item() -> None:
    items = repr(read(source("scanner-reports")))
    leaks = json.loads("".join(_lines("scanner-reports/gitleaks/gitleaks8_many.json")))
    quoted = {each["Secret"] for each in leaks} - {"REDACTED"}
    assert len(quoted) > 0
    for secret in quoted:
        assert secret not in items


def test_reports_of_both_scanners_are_understood() -> None:
    items = read(source("scanner-reports"))
    kinds: Mapping[tuple[str, str], int] = {
        (each.scanner, each.kind): 1 for each in items if isinstance(each, Report)
    }
    assert set(kinds) == {
        ("trivy", "vulnerability"),
        ("trivy", "secret"),
        ("gitleaks", "secret"),
    }
    assert any(each.cvss for each in items if isinstance(each, Finding))


def _lines(file: str) -> Sequence[str]:
    return (DATA / file).read_text(encoding="utf-8").splitlines()
