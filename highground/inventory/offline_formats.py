"""The formats that we know by sight and do not understand yet: they are counted and named."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from highground.errors import At, BadInput
from highground.inventory import offline_text
from highground.inventory.offline_shape import Shape, Start

# A name, and the keys that a document has, or the first element of its list. The first that fits.
KNOWN: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (name, frozenset(keys.split()))
    for name, keys in (
        ("SARIF report", "runs version"),
        ("SARIF report", "runs $schema"),
        ("SARIF report", "runs"),
        ("CycloneDX bill of materials", "bomFormat"),
        ("SPDX bill of materials", "spdxVersion"),
        ("Trivy Operator report", "apiVersion kind metadata report"),
        ("Grype report", "matches source"),
        ("Grype report", "matches descriptor"),
        ("OCSF findings", "metadata finding_info"),
        ("OCSF findings", "metadata class_uid"),
        ("Security Hub findings", "AwsAccountId ProductArn"),
        ("Security Hub findings", "AwsAccountId CreatedAt"),
        ("Security Hub findings", "Findings"),
        ("Amazon Inspector findings", "findings"),
        ("Checkov report", "check_type results"),
        ("KICS report", "queries files_scanned"),
        ("Semgrep report", "results errors"),
        ("Terraform plan", "format_version planned_values"),
        ("Terraform plan", "format_version resource_changes"),
        ("Terraform plan", "terraform_version"),
        ("detect-secrets report", "plugins_used results"),
        ("TruffleHog report", "SourceMetadata DetectorName"),
        ("nuclei report", "template-id"),
        ("Snyk report", "vulnerabilities dependencyCount"),
        ("Snyk report", "vulnerabilities packageManager"),
        ("recorded AWS answers", "service operation response"),
        ("Azure resources as PowerShell writes them", "file resource"),
        ("Azure resources as PowerShell writes them", "ResourceId Properties"),
        ("GitHub answer", "data"),
    )
)
INNER: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("tfsec report", "results", frozenset(["rule_id", "rule_provider"])),
    ("OSV-Scanner report", "results", frozenset(["source", "packages"])),
    ("Terrascan report", "results", frozenset(["scan_errors"])),
    ("Terrascan report", "results", frozenset(["violations"])),
)
CSV_COLUMNS = {
    "exportedTimestamp": "Defender for Cloud recommendations",
    "subscriptionId": "Defender for Cloud recommendations",
    "FINDING_UID": "Prowler findings",
    "cveID": "CISA's catalogue of known exploited vulnerabilities",
    "user": "AWS credential report",
}


def name(begin: Start, outline: Shape) -> str:
    """What a JSON document looks like; at worst "JSON"."""
    for known, member, keys in INNER:
        if keys <= outline.inner.get(member, frozenset()):
            return known
    for known, keys in KNOWN:
        if keys <= outline.keys:
            return known
    return "empty JSON" if begin.text.split() in (["null"], ["[]"], ["{}"]) else "JSON"


def others(file: Path, begin: Start, outline: Shape) -> Iterator[tuple[str, int]]:
    """What the file is and how many of it there are. Raises `BadInput` if it is not even that.

    Cost: the file is read once, as a stream.
    """
    suffix = file.suffix.lower()
    if outline.top or begin.text.startswith("null"):
        yield name(begin, outline), _elements(file, begin, outline)
    elif begin.text.startswith("<"):
        yield _xml(begin.text), 1
    elif suffix in (".csv", ".tsv"):
        yield _table(file, begin)
    elif suffix in (".json", ".jsonl", ".ndjson", ".sarif"):
        offline_text.whole(file, begin)  # says where it stops being JSON
        raise BadInput(At(file, 1), "a JSON list or object was expected; export it again")
    else:
        yield f"a {suffix or 'nameless'} file", 1


def _elements(file: Path, begin: Start, outline: Shape) -> int:
    """Elements of a list, or documents one after the other; checks the JSON on the way."""
    if not outline.top:
        offline_text.whole(file, begin)
        return 0
    prefix = "item" if outline.top == "[" else ""
    try:
        return sum(1 for _ in offline_text.stream(file, begin, prefix))
    except BadInput:
        document = offline_text.whole(file, begin)  # that lets more through
        return len(document) if isinstance(document, list) else 1


def _xml(text: str) -> str:
    if "cyclonedx" in text:
        return "CycloneDX bill of materials"
    return "Dependency-Check report" if "dependency-check" in text else "XML"


def _table(file: Path, begin: Start) -> tuple[str, int]:
    """A table by its heading. Line ends inside quotes do not count."""
    rows = csv.reader(offline_text.lines(file, begin), delimiter=_delimiter(begin.text))
    try:
        heading = [each.strip('\ufeff "') for each in next(rows)]
        count = sum(1 for row in rows if row)
    except csv.Error as error:
        raise BadInput(At(file, rows.line_num), f"not a table: {error}; export it again") from error
    for column in heading:
        if column in CSV_COLUMNS:
            return CSV_COLUMNS[column], count
    return "CSV", count


def _delimiter(text: str) -> str:
    heading = text.split("\n", 1)[0]
    return max(",;\t", key=heading.count)
