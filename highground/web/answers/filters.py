"""The filters of the Recommendations page, as a URL holds them. Each may be given many times."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from highground.posture.vocabulary import Category, Factor, Tactic
from highground.web.answers.common import (
    Environment,
    Maturity,
    RiskLevel,
    Severity,
    Status,
    View,
)
from highground.web.answers.coverage import Outcome
from highground.web.answers.details import FindingSeverity
from highground.web.answers.recommendations import Exposed

Due = Literal["overdue", "in_7_days", "in_30_days", "later", "none"]
Group = Literal["flat", "title", "resource"]
Sort = Literal[
    "risk",
    "-risk",
    "title",
    "-title",
    "resource_name",
    "-resource_name",
    "resource_type",
    "-resource_type",
    "environment",
    "-environment",
    "account",
    "-account",
    "severity",
    "-severity",
    "attack_paths",
    "-attack_paths",
    "owner",
    "-owner",
    "status",
    "-status",
    "due_on",
    "-due_on",
    "changed_at",
    "-changed_at",
    "count",
    "-count",
]
Many = Annotated[list[str], Field(max_length=200)]


class Filters(BaseModel, extra="forbid"):
    """What narrows the list. Values of one filter are alternatives, filters add up."""

    view: View = "all"
    environment: list[Environment] = []
    risk_level: list[RiskLevel] = []
    factor: list[Factor] = []
    exposed: list[Exposed] = []
    category: list[Category] = Field([], description="The workload")
    status: list[Status] = Field([], description="Left out: all but exempted")
    severity: list[Severity] = []
    maturity: list[Maturity] = []
    resource_type: Many = []
    account: Many = []
    owner: Many = Field([], description="Empty text: nobody")
    due: list[Due] = []
    tactic: list[Tactic] = []
    policy_id: Many = []
    resource_id: Many = []
    q: str = Field("", max_length=200, description="In title or resource name, in any case")


class Asked(Filters):
    """A page of the Recommendations list."""

    group: Group = "flat"
    sort: Sort = Field("risk", description="With `-`: the other way round. `risk` is page order")
    after: str = Field("", max_length=500)
    limit: int = Field(100, ge=1, le=500)


class Paged(BaseModel, extra="forbid"):
    """A page of any list."""

    after: str = Field("", max_length=500)
    limit: int = Field(100, ge=1, le=500)


class AskedLooks(Paged):
    """A page of coverage."""

    outcome: list[Outcome] = []
    environment: list[Environment] = []
    account: Many = []
    type: Many = []


class AskedFindings(Paged):
    """A page of the findings on one resource."""

    resource_id: str = Field(min_length=1, max_length=2048)
    severity: list[FindingSeverity] = []
    q: str = Field("", max_length=200, description="In id, title, package or location")
