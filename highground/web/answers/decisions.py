"""What people decide, as they send it and as they get it back."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from highground.web.answers.common import Answer, Json, UtcTime

Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]
Id = Annotated[str, StringConstraints(min_length=1, max_length=2048)]


class NewAssignment(BaseModel, extra="forbid"):
    """Assign owner & set due date."""

    policy_id: Id
    resource_id: Id
    owner: Word = Field(description="An address, free text, or `unspecified`")
    due_on: date
    eta_on: date | None = Field(None, description="Needs `justification`")
    justification: Text | None = None
    grace: bool = False
    expected_version: int | None = Field(
        None, description="`assignment_version` as last read, none if there was no assignment"
    )


class ChangedAssignment(BaseModel, extra="forbid"):
    """Change owner & due date. What is left out stays; the ETA never moves the due date."""

    policy_id: Id
    resource_id: Id
    owner: Word | None = None
    due_on: date | None = None
    eta_on: date | None = None
    justification: Text | None = None
    grace: bool | None = None
    expected_version: int | None = None


class Assignment(Answer):
    """Who must fix what by when."""

    policy_id: str
    resource_id: str
    owner: str
    due_on: date
    eta_on: date | None
    justification: str | None
    grace: bool
    assigned_by: str
    assigned_at: UtcTime
    version: int


class NewExemption(BaseModel, extra="forbid"):
    """Exempt. A waiver needs a description."""

    name: Word
    description: Text = ""
    category: Literal["mitigated", "waiver"]
    policy_id: Id
    kind: Literal["resource", "resource_group", "account"]
    target: Id = Field(description="Resource id, resource group's scope id, or account")
    expires_at: AwareDatetime | None = Field(None, description="Its effect ends at that instant")


class Exemption(Answer):
    """A decision to leave a recommendation out of account."""

    id: str
    name: str
    description: str
    category: Literal["mitigated", "waiver"]
    policy_id: str
    kind: Literal["resource", "resource_group", "account"]
    target: str
    expires_at: UtcTime | None
    created_by: str
    created_at: UtcTime
    revoked_at: UtcTime | None
    version: int


class Assigned(Answer):
    """The assignment as it is now."""

    assignment: Assignment
    decision_version: int = Field(description="Send as `X-Seen-Version` with the next request")


class Exempted(Answer):
    """The exemption as it is now."""

    exemption: Exemption
    decision_version: int


class Decided(Answer):
    """Done."""

    decision_version: int


class Event(Answer):
    """One entry of the log of decisions."""

    seq: int
    at: UtcTime
    by: str
    kind: str
    detail: Json
