"""What the coverage page is told: looks, gaps, reports that match nothing."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from highground.web.answers.common import Answer, Environment, Severities, UtcTime

Outcome = Literal[
    "complete", "partial", "denied", "throttled", "failed", "not_enabled", "unsupported"
]


class Look(Answer):
    """All looks at one aspect of one type in one region of one account."""

    account: str
    region: str
    type: str
    aspect: str
    outcome: Outcome
    code: str
    count: int
    looked_at: UtcTime
    environment: Environment
    source: str
    needs: str


class Gap(Answer):
    """Something that could not be read, and what that costs."""

    environment: Environment
    account: str
    type: str
    aspect: str
    outcome: Outcome | Literal["not_looked"] = Field(description="`not_looked`: nobody tried")
    code: str = Field(description="The provider's own")
    needs: str = Field(description="The permission that would help; empty: none would")
    regions: list[str]
    resources: int = Field(description="Seen there all the same")
    unknown: int = Field(description="Verdicts that are unknown because of it")
    policies: int = Field(description="Policies that cannot judge because of it")


class UnmatchedReport(Answer):
    """A scanner report that names no resource we know."""

    id: str
    scanner: str
    kind: Literal["vulnerability", "secret"]
    target: str
    file: str
    taken_at: UtcTime
    findings: Severities
