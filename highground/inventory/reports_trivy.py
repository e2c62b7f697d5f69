"""Trivy's JSON reports: vulnerabilities and secrets. Misconfigurations are counted and named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from highground.inventory.collect import Finding, Report
from highground.inventory.offline_shape import Shape
from highground.inventory.reports_findings import (
    finding_id,
    members,
    number,
    once,
    report_id,
    severity,
    text,
    time,
)

SCANNER = "trivy"
PACKAGES = frozenset(["os-pkgs", "lang-pkgs"])
ODD = {
    "Misconfigurations": "Trivy misconfigurations",
    "Licenses": "Trivy licenses",
    "CustomResources": "Trivy custom resources",
}
SCORES = ("V2Score", "V3Score", "V40Score")
DETAILS = {
    "Status": "status",
    "SeveritySource": "severitySource",
    "VendorIDs": "vendorIds",
    "CweIDs": "weaknesses",
    "References": "references",
    "PublishedDate": "publishedAt",
    "LastModifiedDate": "modifiedAt",
}


def recognises(outline: Shape) -> bool:
    """Is this a report of schema 2, or the list of schema 1?"""
    if outline.top == "{":
        return "ArtifactName" in outline.keys or (
            "Results" in outline.keys and "SchemaVersion" in outline.keys
        )
    return "Target" in outline.keys and bool(
        outline.keys & {"Vulnerabilities", "Class", "Type", "Secrets", "Misconfigurations"}
    )


def read(
    document: Any, file: str, resource: str | None, at: datetime
) -> Iterator[Report | Finding]:
    """The report as one for each kind of thing that it looked for, and what it found.

    That secrets were looked for shows only where some were found; that packages were, in every
    report that is not of configuration alone.
    """
    results = _results(document)
    target = _target(document, results) or resource or file
    taken_at = time(document.get("CreatedAt"), at) if isinstance(document, dict) else at
    for kind, found in (("vulnerability", _vulnerabilities), ("secret", _secrets)):
        if not _looked(kind, results):
            continue
        report = report_id(SCANNER, kind, target)
        findings = list(once(found(report, results)))
        yield Report(
            id=report,
            scanner=SCANNER,
            kind=kind,
            target=target,
            resource_id=resource,
            file=file,
            taken_at=taken_at,
            count=len(findings),
        )
        yield from findings


def odd(document: Any) -> Counter[str]:
    """What the report holds that nobody here understands yet."""
    found: Counter[str] = Counter()
    for result in _results(document):
        for key, name in ODD.items():
            found[name] += len(members(result.get(key)))
    return +found


def _results(document: Any) -> list[dict[str, Any]]:
    return members(document.get("Results") if isinstance(document, dict) else document)


def _target(document: Any, results: list[dict[str, Any]]) -> str:
    """What was scanned, in Trivy's words; of an image without a name its tag, digest or id."""
    if isinstance(document, dict):
        metadata = document.get("Metadata")
        metadata = metadata if isinstance(metadata, dict) else {}
        names = [document.get("ArtifactName")]
        for key in ("RepoTags", "RepoDigests"):
            names += metadata.get(key) or []
        for name in (*names, metadata.get("ImageID")):
            if isinstance(name, str) and name:
                return name
    # schema 1 names the image in its first result: "alpine:3.9 (alpine 3.9.4)"
    first = text(results[0].get("Target")) if results else ""
    return first.split(" (", 1)[0]


def _looked(kind: str, results: list[dict[str, Any]]) -> bool:
    if kind == "secret":
        return any(each.get("Class") == "secret" or "Secrets" in each for each in results)
    return not results or any(
        each.get("Class") in PACKAGES
        or "Vulnerabilities" in each
        or not each.keys() & {"Class", *ODD, "Secrets"}
        for each in results
    )


def _vulnerabilities(report: str, results: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    for result in results:
        for found in members(result.get("Vulnerabilities")):
            finding, package = text(found.get("VulnerabilityID")), text(found.get("PkgName"))
            location = text(found.get("PkgPath")) or text(result.get("Target"))
            version = text(found.get("InstalledVersion"))
            yield Finding(
                id=finding_id(report, "vulnerability", finding, package, version, location),
                report_id=report,
                kind="vulnerability",
                finding=finding,
                title=text(found.get("Title")) or f"{finding} in {package}",
                description=text(found.get("Description")),
                severity=severity(found.get("Severity")),
                cvss=_cvss(found.get("CVSS")),
                package=package or None,
                version=version or None,
                fixed_version=text(found.get("FixedVersion")) or None,
                location=location or None,
                url=text(found.get("PrimaryURL")) or None,
                details={name: found[key] for key, name in DETAILS.items() if found.get(key)},
            )


def _cvss(scores: Any) -> float | None:
    """The highest base score that any vendor gives, of any version of CVSS."""
    vendors = scores.values() if isinstance(scores, dict) else ()
    found = [number(each.get(key)) for each in vendors if isinstance(each, dict) for key in SCORES]
    return max((each for each in found if each is not None), default=None)


def _secrets(report: str, results: Iterable[Mapping[str, Any]]) -> Iterator[Finding]:
    """Where a secret lies and of what kind it is. `Match` and `Code` quote it: never read."""
    for result in results:
        for found in members(result.get("Secrets")):
            rule, target = text(found.get("RuleID")), text(result.get("Target"))
            line = found.get("StartLine")
            location = f"{target}:{line}" if isinstance(line, int) else target
            yield Finding(
                id=finding_id(report, "secret", rule, location),
                report_id=report,
                kind="secret",
                finding=rule,
                title=text(found.get("Title")) or rule,
                description="",
                severity=severity(found.get("Severity")),
                location=location or None,
                details={"category": text(found.get("Category"))},
            )
