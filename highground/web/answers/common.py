"""The words and small shapes that many answers share. Closed sets are those of the tables."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
    WithJsonSchema,
)

from highground.web.json import parsed

Environment = Literal["Azure", "AWS", "GCP"]
View = Literal["all", "misconfiguration", "vulnerability", "secret"]
Severity = Literal["critical", "high", "medium", "low"]
RiskLevel = Literal["critical", "high", "medium", "low", "not_evaluated"]
VerdictStatus = Literal["unhealthy", "healthy", "not_applicable", "unknown"]
Status = Literal["unassigned", "on_time", "overdue", "exempted"]
ItemStatus = Literal[
    "unassigned", "on_time", "overdue", "exempted", "completed", "not_applicable", "unknown"
]
Maturity = Literal["ga", "preview"]

Json = Annotated[JsonValue, BeforeValidator(parsed)]


def _utc(at: datetime) -> str:
    utc = at if at.tzinfo is None else at.astimezone(UTC)
    return utc.replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


# The tables hold UTC without a zone; an answer says so, or a browser would take it for local time.
UtcTime = Annotated[
    datetime,
    PlainSerializer(_utc, return_type=str),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]

Item = TypeVar("Item")


class Answer(BaseModel):
    """Something that the API answers: each of its fields is always there."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=True)


class Refusal(BaseModel):
    """The one shape of every error."""

    code: str
    message: str
    line: int | None = Field(None, description="Of a query that does not parse, from 1")
    column: int | None = Field(None, description="Of a query that does not parse, from 1")
    request_id: str | None = Field(None, description="Of a fault that is ours: quote it")


class Page(Answer, Generic[Item]):
    """One page of a list in a stable order."""

    items: list[Item]
    next: str | None = Field(description="Pass as `after` to get the following page")
    unknown: int = Field(
        description="Verdicts that are not known. Filters on facts narrow it; those on risk, "
        "status, owner and dates do not, because nobody knows these of an unknown verdict"
    )
    total: int = Field(description="Items on all pages together")


class Evidence(Answer):
    """A value at a path of a resource, on which a conclusion rests."""

    resource_id: str
    path: str
    value: Json


class Missing(Answer):
    """What was not seen, why, and which permission would help."""

    aspect: str
    code: str = Field(description="The provider's own; empty: nobody says why")
    outcome: str | None = Field(None, description="How the look ended; none: nobody looked")
    needs: str | None = Field(None, description="The permission that the look takes")


class Levels(Answer):
    """Open recommendations by risk level."""

    critical: int = 0
    high: int = 0
    medium: int = 0
    low: int = 0
    not_evaluated: int = 0


class Statuses(Answer):
    """Recommendations by status."""

    unassigned: int = 0
    on_time: int = 0
    overdue: int = 0
    exempted: int = 0


class Severities(Answer):
    """Findings by severity; `unknown` where the scanner does not say."""

    critical: int = 0
    high: int = 0
    medium: int = 0
    low: int = 0
    unknown: int = 0
    total: int = 0


Responses = dict[int | str, dict[str, Any]]
REFUSALS: Responses = {
    "4XX": {"model": Refusal, "description": "Refused: what is wrong, and where"},
    "5XX": {"model": Refusal, "description": "Our fault: logged under `request_id`"},
}
