"""A report is about the resource that it names, and about none if it names several or nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from highground.inventory.known_exploited import load
from highground.inventory.match import attach, match_findings, match_reports
from highground.tables.inventory import (
    CARRIED,
    COLLECTED_FINDINGS,
    COLLECTED_REPORTS,
    FINDINGS,
    LAST_FINDINGS,
    LAST_REPORTS,
    REPORTS,
)
from tests.tables import AT, day, fill

ROOT = Path(__file__).parents[2]

GROUP = "/subscriptions/s1/resourceGroups/RG/providers"
ACR = f"{GROUP}/Microsoft.ContainerRegistry/registries/shop"
VM = f"{GROUP}/Microsoft.Compute/virtualMachines/Web-1"
ECR = "arn:aws:ecr:eu-west-1:111122223333:repository/team/app"
GAR = "//artifactregistry.googleapis.com/projects/p1/locations/europe/repositories/apps"
DIGEST = "sha256:" + "ab" * 32
IMAGE = f"{GAR}/dockerImages/shop@{DIGEST}"

RESOURCES: list[dict[str, Any]] = [
    {
        "id": ACR,
        "name": "shop",
        "type": "microsoft.containerregistry/registries",
        "properties": {"loginServer": "shop.azurecr.io"},
    },
    {"id": VM, "name": "Web-1", "type": "microsoft.compute/virtualmachines"},
    {"id": ECR, "name": "team/app", "type": "AWS::ECR::Repository"},
    {"id": GAR, "name": "apps", "type": "artifactregistry.googleapis.com/Repository"},
    {"id": IMAGE, "name": "img", "type": "artifactregistry.googleapis.com/DockerImage"},
    {"id": "a/twin", "name": "twin", "type": "x"},
    {"id": "b/twin", "name": "Twin", "type": "x"},
]


def report(id_: str = "r1", target: str = "nothing", **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "scanner": "trivy",
        "kind": "vulnerability",
        "target": target,
        "file": "r.json",
        "taken_at": AT,
        "count": 0,
        **more,
    }


def finding(id_: str = "f1", **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "report_id": "r1",
        "kind": "vulnerability",
        "finding": "CVE-2021-44228",
        "title": "Log4Shell",
        "description": "",
        "severity": "critical",
        "cvss": 10.0,
        "package": "log4j-core",
        "version": "2.14.1",
        **more,
    }


def matched(
    con: DuckDBPyConnection,
    reports: list[dict[str, Any]],
    findings: list[dict[str, Any]] = [],  # noqa: B006
    last: tuple[list[dict[str, Any]], list[dict[str, Any]]] = ([], []),
    resources: list[dict[str, Any]] = RESOURCES,
) -> tuple[dict[str, Any], dict[str, Any]]:
    fill(con, COLLECTED_REPORTS, *reports)
    fill(con, COLLECTED_FINDINGS, *findings)
    fill(con, LAST_REPORTS, *last[0])
    fill(con, LAST_FINDINGS, *last[1])
    rows = [{"account": "s1", "scope_id": "s1/rg", "aspects": {}, **each} for each in resources]
    fill(con, CARRIED, *rows)
    con.execute(REPORTS.ddl)
    match_reports(con).insert_into("reports")
    con.execute(FINDINGS.ddl)
    match_findings(con, frozenset(["CVE-2021-44228"])).insert_into("findings")
    return {row["id"]: row for row in _rows(con, "reports")}, {
        row["id"]: row for row in _rows(con, "findings")
    }


def _rows(con: DuckDBPyConnection, table: str) -> list[dict[str, Any]]:
    found = con.execute(f"FROM {table}")
    names = [each[0] for each in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def attached(con: DuckDBPyConnection) -> dict[str, Any]:
    rows = attach(con).project("id, aspects").fetchall()
    return {id_: json.loads(aspects) for id_, aspects in rows}


@pytest.mark.parametrize(
    ("target", "resource"),
    [
        (VM, VM),
        (VM.upper(), VM),
        (ECR, ECR),
        ("web-1", VM),
        ("111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/app:1.2", ECR),
        (f"111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/app@{DIGEST}", ECR),
        ("111122223333.dkr.ecr.eu-west-2.amazonaws.com/team/app:1.2", None),
        ("444455556666.dkr.ecr.eu-west-1.amazonaws.com/team/app", None),
        ("shop.azurecr.io/web/front:latest", ACR),
        ("other.azurecr.io/web/front:latest", None),
        (f"europe-docker.pkg.dev/p1/apps/shop@{DIGEST}", IMAGE),
        ("europe-docker.pkg.dev/p1/apps/shop:1.0", GAR),
        ("europe-docker.pkg.dev/p2/apps/shop:1.0", None),
        ("twin", None),
        ("nobody", None),
        ("", None),
    ],
)
def test_a_report_names_a_resource(
    con: DuckDBPyConnection, target: str, resource: str | None
) -> None:
    reports, findings = matched(con, [report(target=target)], [finding()])
    assert reports["r1"]["resource_id"] == resource
    assert findings["f1"]["resource_id"] == resource
    assert reports["r1"]["account"] == ("s1" if resource else None)
    assert findings["f1"]["scope_id"] == ("s1/rg" if resource else None)


def test_what_a_manifest_says_wins_over_the_target(con: DuckDBPyConnection) -> None:
    reports, _ = matched(con, [report(target="web-1", resource_id=ECR.upper())])
    assert reports["r1"]["resource_id"] == ECR


def test_a_manifest_that_names_no_resource_leaves_the_findings_unmatched(
    con: DuckDBPyConnection,
) -> None:
    reports, findings = matched(con, [report(resource_id="gone")], [finding()])
    assert (reports["r1"]["resource_id"], reports["r1"]["account"]) == ("gone", None)
    assert findings["f1"]["resource_id"] is None


def test_a_newer_report_replaces_the_last_one_with_its_findings(con: DuckDBPyConnection) -> None:
    last = ([report(), report("r2", "web-1")], [finding("old"), finding("kept", report_id="r2")])
    reports, findings = matched(con, [report(target="web-1")], [finding("new")], last)
    assert sorted(reports) == ["r1", "r2"]
    assert sorted(findings) == ["kept", "new"]


def test_only_a_cve_can_be_known_to_be_exploited(con: DuckDBPyConnection) -> None:
    _, findings = matched(
        con,
        [report()],
        [
            finding("a", finding="cve-2021-44228"),
            finding("b", finding="CVE-2000-0001"),
            finding("c", finding="GHSA-fpj8-gq4v-p354"),
        ],
    )
    assert {id_: row["known_exploited"] for id_, row in findings.items()} == {
        "a": True,
        "b": False,
        "c": None,
    }


def test_findings_become_a_list_that_policies_read(con: DuckDBPyConnection) -> None:
    secret = report("r2", "web-1", kind="secret", scanner="gitleaks")
    leak = finding(
        "s",
        report_id="r2",
        kind="secret",
        finding="aws-access-token",
        severity="high",
        location="app.py:3",
    )
    matched(con, [report(target="web-1"), secret], [finding(), leak])
    assert attached(con)[VM] == {
        "vulnerabilities": [
            {
                "id": "CVE-2021-44228",
                "severity": "critical",
                "cvss": 10.0,
                "package": "log4j-core",
                "version": "2.14.1",
                "fixedVersion": None,
                "knownExploited": True,
            }
        ],
        "secrets": [{"id": "aws-access-token", "severity": "high", "location": "app.py:3"}],
    }


def test_a_report_that_found_nothing_is_an_empty_list_and_no_report_is_no_member(
    con: DuckDBPyConnection,
) -> None:
    matched(con, [report(target="web-1")])
    aspects = attached(con)
    assert aspects[VM] == {"vulnerabilities": []}
    assert aspects[ECR] == {}


def test_what_a_carried_resource_brings_along_is_not_kept(con: DuckDBPyConnection) -> None:
    carried = [
        {
            "id": VM,
            "name": "web-1",
            "type": "x",
            "aspects": {"a": {"b": None}, "vulnerabilities": [1], "secrets": []},
            "last_seen_at": day(1),
        }
    ]
    matched(con, [], resources=carried)
    assert attached(con)[VM] == {"a": {"b": None}}


def test_two_reports_on_one_resource_add_up_without_repeating(con: DuckDBPyConnection) -> None:
    both = [report(target="web-1"), report("r2", VM)]
    again = finding("f2", report_id="r2")
    other = finding("f3", report_id="r2", finding="CVE-2000-0001")
    matched(con, both, [finding(), again, other])
    found = attached(con)[VM]["vulnerabilities"]
    assert sorted(each["id"] for each in found) == ["CVE-2000-0001", "CVE-2021-44228"]


def test_the_catalogue_that_ships_names_log4shell() -> None:
    known = load(ROOT / "intel" / "kev.csv")
    assert "CVE-2021-44228" in known
    assert len(known) > 1_000
