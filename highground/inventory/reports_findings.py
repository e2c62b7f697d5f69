"""What all scanner reports share: severities, scores, and the ids of reports and findings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from highground.ids import digest
from highground.inventory.collect import Finding

# Scanners' words for the four severities. Whatever else they say is unknown.
SEVERITIES = {
    "negligible": "low",
    "low": "low",
    "minor": "low",
    "medium": "medium",
    "moderate": "medium",
    "high": "high",
    "important": "high",
    "critical": "critical",
}


def severity(word: object) -> str:
    """low, medium, high or critical; unknown for any other word and for none."""
    return SEVERITIES.get(str(word).strip().lower(), "unknown")


def report_id(scanner: str, kind: str, target: str) -> str:
    """The same for each report of a scanner on one target, so that a newer one replaces it."""
    return digest(scanner, kind, target)


def finding_id(report: str, kind: str, *parts: str | None) -> str:
    """Stable between runs: the same thing found again has the same id."""
    return digest(report, kind, *(part or "" for part in parts))


def once(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Each finding once: scanners repeat what they meet on several ways."""
    seen: set[str] = set()
    for each in findings:
        if each.id not in seen:
            seen.add(each.id)
            yield each


def number(value: object) -> float | None:
    """A score between 0 and 10; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= 10 else None


def time(value: object, otherwise: datetime) -> datetime:
    """A scanner's time, in UTC; `otherwise` if it gives none that can be read."""
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        return otherwise
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found if found.year > 1 else otherwise


def text(value: Any) -> str:
    """A scanner's text; "" for what is none."""
    return value if isinstance(value, str) else ""


def members(value: Any) -> list[dict[str, Any]]:
    """The objects in a list; nothing else in it is looked at."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
