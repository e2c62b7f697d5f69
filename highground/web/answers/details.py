"""What one recommendation tells: every field of its page, and why it says so."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from highground.posture.vocabulary import Factor
from highground.web.answers.common import (
    Answer,
    Environment,
    Evidence,
    ItemStatus,
    Json,
    Levels,
    Maturity,
    Missing,
    Page,
    RiskLevel,
    Severities,
    Severity,
    UtcTime,
    VerdictStatus,
)
from highground.web.answers.decisions import Event, Exemption

FindingSeverity = Literal["critical", "high", "medium", "low", "unknown"]


class Reason(Answer):
    """One part of the sum behind a risk level, with its proof."""

    part: str = Field(description="severity, likelihood, impact, path")
    factor: str | None
    points: int
    why: str
    evidence: list[Evidence]


class FactorSeen(Answer):
    """What is known of one risk factor of the resource."""

    factor: Factor
    value: str | None = Field(description="None: not evaluated, see `missing`")
    evidence: list[Evidence]
    missing: list[Missing]


class ResourceBrief(Answer):
    """The resource that a verdict is about; or the account, where its listing did not complete."""

    id: str
    name: str
    type: str
    environment: Environment | None
    account: str
    region: str | None
    resource_group: str | None
    is_account: bool = Field(description="Stands for all resources of the type that nobody saw")
    last_seen_at: UtcTime | None = Field(description="None: seen by the last look at it")


class Scope(Answer):
    """What contains the resource."""

    scope_id: str
    account: str
    kind: Literal["resource_group", "account"]


class Named(Answer):
    """An ATT&CK tactic or technique."""

    id: str
    name: str
    url: str | None = None


class Remediation(Answer):
    """How to fix it."""

    manual: str | None = None
    cli: str | None = None
    terraform: str | None = None


class Queries(Answer):
    """The texts behind *Open query*."""

    resources: str = Field(description="All resources that this recommendation affects")
    resource: str = Field(description="This one row")
    findings: str | None = Field(description="Its security findings; none: it has none")


class PolicyBrief(Answer):
    """A recommendation's definition, as `policies` has it."""

    id: str
    title: str
    severity: Severity
    environment: Environment
    applies_to: str
    view: Literal["misconfiguration", "vulnerability", "secret"]
    category: str | None
    maturity: Maturity
    description: str | None
    control: str | None
    user_impact: str | None
    implementation_effort: str | None
    standards: list[str]
    assessment_key: str
    source: str | None


class Details(Answer):
    """One policy and one resource: all that its page shows."""

    policy: PolicyBrief
    resource: ResourceBrief
    scope: Scope
    verdict: VerdictStatus
    status: ItemStatus
    risk_level: RiskLevel | None = Field(description="None: the verdict is not unhealthy")
    at_least: bool
    points: int | None
    reasons: list[Reason]
    unseen: list[Factor] = Field(description="The factors behind `at_least`")
    factors: list[Factor] = Field(description="All that are true of the resource")
    factors_seen: list[FactorSeen]
    attack_paths: int
    attack_paths_evaluated: bool
    freshness: str = Field(description="`-` until assessments have a schedule")
    evaluated_at: UtcTime
    changed_at: UtcTime | None
    owner: str | None
    suggested_owner: str | None
    due_on: date | None
    eta_on: date | None
    justification: str | None
    grace: bool | None
    assignment_version: int | None = Field(description="Send back to change the assignment")
    tactics: list[Named]
    techniques: list[Named]
    clause: str | None = Field(description="The line of the policy that decided")
    evidence: list[Evidence]
    missing: list[Missing]
    findings: Severities | None = Field(description="None: this recommendation has no findings")
    remediation: Remediation
    exemption: Exemption | None = Field(description="The one in effect")
    exemptions: list[Exemption] = Field(description="All that match, narrowest first")
    history: list[Event]
    queries: Queries


class Finding(Answer):
    """One thing that a scanner reported on the resource."""

    id: str
    report_id: str
    kind: Literal["vulnerability", "secret"]
    finding: str
    title: str | None
    description: str | None
    severity: FindingSeverity
    cvss: float | None
    package: str | None
    version: str | None
    fixed_version: str | None
    location: str | None
    url: str | None
    known_exploited: bool | None
    details: Json
    scanner: str | None
    taken_at: UtcTime | None


class AffectedResource(Answer):
    """One resource on the for-all-resources page."""

    resource: ResourceBrief
    verdict: VerdictStatus
    status: ItemStatus
    reason: str | None = Field(description="Why it is not applicable or not known, in words")
    risk_level: RiskLevel | None
    at_least: bool
    factors: list[Factor]
    attack_paths: int
    owner: str | None
    suggested_owner: str | None
    due_on: date | None
    eta_on: date | None
    assignment_version: int | None
    exemption_id: str | None
    missing: list[Missing]
    changed_at: UtcTime | None


class Counts(Answer):
    """Resources of one policy by tab. Exempted ones stand under `not_applicable` too."""

    unhealthy: int
    healthy: int
    not_applicable: int
    unknown: int
    exempted: int


class AllResources(Page[AffectedResource]):
    """One policy for all resources: the tab asked for, and the counts of all tabs."""

    policy: PolicyBrief
    remediation: Remediation
    tactics: list[Named]
    techniques: list[Named]
    tab: VerdictStatus
    counts: Counts
    levels: Levels
    query: str = Field(description="All resources that this recommendation affects, as KQL")
    findings_query: str | None
