"""What a collector yields: raw resources, coverage of every look it took, and scanner reports.

A look is one read-only API call that answers for one aspect: `list`, or a follow-up question
about one resource. Coverage adds the looks up to one row per account, region, type and aspect;
a resource names those of its own aspects that failed. No coverage row means nobody looked.

A source works in units (one service in one region, one file). A unit that finished is never read
again when an interrupted scan resumes, and what a unit is expected to look at is written down
before it reads, so that a unit which silently vanishes is a failed look.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


class Outcome(StrEnum):
    """How a look ended. Only `complete` shows everything there is."""

    COMPLETE = "complete"
    PARTIAL = "partial"
    DENIED = "denied"
    THROTTLED = "throttled"
    FAILED = "failed"
    NOT_ENABLED = "not_enabled"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class Missing:
    """An aspect of one resource that could not be read, and the provider's code."""

    aspect: str
    code: str


@dataclass(frozen=True, slots=True)
class Raw:
    """One resource in the provider's own words, plus what is needed to find it again.

    Each follow-up aspect is either a member of `aspects`, empty if the provider says that nothing
    is configured, or an entry of `missing`. No default is ever written into either document.
    `envelope` holds Resource Graph's further columns as far as the provider has them: tenantId,
    kind, location, resourceGroup, managedBy, sku, plan, identity, zones, extendedLocation.
    """

    id: str
    name: str
    type: str
    environment: str  # Azure, AWS, GCP
    account: str
    region: str
    listed_in: str
    properties: Mapping[str, Any]
    aspects: Mapping[str, Any] = field(default_factory=dict)
    missing: tuple[Missing, ...] = ()
    tags: Mapping[str, str] | None = None  # None: this listing does not show tags
    envelope: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Coverage:
    """All looks at one aspect of one type in one region of one account."""

    account: str
    region: str
    type: str
    aspect: str
    outcome: Outcome
    code: str
    count: int
    looked_at: datetime
    environment: str
    source: str
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One scanner report on one target. `resource_id` only if a manifest says what it is about."""

    id: str
    scanner: str
    kind: str  # vulnerability, secret
    target: str
    resource_id: str | None
    file: str
    taken_at: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a report reports, in the columns of the table `findings`. Never a secret."""

    id: str
    report_id: str
    kind: str
    finding: str
    title: str
    description: str
    severity: str
    cvss: float | None = None
    package: str | None = None
    version: str | None = None
    fixed_version: str | None = None
    location: str | None = None
    url: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


Item = Raw | Coverage | Report | Finding


class Source(Protocol):
    """Somewhere that resources come from: a connector to a cloud, or a file."""

    @property
    def kind(self) -> str:
        """What kind of source it is: aws, azure, files, …"""

    def units(self) -> Sequence[str]:
        """Names of the pieces that can be read on their own, in a stable order."""

    def expected(self, unit: str, at: datetime) -> Iterable[Coverage]:
        """The looks that `unit` will take, as failed ones: what it yields replaces them."""

    def collect(self, unit: str, at: datetime) -> Iterator[Item]:
        """Read one unit. What the world refuses becomes coverage; nothing is raised for it."""


def sum_up(looks: Sequence[tuple[Outcome, str]]) -> tuple[Outcome, str, int]:
    """Many looks at one aspect as one: how it ended, the first failure's code, how many saw."""
    failures = [each for each in looks if each[0] is not Outcome.COMPLETE]
    count = len(looks) - len(failures)
    if not failures:
        return Outcome.COMPLETE, "", count
    outcome, code = failures[0]
    return (Outcome.PARTIAL if count else outcome), code, count
