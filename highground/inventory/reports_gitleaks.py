"""gitleaks' JSON reports, of version 8 and of version 7. No secret is kept, only a hash of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from highground.ids import digest
from highground.inventory.collect import Finding, Report
from highground.inventory.offline_shape import Shape
from highground.inventory.reports_findings import finding_id, members, once, report_id, text

SCANNER = "gitleaks"
KIND = "secret"

# https://github.com/org/repo/blob/<commit>/file, and GitLab's …/repo/-/blob/…
LINK = re.compile(r"^https?://([^?#]+?)/(?:-/)?(?:blob|src|raw|commit)/")


def recognises(outline: Shape) -> bool:
    """Is this a list of leaks, as version 8 or as version 7 spells them?"""
    eight = {"RuleID", "File"} <= outline.keys and bool(outline.keys & {"Secret", "Match"})
    return outline.top == "[" and (eight or {"offender", "rule", "file"} <= outline.keys)


def read(
    document: Any, file: str, resource: str | None, at: datetime
) -> Iterator[Report | Finding]:
    """The report and what it found; `null` and `[]` are reports that found nothing.

    gitleaks names what it scanned only where it links to it; else the file's name stands for it.
    """
    leaks = members(document)
    target = next(filter(None, map(_repository, leaks)), resource or file)
    report = report_id(SCANNER, KIND, target)
    findings = list(once(_finding(report, each) for each in leaks))
    yield Report(
        id=report,
        scanner=SCANNER,
        kind=KIND,
        target=target,
        resource_id=resource,
        file=file,
        taken_at=at,
        count=len(findings),
    )
    yield from findings


def odd(_document: Any) -> Counter[str]:
    """What the report holds that nobody here understands yet: nothing."""
    return Counter()


def _repository(leak: Mapping[str, Any]) -> str:
    """The repository that a leak is in, without scheme and credentials."""
    link = LINK.match(text(leak.get("Link")) or text(leak.get("leakURL")))
    found = link.group(1) if link else text(leak.get("repoURL")).partition("://")[2]
    return found.rpartition("@")[2].removesuffix(".git")


def _finding(report: str, leak: Mapping[str, Any]) -> Finding:
    """One leak. `line`, `Match` and the commit's message may quote the secret: never kept."""
    rule = text(leak.get("RuleID")) or text(leak.get("rule"))
    secret = text(leak.get("Secret")) or text(leak.get("offender"))
    path = _without(secret, text(leak.get("File")) or text(leak.get("file")))
    line = leak.get("StartLine", leak.get("lineNumber"))
    commit = text(leak.get("Commit")) or text(leak.get("commit"))
    location = f"{path}:{line}" if isinstance(line, int) else path
    # a hash that is bound to the place, so that it cannot be looked up in a list of hashes
    fingerprint = digest(SCANNER, rule, path, secret) if secret else ""
    return Finding(
        id=finding_id(report, KIND, rule, location, commit, fingerprint),
        report_id=report,
        kind=KIND,
        finding=rule,
        title=_without(secret, text(leak.get("Description")) or rule),
        description="",
        severity="unknown",  # gitleaks gives none
        location=location or None,
        details={
            "commit": commit,
            "at": text(leak.get("Date")) or text(leak.get("date")),
            "fingerprint": fingerprint,
        },
    )


def _without(secret: str, words: str) -> str:
    """A text that does not quote the secret."""
    return words.replace(secret, "***") if secret else words
