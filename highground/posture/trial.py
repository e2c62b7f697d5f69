"""Try a policy on the cases beside it: what `highground policies test` and our own tests run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from duckdb import DuckDBPyConnection
from pydantic import BaseModel, Field, TypeAdapter

from highground import content
from highground.errors import At, BadPolicy
from highground.kql.sql import connect
from highground.posture.assess import assess
from highground.posture.defaults import Absences
from highground.posture.policies import Policy
from highground.tables.graph import EXPOSURE
from highground.tables.inventory import COVERAGE, FINDINGS, RESOURCES
from highground.tables.posture import LAST_VERDICTS

# When cases happen, unless one says otherwise: policies that read the clock need one that stands.
AT = datetime(2026, 1, 5, tzinfo=UTC)

ACCOUNT = "0000000"  # and the number of the case


class Origin(BaseModel, frozen=True, extra="forbid"):
    """Where a case was cut from: lines of a file of recorded documents, or a provider's page."""

    file: str | None = None
    line: int | tuple[int, ...] = ()
    page: str | None = None

    @property
    def lines(self) -> tuple[int, ...]:
        """The lines, counted from 1."""
        return (self.line,) if isinstance(self.line, int) else self.line


class Other(BaseModel, frozen=True, extra="forbid"):
    """Another resource in the same account, for policies that look at more than one."""

    id: str
    type: str
    properties: dict[str, Any] = {}
    aspects: dict[str, Any] = {}
    missing: tuple[dict[str, str], ...] = ()
    last_seen_at: datetime | None = None


class Look(BaseModel, frozen=True, extra="forbid"):
    """How a look ended that is not `complete`."""

    type: str
    aspect: str = "list"
    outcome: str
    code: str = ""


class Case(BaseModel, frozen=True, extra="forbid"):
    """The smallest resource that earns one verdict, and why it does."""

    status: Literal["healthy", "unhealthy", "not_applicable", "unknown"]
    why: str
    source: Origin | None = Field(None, alias="from")
    at: datetime = AT
    id: str = "it"
    name: str = "it"
    kind: str | None = None
    location: str | None = None
    managedBy: str | None = None
    sku: dict[str, Any] | None = None
    plan: dict[str, Any] | None = None
    identity: dict[str, Any] | None = None
    zones: list[str] | None = None
    tags: dict[str, Any] | None = {}
    properties: dict[str, Any] | None = {}
    aspects: dict[str, Any] = {}
    missing: tuple[dict[str, str], ...] = ()
    last_seen_at: datetime | None = None
    others: tuple[Other, ...] = ()
    looks: tuple[Look, ...] = ()


FILE = TypeAdapter(list[Case])


def cases(policy_file: Path) -> list[Case]:
    """The cases beside a policy file, or `BadPolicy` at the first line that is wrong."""
    file = policy_file.with_suffix(".cases.yaml")
    if not file.is_file():
        raise BadPolicy(At(policy_file, 1), f"has no cases: write {file.name} beside it")
    return content.read(file, FILE, BadPolicy)


def try_cases(
    con: DuckDBPyConnection, policy: Policy, group: Sequence[Case], absences: Absences
) -> list[str]:
    """The verdict that `policy` gives of each case's resource. `con` is an empty database.

    Cases are accounts of one estate and are judged together, but for those of another time and
    those of a query, which look at resources by their ids.
    """
    if policy.query is not None:
        return [_together(con, policy, [case], absences)[0] for case in group]
    found: dict[int, str] = {}
    for at in {case.at for case in group}:
        alike = [n for n, case in enumerate(group) if case.at == at]
        statuses = _together(con, policy, [group[n] for n in alike], absences)
        found |= dict(zip(alike, statuses, strict=True))
    return [found[n] for n in range(len(group))]


def failures(policy: Policy, group: Sequence[Case], absences: Absences) -> list[str]:
    """What each case of a policy should have given and did not, in words."""
    given = zip(group, try_cases(connect(), policy, group, absences), strict=True)
    return [
        f"{policy.id}: {case.why}: wanted {case.status}, got {status}"
        for case, status in given
        if status != case.status
    ]


def _together(
    con: DuckDBPyConnection, policy: Policy, group: Sequence[Case], absences: Absences
) -> list[str]:
    for table in (RESOURCES, COVERAGE, FINDINGS, EXPOSURE, LAST_VERDICTS):
        con.execute(table.ddl.replace("CREATE TABLE", "CREATE OR REPLACE TABLE"))
    for n, case in enumerate(group):
        _place(con, policy, case, f"{ACCOUNT}{n}")
    at = group[0].at.astimezone(UTC).replace(tzinfo=None)
    [rows] = assess(con, [policy], absences, at)
    own = rows.filter("resource_id NOT IN (SELECT account FROM resources)")
    by_account = dict(own.project("account, status").fetchall())
    return [str(by_account[f"{ACCOUNT}{n}"]) for n in range(len(group))]


def _place(con: DuckDBPyConnection, policy: Policy, case: Case, account: str) -> None:
    """Put a case, what it says is around it, and how the looks ended, into an account."""
    _insert(con, "resources", _row(case, policy.applies_to, account))
    for other in case.others:
        _insert(con, "resources", _row(other, other.type, account))
    said = {(look.type, look.aspect): look for look in case.looks}
    for need in policy.needs:
        for aspect in ("list", *need.aspects):
            said.setdefault((need.type, aspect), Look(type=need.type, outcome="complete"))
    for (type_, aspect), look in said.items():
        row = {**look.model_dump(), "type": type_, "aspect": aspect, "region": "r", "count": 1}
        _insert(con, "coverage", {**row, "account": account, "scope_id": account})


def _row(case: Case | Other, type_: str, account: str) -> dict[str, Any]:
    given = case.model_dump(exclude={"status", "why", "source", "at", "others", "looks"})
    return {**given, "type": type_, "account": account, "scope_id": account}


def _insert(con: DuckDBPyConnection, table: str, row: dict[str, Any]) -> None:
    given = {name: value for name, value in row.items() if value is not None}
    values = [json.dumps(v) if isinstance(v, dict) or k == "zones" else v for k, v in given.items()]
    names = ", ".join(f'"{name}"' for name in given)
    marks = ", ".join("?" * len(given))
    con.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", values)
