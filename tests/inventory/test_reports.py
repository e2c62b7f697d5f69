"""What a scanner reports is kept, but never a secret that it quotes."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from highground.inventory import reports_gitleaks, reports_trivy
from highground.inventory.collect import Coverage, Finding, Item, Report
from highground.inventory.offline import OfflineSource
from highground.inventory.reports_findings import severity
from tests.inventory.test_offline import AT, read, write

SECRET = "AKIAIOSFODNN7EXAMPLE"
LOG4J = {
    "VulnerabilityID": "CVE-2021-44228",
    "PkgName": "log4j-core",
    "PkgPath": "app/log4j-core-2.14.1.jar",
    "InstalledVersion": "2.14.1",
    "FixedVersion": "2.15.0",
    "Severity": "CRITICAL",
    "Title": "Log4Shell",
    "Description": "JNDI lookups",
    "PrimaryURL": "https://avd.aquasec.com/nvd/cve-2021-44228",
    "CVSS": {
        "nvd": {"V2Score": 9.3, "V3Score": 10.0},
        "redhat": {"V3Score": 9.8, "V40Score": 9.2},
    },
}
LEAK8 = {
    "Description": f"AWS key {SECRET}",
    "StartLine": 7,
    "Match": f"key = {SECRET}",
    "Secret": SECRET,
    "File": f"conf/{SECRET}.tf",
    "Commit": "74d5",
    "Message": f"add {SECRET}",
    "Author": "A",
    "RuleID": "aws-access-token",
    "Fingerprint": f"74d5:{SECRET}",
}
LEAK7 = {
    "line": f"key = {SECRET}",
    "lineNumber": 7,
    "offender": SECRET,
    "commit": "74d5",
    "repo": "shop",
    "repoURL": "https://user:token@github.com/org/shop.git",
    "leakURL": "",
    "rule": "AWS Access Key",
    "commitMessage": SECRET,
    "file": "conf/aws.tf",
    "date": "2021-04-19T22:42:05+03:00",
}


def trivy(*results: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"SchemaVersion": 2, "ArtifactName": "shop:1", "Results": list(results), **more}


def packages(*found: dict[str, Any]) -> dict[str, Any]:
    return {"Target": "shop:1 (debian 12)", "Class": "os-pkgs", "Vulnerabilities": list(found)}


def scanned(
    folder: Path, document: Any, name: str = "report.json"
) -> tuple[list[Report], list[Finding], list[Item]]:
    write(folder, {name: json.dumps(document)})
    items = read(OfflineSource([folder / name]))
    return (
        [each for each in items if isinstance(each, Report)],
        [each for each in items if isinstance(each, Finding)],
        items,
    )


def test_a_vulnerability_in_our_words(tmp_path: Path) -> None:
    [report], [found], _ = scanned(tmp_path, trivy(packages(LOG4J)))
    assert (report.scanner, report.kind, report.target, report.count) == (
        "trivy",
        "vulnerability",
        "shop:1",
        1,
    )
    assert found.report_id == report.id
    assert (found.finding, found.severity, found.cvss) == ("CVE-2021-44228", "critical", 10.0)
    assert (found.package, found.version, found.fixed_version) == (
        "log4j-core",
        "2.14.1",
        "2.15.0",
    )
    assert (found.location, found.title) == ("app/log4j-core-2.14.1.jar", "Log4Shell")


def test_schema_1_is_a_list_of_results(tmp_path: Path) -> None:
    [report], [found], _ = scanned(
        tmp_path, [{"Target": "alpine:3.9 (alpine 3.9.4)", "Vulnerabilities": [LOG4J]}]
    )
    assert (report.target, found.finding) == ("alpine:3.9", "CVE-2021-44228")


@pytest.mark.parametrize(
    "document",
    [trivy(), trivy(packages()), {"SchemaVersion": 2, "ArtifactName": "shop:1", "Results": None}],
)
def test_a_report_that_found_nothing_is_a_report(tmp_path: Path, document: Any) -> None:
    [report], findings, _ = scanned(tmp_path, document)
    assert (report.kind, report.count, findings) == ("vulnerability", 0, [])


@pytest.mark.parametrize("text", ["[]", "null", " []\n"])
@pytest.mark.parametrize(
    ("name", "scanner", "kind"),
    [
        ("gitleaks.json", "gitleaks", "secret"),
        ("gitleaks/no_findings.json", "gitleaks", "secret"),
        ("trivy-shop.json", "trivy", "vulnerability"),
    ],
)
def test_an_empty_report_is_a_report_of_the_scanner_that_its_name_tells(
    tmp_path: Path, text: str, name: str, scanner: str, kind: str
) -> None:
    write(tmp_path, {name: text})
    [report] = [each for each in read(OfflineSource([tmp_path / name])) if isinstance(each, Report)]
    assert (report.scanner, report.kind, report.count) == (scanner, kind, 0)


def test_an_empty_list_that_nobody_names_is_no_clean_report(tmp_path: Path) -> None:
    reports, _, items = scanned(tmp_path, [])
    [counted] = [each for each in items if isinstance(each, Coverage)]
    assert (reports, counted.type) == ([], "empty JSON")


def test_a_secret_of_trivy_is_a_report_of_its_own(tmp_path: Path) -> None:
    secret = {
        "RuleID": "github-pat",
        "Severity": "CRITICAL",
        "Title": "GitHub Token",
        "StartLine": 24,
        "Match": f"TOKEN={SECRET}",
        "Code": {"Lines": [{"Content": SECRET}]},
    }
    results = packages(), {"Target": "Dockerfile", "Class": "secret", "Secrets": [secret]}
    reports, [found], items = scanned(tmp_path, trivy(*results))
    assert [(each.kind, each.count) for each in reports] == [("vulnerability", 0), ("secret", 1)]
    assert len({each.id for each in reports}) == 2
    assert (found.finding, found.severity, found.location) == (
        "github-pat",
        "critical",
        "Dockerfile:24",
    )
    assert SECRET not in repr(items)


def test_misconfigurations_are_counted_and_named_and_no_proof_of_safety(tmp_path: Path) -> None:
    results = {"Target": "Dockerfile", "Class": "config", "Misconfigurations": [{"ID": "DS002"}]}
    reports, _, items = scanned(tmp_path, trivy(results))
    assert reports == [], "a scan of configuration looked for no vulnerability"
    [odd] = [each for each in items if isinstance(each, Coverage)]
    assert (odd.type, odd.code, odd.count) == ("Trivy misconfigurations", "NotUnderstood", 1)


@pytest.mark.parametrize("leak", [LEAK8, LEAK7], ids=["version 8", "version 7"])
def test_no_secret_of_gitleaks_is_kept_anywhere(tmp_path: Path, leak: dict[str, Any]) -> None:
    [report], [found], items = scanned(tmp_path, [leak])
    assert SECRET not in repr(items)
    assert "token@" not in repr(items)
    assert (report.kind, report.count) == ("secret", 1)
    assert str(found.location).endswith(".tf:7")
    assert found.details["fingerprint"]


def test_a_fingerprint_tells_two_secrets_apart(tmp_path: Path) -> None:
    other = {**LEAK8, "Secret": "AKIA2222222222222222"}
    _, findings, _ = scanned(tmp_path, [LEAK8, LEAK8, other])
    assert len(findings) == 2


@pytest.mark.parametrize(
    ("leak", "target"),
    [
        ({**LEAK8, "Link": "https://github.com/org/shop/blob/74d5/a.tf#L7"}, "github.com/org/shop"),
        ({**LEAK8, "Link": "https://git.example.com/g/shop/-/blob/7/a"}, "git.example.com/g/shop"),
        (LEAK7, "github.com/org/shop"),
        (LEAK8, "report.json"),
    ],
)
def test_gitleaks_names_its_target_only_in_links(
    tmp_path: Path, leak: dict[str, Any], target: str
) -> None:
    [report], _, _ = scanned(tmp_path, [leak])
    assert report.target == target


def test_a_newer_report_on_one_target_has_the_same_id(tmp_path: Path) -> None:
    [old], _, _ = scanned(tmp_path, trivy(packages(LOG4J)), "old.json")
    [new], _, _ = scanned(tmp_path, trivy(packages()), "new.json")
    [other], _, _ = scanned(tmp_path, trivy(ArtifactName="shop:2"), "other.json")
    assert old.id == new.id != other.id


def test_of_two_reports_on_one_target_the_newest_is_what_is_there(tmp_path: Path) -> None:
    old = trivy(packages(LOG4J), CreatedAt="2025-01-01T00:00:00Z")
    new = trivy(packages(), CreatedAt="2025-02-01T00:00:00Z")
    write(tmp_path, {"a-new.json": new, "b-old.json": old})
    items = read(OfflineSource([tmp_path]))
    assert [each.file for each in items if isinstance(each, Report)] == ["a-new.json"]
    assert not [each for each in items if isinstance(each, Finding)]
    [again] = [each for each in items if isinstance(each, Coverage)]
    assert (again.region, again.code, again.count) == (f"{tmp_path.name}/b-old.json", "SameId", 1)


def test_a_finding_has_the_same_id_in_every_run_and_occurs_once(tmp_path: Path) -> None:
    _, first, _ = scanned(tmp_path, trivy(packages(LOG4J, LOG4J)))
    _, second, _ = scanned(tmp_path, trivy(packages(LOG4J)))
    assert [each.id for each in first] == [each.id for each in second]


@pytest.mark.parametrize(
    ("metadata", "target"),
    [
        ({"RepoTags": ["a:1"], "RepoDigests": ["a@sha256:1"]}, "a:1"),
        ({"RepoTags": [""], "RepoDigests": ["a@sha256:1"]}, "a@sha256:1"),
        ({"ImageID": "sha256:2"}, "sha256:2"),
        ({}, "shop:1"),
    ],
)
def test_an_image_without_a_name_goes_by_tag_digest_or_id(
    tmp_path: Path, metadata: dict[str, Any], target: str
) -> None:
    document = trivy(packages(), ArtifactName="", Metadata=metadata)
    [report], _, _ = scanned(tmp_path, document)
    assert report.target == target


def test_the_time_is_trivys_own(tmp_path: Path) -> None:
    [report], _, _ = scanned(tmp_path, trivy(CreatedAt="2024-01-15T08:58:29.82753744Z"))
    assert report.taken_at == datetime(2024, 1, 15, 8, 58, 29, 827537, tzinfo=UTC)
    [report], _, _ = scanned(tmp_path, trivy(CreatedAt="0001-01-01T00:00:00Z"))
    assert report.taken_at == AT


@pytest.mark.parametrize(
    ("word", "meaning"),
    [
        ("CRITICAL", "critical"),
        ("Important", "high"),
        ("moderate", "medium"),
        ("Negligible", "low"),
        ("UNKNOWN", "unknown"),
        (None, "unknown"),
        ("", "unknown"),
    ],
)
def test_severities_of_scanners_are_four_words_or_unknown(word: Any, meaning: str) -> None:
    assert severity(word) == meaning


@pytest.mark.parametrize("junk", [{}, [], "x", 7, {"Results": [1, None]}, [[1]], {"Results": "x"}])
def test_what_is_no_report_inside_a_report_is_left_aside(junk: Any) -> None:
    for scanner in (reports_trivy, reports_gitleaks):
        items = list(scanner.read(junk, "f.json", None, AT))
        assert not [each for each in items if isinstance(each, Finding)]


@pytest.mark.parametrize("score", ["7", True, -1, 11, None, {}])
def test_a_score_that_is_none_is_left_out(tmp_path: Path, score: Any) -> None:
    odd = {**LOG4J, "CVSS": {"nvd": {"V3Score": score}, "x": None}}
    _, [found], _ = scanned(tmp_path, trivy(packages(odd)))
    assert found.cvss is None
