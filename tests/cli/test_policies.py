"""`policies`: what is in force, what is covered, and the cases of one's own."""

from __future__ import annotations

from pathlib import Path
from shutil import copy

from tests.cli.conftest import Cli


def test_list_names_every_policy_with_its_environment(cli: Cli, few: Path) -> None:
    rows = cli("policies", "list", "--format", "json").rows
    files = [f for f in (few / "policies").rglob("*.yaml") if ".cases" not in f.suffixes]
    assert len(rows) == len(files)
    assert {row["environment"] for row in rows} == {"AWS", "Azure"}


def test_show_prints_the_file(cli: Cli, few: Path) -> None:
    done = cli("policies", "show", "azure-storage-public-access")
    texts = [file.read_text(encoding="utf-8") for file in (few / "policies").rglob("*.yaml")]
    assert done.status == 0
    assert done.out in texts


def test_coverage_has_one_row_per_title(cli: Cli) -> None:
    rows = cli("policies", "coverage", "--format", "json").rows
    assert list(rows[0]) == ["environment", "title", "policies", "reason"]
    assert len({(row["environment"], row["title"]) for row in rows}) == len(rows)
    assert all(bool(row["policies"]) != bool(row["reason"]) for row in rows)
    found = {(row["environment"], row["title"]): row for row in rows}
    title = "Storage account public access should be disallowed"
    assert found["Azure", title]["policies"] == ["azure-storage-public-access"]


def test_cases_that_hold_exit_0(cli: Cli, few: Path) -> None:
    file = next((few / "policies/azure/storage").glob("*public-access.yaml"))
    done = cli("policies", "test", str(file))
    assert (done.status, done.err) == (0, "")
    assert "of 1 policies, 0 wrong" in done.out


def test_a_case_that_does_not_hold_exits_1_and_says_what_it_wanted(
    cli: Cli, few: Path, tmp_path: Path
) -> None:
    file = next((few / "policies/azure/storage").glob("*public-access.yaml"))
    copy(file, tmp_path / "mine.yaml")
    case = "- status: healthy\n  why: it is open\n  kind: StorageV2\n"
    (tmp_path / "mine.cases.yaml").write_text(
        f"{case}  properties: {{allowBlobPublicAccess: true}}\n", encoding="utf-8"
    )
    done = cli("policies", "test", str(tmp_path))
    assert done.status == 1
    assert "it is open: wanted healthy, got unhealthy" in done.err


def test_a_policy_without_cases_is_named(cli: Cli, few: Path, tmp_path: Path) -> None:
    copy(next((few / "policies/azure/storage").glob("*public-access.yaml")), tmp_path / "mine.yaml")
    done = cli("policies", "test", str(tmp_path))
    assert done.status == 1
    assert f"{tmp_path / 'mine.yaml'}:1: has no cases" in done.err
