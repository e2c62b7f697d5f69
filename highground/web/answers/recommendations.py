"""What the Recommendations page is told: its rows in three groupings, facets, cards, query."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from highground.posture.vocabulary import Factor
from highground.web.answers.common import (
    Answer,
    Environment,
    Levels,
    Maturity,
    Page,
    RiskLevel,
    Severity,
    Status,
    Statuses,
    UtcTime,
    View,
)

Exposed = Literal["yes", "no", "not_evaluated"]


class Recommendation(Answer):
    """One row of the flat list: an unhealthy verdict with its risk, status, owner and due date."""

    policy_id: str
    resource_id: str
    scope_id: str
    account: str
    environment: Environment
    title: str = Field(examples=["S3 buckets should block public access"])
    severity: Severity
    view: View
    category: str | None
    maturity: Maturity
    resource_name: str
    resource_type: str
    resource_group: str | None
    region: str | None
    risk_level: RiskLevel
    points: int | None
    at_least: bool = Field(description="A factor nobody saw could raise the level")
    factors: list[Factor]
    exposed: Exposed
    attack_paths: int
    status: Status
    owner: str | None
    suggested_owner: str | None
    due_on: date | None
    eta_on: date | None
    justification: str | None
    grace: bool | None
    exemption_id: str | None
    exemption_category: Literal["waiver", "mitigated"] | None
    changed_at: UtcTime | None


class Title(Answer):
    """One row by title: a policy and what the filters leave of its recommendations."""

    policy_id: str
    title: str
    severity: Severity
    environment: Environment
    view: View
    category: str | None
    maturity: Maturity
    resource_type: str
    affected: int = Field(description="Recommendations that the filters leave")
    total: int = Field(description="Resources that the policy judged healthy or unhealthy")
    unknown: int = Field(description="Unknown verdicts of this policy")
    risk_level: RiskLevel = Field(description="The highest")
    at_least: bool
    levels: Levels
    factors: list[Factor] = Field(description="Union over the rows")
    attack_paths: int
    statuses: Statuses


class ResourceGroup(Answer):
    """One row by resource, and what the filters leave of its recommendations."""

    resource_id: str
    resource_name: str
    resource_type: str
    resource_group: str | None
    environment: Environment
    account: str
    scope_id: str
    region: str | None
    recommendations: int
    unknown: int = Field(description="Unknown verdicts on this resource")
    risk_level: RiskLevel = Field(description="The highest")
    at_least: bool
    levels: Levels
    factors: list[Factor]
    exposed: Exposed
    attack_paths: int
    owners: list[str]
    statuses: Statuses


class FlatPage(Page[Recommendation]):
    """`group=flat`."""

    group: Literal["flat"] = "flat"


class TitlePage(Page[Title]):
    """`group=title`."""

    group: Literal["title"] = "title"


class ResourcePage(Page[ResourceGroup]):
    """`group=resource`."""

    group: Literal["resource"] = "resource"


AnyPage = Annotated[FlatPage | TitlePage | ResourcePage, Field(discriminator="group")]


class FacetValue(Answer):
    """A value of a filter and how many rows it would give with the other filters as they are."""

    value: str = Field(description="As the filter takes it; empty: nobody, nothing")
    label: str = Field(description="As people read it")
    count: int


class Facets(Answer):
    """For each filter its values with counts; each is counted without its own filter."""

    view: list[FacetValue]
    environment: list[FacetValue]
    risk_level: list[FacetValue]
    factor: list[FacetValue]
    exposed: list[FacetValue]
    category: list[FacetValue]
    status: list[FacetValue]
    severity: list[FacetValue]
    maturity: list[FacetValue]
    resource_type: list[FacetValue]
    account: list[FacetValue]
    owner: list[FacetValue]
    due: list[FacetValue]
    tactic: list[FacetValue]
    policy_id: list[FacetValue]
    resource_id: list[FacetValue] = Field(description="The 100 with most recommendations")


class Point(Answer):
    """The score of one day."""

    day: date
    score: float | None
    low: float | None


class ScoreCard(Answer):
    """The cloud secure score. It follows view, environment and account, no other filter."""

    scope: str = Field(description="Empty: everything; else an environment or an account")
    view: View
    score: float | None = Field(description="0 to 100; none: nothing to count")
    low: float | None = Field(description="If every unknown were open at Critical; none: unstated")
    unlisted: list[str] = Field(description="Never listed: why `low` is not stated")
    badge: str | None = Field(description="In words, such as `Needs attention`")
    delta: float | None = Field(description="Against the oldest point of the last 7 days")
    history: list[Point]
    resources: int
    unknown_resources: int


class AttackPaths(Answer):
    """Active attack paths. Where they were not evaluated, 0 says nothing."""

    count: int
    evaluated: bool


class Summary(Answer):
    """The cards above the list, for its view and filters."""

    score: ScoreCard | None = Field(description="None: no score was computed for this scope")
    levels: Levels
    statuses: Statuses
    overdue: int
    unknown: int
    attack_paths: AttackPaths


class ListQuery(Answer):
    """The list as KQL."""

    query: str = Field(description="Gives the rows that the filters leave")
    whole: str = Field(description="The whole list with governance status, Resource Graph's way")
