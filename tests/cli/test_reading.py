"""Commands that read: the rows they promise, and what they say to wrong use."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from tests.cli.conftest import OTHER, Cli

VERDICTS = [
    *("policy_id", "resource_id", "scope_id", "account", "status"),
    *("clause", "evidence", "missing", "changed_at"),
]
COVERAGE = ["account", "region", "type", "aspect", "outcome", "code", "count", "looked_at"]
OUTCOMES = {"complete", "partial", "denied", "throttled", "failed", "not_enabled", "unsupported"}


def test_verdicts_have_the_columns_of_the_contract(cli: Cli) -> None:
    done = cli("verdicts", "--format", "json")
    assert done.status == 0
    assert list(done.rows[0])[: len(VERDICTS)] == VERDICTS
    assert {row["status"] for row in done.rows} <= {
        *("healthy", "unhealthy", "not_applicable", "unknown")
    }


def test_coverage_begins_with_the_columns_of_the_contract(cli: Cli) -> None:
    done = cli("coverage", "--format", "json")
    assert list(done.rows[0])[: len(COVERAGE)] == COVERAGE
    assert {row["outcome"] for row in done.rows} <= OUTCOMES


def test_gaps_are_the_looks_that_showed_nothing_for_certain(cli: Cli) -> None:
    every, gaps = cli("coverage", "--format", "json"), cli("coverage", "--gaps", "--format", "json")
    assert gaps.rows == [
        row for row in every.rows if row["outcome"] not in ("complete", "not_enabled")
    ]


def test_an_unhealthy_verdict_shows_what_it_read(cli: Cli) -> None:
    rows = cli("verdicts", "--policy", "azure-storage-public-access", "--format", "json").rows
    found = {row["resource_id"].rpartition("/")[2]: row for row in rows}
    assert found["open"]["status"] == "unhealthy"
    assert found["closed"]["status"] == "healthy"
    assert [(each["path"], each["value"]) for each in found["open"]["evidence"]] == [
        ("properties.allowBlobPublicAccess", True)
    ]


def test_an_unknown_verdict_says_what_was_missing(cli: Cli) -> None:
    rows = cli("verdicts", "--policy", "azure-storage-public-access", "--format", "json").rows
    unknown = {row["resource_id"]: row for row in rows if row["status"] == "unknown"}
    assert unknown[OTHER]["missing"] == [{"aspect": "list", "code": "NotInExport"}]


def test_an_unknown_verdict_shows_the_value_that_nobody_can_judge(cli: Cli) -> None:
    rows = cli("verdicts", "--policy", "azure-storage-public-access", "--format", "json").rows
    [odd] = [row for row in rows if row["resource_id"].endswith("/odd")]
    assert odd["status"] == "unknown"
    assert "perhaps" in str(odd["evidence"]) or odd["missing"]


def test_verdicts_of_one_resource_are_found_in_any_spelling(cli: Cli) -> None:
    every = cli("verdicts", "--format", "json").rows
    wanted = next(row["resource_id"] for row in every if row["resource_id"].endswith("/open"))
    some = cli("verdicts", "--resource", wanted.upper(), "--format", "json").rows
    assert some == [row for row in every if row["resource_id"] == wanted]


def test_groups_by_title_add_up_to_the_flat_list(cli: Cli) -> None:
    flat = cli("recommendations", "--format", "json").rows
    grouped = cli("recommendations", "--group-by", "title", "--format", "json").rows
    assert sum(row["recommendations"] for row in grouped) == len(flat)
    assert len({row["title"] for row in grouped}) == len(grouped)


def test_groups_by_resource_add_up_too(cli: Cli) -> None:
    flat = cli("recommendations", "--format", "json").rows
    grouped = cli("recommendations", "--group-by", "resource", "--format", "json").rows
    assert {row["resource_name"]: row["recommendations"] for row in grouped} == Counter(
        row["resource_name"] for row in flat
    )


def test_filters_of_one_column_are_alternatives_and_of_several_all_hold(cli: Cli) -> None:
    def rows(*filters: str) -> list[object]:
        words = [word for each in filters for word in ("--filter", each)]
        return list(cli("recommendations", *words, "--format", "json").rows)

    every = rows()
    high, medium = rows("risk_level=high"), rows("risk_level=medium")
    assert len(rows("risk_level=high", "risk_level=medium")) == len(high) + len(medium)
    assert rows("risk_level=high", "resource_name=nobody") == []
    assert rows("factors=internet") == [
        row for row in every if isinstance(row, dict) and "internet" in row["factors"]
    ]


def test_a_view_shows_its_own_recommendations_only(cli: Cli) -> None:
    assert cli("recommendations", "--view", "vulnerability", "--format", "json").rows == []
    every = cli("recommendations", "--format", "json").rows
    assert cli("recommendations", "--view", "misconfiguration", "--format", "json").rows == every


def test_what_is_unknown_is_said_beside_the_recommendations(cli: Cli) -> None:
    unknown = [
        row for row in cli("verdicts", "--format", "json").rows if row["status"] == "unknown"
    ]
    assert f"{len(unknown)} verdicts are unknown" in cli("recommendations").err


def test_csv_has_the_rows_of_json(cli: Cli) -> None:
    rows = list(csv.DictReader(io.StringIO(cli("coverage", "--format", "csv").out)))
    other = cli("coverage", "--format", "json").rows
    assert [row["outcome"] for row in rows] == [row["outcome"] for row in other]
    assert list(rows[0]) == list(other[0])


def test_a_score_is_printed_with_its_lower_bound(cli: Cli) -> None:
    [row] = [
        row
        for row in cli("score", "--format", "json").rows
        if (row["scope"], row["view"]) == ("", "all")
    ]
    assert row["score"] is None or 0 <= row["score"] <= 100
    assert row["low"] is None or row["low"] <= row["score"]


def test_a_query_gives_rows_under_its_own_names(cli: Cli) -> None:
    done = cli("query", "resources | project name | order by name asc", "--format", "json")
    assert (done.status, done.rows) == (
        0,
        [{"name": name} for name in ("closed", "odd", "open", "scratch")],
    )


def test_a_query_may_stand_in_a_file(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "count.kql"
    file.write_text(
        "resources\n| summarize n = count() by type\n| order by type asc\n", encoding="utf-8"
    )
    done = cli("query", "-f", str(file), "--format", "json")
    assert done.rows == [
        {"type": "microsoft.compute/disks", "n": 1},
        {"type": "microsoft.storage/storageaccounts", "n": 3},
    ]


def test_a_wrong_query_is_answered_with_its_place(cli: Cli) -> None:
    done = cli("query", "resources\n| where nope == 1")
    assert (done.status, done.out) == (2, "")
    assert "line 2, column 9" in done.err
    assert "nope" in done.err


def test_a_query_at_the_time_of_the_scan_sees_it_and_one_before_does_not(cli: Cli) -> None:
    [looked_at] = {row["looked_at"] for row in cli("coverage", "--format", "json").rows}
    later = looked_at.replace(looked_at[:4], str(int(looked_at[:4]) + 1), 1)
    seen = cli("query", "resources | count", "--at", later, "--format", "json")
    assert seen.rows == [{"Count": 4}]
    before = cli("query", "resources | count", "--at", "2020-01-01")
    assert before.status == 2
    assert "no snapshot" in before.err


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["query"],
        ["query", "resources", "-f", __file__],
        ["query", "-f", "/no/such/file.kql"],
        ["query", "resources", "--at", "yesterday"],
        ["query", "resources", "--format", "xml"],
        ["recommendations", "--group-by", "owner"],
        ["recommendations", "--view", "nonsense"],
        ["recommendations", "--filter", "risk_level"],
        ["recommendations", "--filter", "nonsense=1"],
        ["policies", "show", "no-such-policy"],
        ["policies", "test", "/no/such/folder"],
        ["cancel", "no-such-run"],
    ],
    ids=" ".join,
)
def test_wrong_use_exits_2_and_says_why(cli: Cli, words: list[str]) -> None:
    done = cli(*words)
    assert (done.status, done.out) == (2, "")
    assert len(done.err) > 20


def test_settings_of_the_environment_lie_over_those_of_the_file(cli: Cli, tmp_path: Path) -> None:
    file = tmp_path / "highground.toml"
    file.write_text("[query]\nrows = 1\n", encoding="utf-8")
    words = ("query", "resources | project name", "--format", "json")
    by_file = cli(*words, HIGHGROUND_CONFIG=str(file))
    assert len(by_file.rows) == 1
    assert "Only the first 1 rows" in by_file.err
    by_environment = cli(*words, HIGHGROUND_CONFIG=str(file), HIGHGROUND_QUERY__ROWS="2")
    assert len(by_environment.rows) == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [("workers = 4\nwokers = 5\n", 2), ("\n[web]\nport = 'x'\n", 3), ("a = 1\nb = = 2\n", 2)],
    ids=["unknown setting", "wrong value", "not TOML"],
)
def test_a_wrong_setting_is_named_with_file_and_line(
    cli: Cli, tmp_path: Path, text: str, line: int
) -> None:
    file = tmp_path / "highground.toml"
    file.write_text(text, encoding="utf-8")
    done = cli("score", HIGHGROUND_CONFIG=str(file))
    assert done.status == 2
    assert f"{file}:{line}: " in done.err
