"""What the frame of the console is told: who is there, and what the pages rest on."""

from __future__ import annotations

from pydantic import Field

from highground.web.answers.common import Answer, UtcTime


class Session(Answer):
    """Who is signed in."""

    user: str
    csrf_token: str = Field(description="Send as `X-CSRF-Token` with every change")


class SnapshotBrief(Answer):
    """The facts on show."""

    id: str
    began_at: UtcTime
    published_at: UtcTime | None


class Account(Answer):
    """One account that was looked at."""

    account: str
    environment: str
    resources: int
    gaps: int = Field(description="Looks that did not complete")
    unknown: int = Field(description="Unknown verdicts")


class Scan(Answer):
    """A scan that is going on."""

    id: str
    state: str
    done: int = Field(description="Units read")
    total: int | None = Field(description="None: it does not know yet")
    message: str = Field(description="What it is doing")
    began_at: UtcTime | None = Field(description="None: it waits")


class Status(Answer):
    """What every page rests on."""

    snapshot: SnapshotBrief | None = Field(description="None: nothing was scanned yet")
    decision_version: int
    now: UtcTime
    gaps: int = Field(description="Gaps in coverage: rows of `/api/coverage/gaps`")
    unknown: int = Field(description="Unknown verdicts")
    unmatched: int = Field(description="Reports that name no resource we know")
    accounts: list[Account]
    scan: Scan | None
