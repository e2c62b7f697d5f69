"""A factor that nobody looked for is not one that is not there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from highground.errors import BadConfig
from highground.risk import tags
from highground.risk.factors import factors
from highground.tables.graph import EXPOSURE
from highground.tables.inventory import FINDINGS, REPORTS, RESOURCES
from tests.tables import fill

RULES = tags.load(Path(__file__).parents[2] / "insights/tags.yaml")

Row = dict[str, Any]


def found(
    con: DuckDBPyConnection,
    *,
    exposure: Sequence[Row] = (),
    reports: Sequence[Row] = (),
    findings: Sequence[Row] = (),
    **resource: Any,
) -> dict[str, Row]:
    """The factors of one resource."""
    row = {"id": "r", "type": "AWS::S3::Bucket", "missing": [], "tags": {}}
    fill(con, RESOURCES, row | resource)
    fill(con, EXPOSURE, *({"resource_id": "r", "missing": []} | each for each in exposure))
    fill(con, REPORTS, *({"id": f"p{n}"} | each for n, each in enumerate(reports)))
    fill(con, FINDINGS, *({"id": f"f{n}"} | each for n, each in enumerate(findings)))
    rows = factors(con, RULES)
    listed = [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]
    assert {row["resource_id"] for row in listed} <= {"r"}
    return {row["factor"]: row for row in listed}


def values(rows: dict[str, Row]) -> dict[str, str | None]:
    return {name: row["value"] for name, row in rows.items()}


MACHINE = "AWS::EC2::Instance"
SCAN = {"kind": "vulnerability", "resource_id": "r"}


@pytest.mark.parametrize(
    ("reports", "findings", "value"),
    [
        ([], [], None),
        ([SCAN], [], "no"),
        ([SCAN | {"kind": "secret"}], [], None),
        ([SCAN | {"resource_id": "elsewhere"}], [SCAN | {"severity": "low"}], "no"),
        ([SCAN], [SCAN | {"severity": "medium"}], "no"),
        ([SCAN], [SCAN | {"severity": "unknown"}], "no"),
        ([SCAN], [SCAN | {"severity": "high"}], "yes"),
        ([SCAN], [SCAN | {"severity": "critical"}], "yes"),
        ([SCAN], [SCAN | {"severity": "low", "known_exploited": True}], "yes"),
        ([SCAN], [SCAN | {"kind": "secret", "severity": "critical"}], "no"),
        ([SCAN], [SCAN | {"resource_id": None, "severity": "critical"}], "no"),
    ],
    ids=[
        "no report",
        "a clean report",
        "a report on secrets only",
        "findings are a report too",
        "medium",
        "of no severity",
        "high",
        "critical",
        "low, and exploited",
        "a secret",
        "of nobody knows what",
    ],
)
def test_a_machine_is_vulnerable_clean_or_was_not_scanned(
    con: DuckDBPyConnection, reports: list[Row], findings: list[Row], value: str | None
) -> None:
    reports = [each for each in reports if each["resource_id"] == "r"]
    row = found(con, type=MACHINE, reports=reports, findings=findings)["vuln"]
    assert row["value"] == value
    assert bool(row["missing"]) == (value is None)
    assert bool(row["evidence"]) == (value == "yes")


def test_a_vulnerability_names_the_finding(con: DuckDBPyConnection) -> None:
    finding = SCAN | {"id": "f7", "finding": "CVE-2021-44228", "severity": "critical"}
    row = found(con, type=MACHINE, findings=[finding])["vuln"]
    assert row["evidence"] == [
        {"resource_id": "r", "path": "findings.f7", "value": '"CVE-2021-44228"'}
    ]


def test_what_no_scanner_looks_into_owes_no_report(con: DuckDBPyConnection) -> None:
    assert found(con) == {}


@pytest.mark.parametrize(
    ("shown", "value"),
    [
        ({"data-classification": "Confidential"}, {"sensitive": "yes"}),
        ({"DataClassification": "PII"}, {"sensitive": "yes"}),
        ({"data_classification": "public"}, {}),
        ({"Criticality": "Mission Critical"}, {"critical": "very_high"}),
        ({"criticality": "medium"}, {"critical": "medium"}),
        ({"criticality": "low", "Business-Impact": "high"}, {"critical": "high"}),
        ({"owner": "confidential"}, {}),
        ({}, {}),
        (None, {}),
        ({'a "quoted" key': "high", "criticality": "high"}, {"critical": "high"}),
    ],
)
def test_tags_say_what_is_sensitive_and_how_critical(
    con: DuckDBPyConnection, shown: dict[str, str] | None, value: dict[str, str]
) -> None:
    assert values(found(con, tags=shown)) == value


def test_a_tag_is_its_own_evidence(con: DuckDBPyConnection) -> None:
    row = found(con, tags={"Data-Classification": "Restricted"})["sensitive"]
    assert row["evidence"] == [
        {"resource_id": "r", "path": "tags.Data-Classification", "value": '"Restricted"'}
    ]


def test_tags_that_nobody_could_read_are_not_evaluated(con: DuckDBPyConnection) -> None:
    rows = found(con, tags=None, missing=[{"aspect": "tags", "code": "AccessDenied"}])
    assert values(rows) == {"sensitive": None, "critical": None}
    assert rows["critical"]["missing"] == [{"aspect": "tags", "code": "AccessDenied"}]


def test_exposure_becomes_three_factors(con: DuckDBPyConnection) -> None:
    hop = {"resource_id": "r", "path": "aspects.policy", "value": "{}"}
    row = {"width": "wide", "anonymous": True, "unencrypted": False, "evidence": [hop]}
    rows = found(con, exposure=[row])
    assert values(rows) == {"internet": "wide", "anonymous": "yes", "unencrypted": "no"}
    assert all(each["evidence"] == [hop] for each in rows.values())


def test_what_exposure_did_not_evaluate_is_missing_here_too(con: DuckDBPyConnection) -> None:
    gap = {"aspect": "AWS::S3::Bucket/policy", "code": "AccessDenied"}
    rows = found(con, exposure=[{"width": None, "missing": [gap]}])
    assert values(rows) == {"internet": None, "anonymous": None, "unencrypted": None}
    assert all(each["missing"] == [gap] for each in rows.values())


def test_a_machine_has_no_anonymous_access_to_evaluate(con: DuckDBPyConnection) -> None:
    rows = found(con, type=MACHINE, reports=[SCAN], exposure=[{"width": "none"}])
    assert values(rows) == {"internet": "none", "vuln": "no"}


def test_a_tag_rule_with_punctuation_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "tags.yaml"
    file.write_text(
        "sensitive:\n  keys: [data-class]\n  values: [yes_]\ncritical:\n  keys: []\n  values: {}\n"
    )
    with pytest.raises(BadConfig, match=r"tags\.yaml:2: .*without punctuation"):
        tags.load(file)
