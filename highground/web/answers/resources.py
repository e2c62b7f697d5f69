"""What a resource's page is told."""

from __future__ import annotations

from pydantic import Field

from highground.web.answers.common import (
    Answer,
    Environment,
    Evidence,
    Json,
    Missing,
    RiskLevel,
    Severity,
    UtcTime,
    VerdictStatus,
)
from highground.web.answers.details import FactorSeen


class Exposure(Answer):
    """How far the resource can be reached from the internet."""

    width: str | None = Field(description="wide, narrow, trusted, none; none: not evaluated")
    anonymous: bool | None
    unencrypted: bool | None
    rules: Json = Field(description="What is open, each with the hops that open it")
    evidence: list[Evidence]
    missing: list[Missing]


class ResourceVerdict(Answer):
    """What one policy says of the resource."""

    policy_id: str
    title: str
    severity: Severity
    status: VerdictStatus
    risk_level: RiskLevel | None
    missing: list[Missing]
    changed_at: UtcTime | None


class Resource(Answer):
    """One resource in the provider's own words, and all that is concluded from it."""

    id: str
    name: str
    type: str
    environment: Environment
    account: str
    region: str
    scope_id: str
    location: str | None
    resource_group: str | None
    kind: str | None
    properties: Json
    aspects: Json
    tags: Json
    sku: Json
    identity: Json
    missing: list[Missing]
    first_seen_at: UtcTime | None
    changed_at: UtcTime | None
    last_seen_at: UtcTime | None = Field(description="None: seen by the last look at it")
    exposure: Exposure | None = Field(description="None: never evaluated for this type")
    factors: list[FactorSeen]
    verdicts: list[ResourceVerdict]
    query: str
