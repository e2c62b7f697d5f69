"""Decisions: what is asked for is checked against what is on show, then written to the log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends

from highground.decisions.store import Assign, Exempt
from highground.errors import BadQuery, Conflict, NotFound
from highground.web.answers.common import Page
from highground.web.answers.decisions import (
    Assigned,
    Assignment,
    ChangedAssignment,
    Decided,
    Event,
    Exempted,
    Exemption,
    NewAssignment,
    NewExemption,
)
from highground.web.door import Visitor, visitor
from highground.web.paging import Turn
from highground.web.reading import Reader, reader
from highground.web.rows import one, shaped

VERDICT_SQL = """
SELECT policy_id, resource_id, scope_id, account, status
FROM verdicts
WHERE policy_id = $policy_id AND resource_id = $resource_id
"""

ASSIGNMENT_SQL = """
SELECT * FROM assignments WHERE policy_id = $policy_id AND resource_id = $resource_id
"""

EXEMPTION_SQL = "SELECT * FROM exemptions WHERE id = $id"

# An exemption goes where the policy has something to say: it holds for later resources too.
TARGETS_SQL = {
    "resource": "SELECT scope_id, account FROM resources WHERE id = $target",
    "resource_group": "SELECT scope_id, account FROM resources WHERE scope_id = $target LIMIT 1",
    "account": "SELECT account AS scope_id, account FROM coverage WHERE account = $target LIMIT 1",
}

EXEMPTIONS_SQL = """
SELECT * FROM exemptions ORDER BY created_at DESC, id LIMIT $limit OFFSET $start
"""
EXEMPTION_COUNTS_SQL = """
SELECT
    (SELECT count(*) FROM exemptions) AS total,
    (SELECT count(*) FROM verdicts WHERE status = 'unknown') AS unknown
"""


@dataclass(frozen=True, slots=True)
class Decider:
    """One visitor's way to decide. What is out of the reader's scope cannot be decided on."""

    reading: Reader
    who: Visitor

    def assign(self, asked: NewAssignment) -> Assigned:
        """Assign an unhealthy resource to somebody; `Conflict` if somebody else was first."""
        found = self._verdict(asked.policy_id, asked.resource_id)
        if found["status"] != "unhealthy":
            raise Conflict(f"there is nothing to fix: its verdict is {found['status']}")
        wanted = asked.model_dump(exclude={"expected_version"})
        return self._assign(Assign(**wanted, **_place(found)), asked.expected_version)

    def change(self, asked: ChangedAssignment) -> Assigned:
        """Change what is given; `eta_on: null` takes the ETA back."""
        now = self._assignment(asked.policy_id, asked.resource_id)
        given = asked.model_dump(exclude_unset=True, exclude={"expected_version"})
        if any(given.get(name, "") is None for name in ("owner", "due_on", "grace")):
            raise BadQuery("owner, due_on, grace: leave out what shall stay as it is")
        if "eta_on" in given and given["eta_on"] is None:
            given["justification"] = None
        names = Assign.__dataclass_fields__
        wanted = Assign(**{name: given.get(name, now[name]) for name in names})
        expected = now["version"] if asked.expected_version is None else asked.expected_version
        return self._assign(wanted, expected)

    def unassign(self, policy_id: str, resource_id: str, expected: int | None) -> Decided:
        """Take an assignment away."""
        now = self._assignment(policy_id, resource_id)
        version = now["version"] if expected is None else expected
        log = self.reading.deps.decisions
        log.unassign(policy_id, resource_id, self.who.user, self.reading.deps.clock(), version)
        return Decided(decision_version=log.version())

    def exempt(self, asked: NewExemption) -> Exempted:
        """Exempt a policy for a target that we know."""
        con = self.reading.con
        if one(con, "SELECT 1 FROM policies WHERE id = $id", {"id": asked.policy_id}) is None:
            raise NotFound(f"no policy {asked.policy_id!r}")
        place = one(con, TARGETS_SQL[asked.kind], {"target": asked.target})
        if place is None:
            raise NotFound(f"no {asked.kind} {asked.target!r}")
        deps = self.reading.deps
        wanted = Exempt(**asked.model_dump(), **place)
        made = deps.decisions.exempt(wanted, self.who.user, deps.clock())
        return Exempted(
            exemption=Exemption.model_validate(dict(made)),
            decision_version=made["version"],
        )

    def revoke(self, exemption_id: str) -> Decided:
        """Revoke an exemption that is on show."""
        if one(self.reading.con, EXEMPTION_SQL, {"id": exemption_id}) is None:
            raise NotFound(f"no exemption {exemption_id!r}")
        deps = self.reading.deps
        deps.decisions.revoke(exemption_id, self.who.user, deps.clock())
        return Decided(decision_version=deps.decisions.version())

    def _assign(self, wanted: Assign, expected: int | None) -> Assigned:
        deps = self.reading.deps
        made = deps.decisions.assign(wanted, self.who.user, deps.clock(), expected)
        return Assigned(
            assignment=Assignment.model_validate(dict(made)),
            decision_version=made["version"],
        )

    def _verdict(self, policy_id: str, resource_id: str) -> Mapping[str, Any]:
        key = {"policy_id": policy_id, "resource_id": resource_id}
        found = one(self.reading.con, VERDICT_SQL, key)
        if found is None:
            raise NotFound(f"policy {policy_id!r} says nothing of {resource_id!r}")
        return found

    def _assignment(self, policy_id: str, resource_id: str) -> Mapping[str, Any]:
        key = {"policy_id": policy_id, "resource_id": resource_id}
        found = one(self.reading.con, ASSIGNMENT_SQL, key)
        if found is None:
            raise NotFound(f"policy {policy_id!r} on {resource_id!r} is assigned to nobody")
        return found


def decider(
    reading: Annotated[Reader, Depends(reader)], who: Annotated[Visitor, Depends(visitor)]
) -> Decider:
    """The way in which this visitor decides."""
    return Decider(reading, who)


def exemptions(reading: Reader, after: str, limit: int) -> Page[Exemption]:
    """One page of the exemptions, ended ones included."""
    turn = Turn(reading, "exemptions", after, limit)
    con = turn.reading.con
    found = shaped(Exemption, con, EXEMPTIONS_SQL, {"limit": limit, "start": turn.start})
    count = one(con, EXEMPTION_COUNTS_SQL) or {}
    total = count["total"]
    return Page(items=found, next=turn.next(total), unknown=count["unknown"], total=total)


def events(reading: Reader, verdict: Mapping[str, Any]) -> list[Event]:
    """What was decided on one recommendation, the newest first.

    The log gives exemptions of every account and group, too: only those that hold it count.
    """
    log = reading.deps.decisions.history(verdict["policy_id"], verdict["resource_id"])
    held_by = {verdict[name] for name in ("resource_id", "scope_id", "account")}
    return [
        Event.model_validate(each, from_attributes=True)
        for each in log
        if each.detail.get("target", verdict["resource_id"]) in held_by
    ]


def history(
    reading: Reader, policy_id: str, resource_id: str, page: tuple[str, int]
) -> Page[Event]:
    """One page of the same; `NotFound` where the policy says nothing of the resource."""
    turn = Turn(reading, f"history\n{policy_id}\n{resource_id}", *page)
    key = {"policy_id": policy_id, "resource_id": resource_id}
    verdict = one(turn.reading.con, VERDICT_SQL, key)
    if verdict is None:
        raise NotFound(f"policy {policy_id!r} says nothing of {resource_id!r}")
    # The log only grows: entries after the edition's version are not part of its list.
    version = turn.reading.edition.key.decision_version
    known = [each for each in events(reading, verdict) if each.seq <= version]
    shown = known[turn.start : turn.start + turn.limit]
    unknown = int(verdict["status"] == "unknown")
    return Page(items=shown, next=turn.next(len(known)), unknown=unknown, total=len(known))


def _place(found: Mapping[str, Any]) -> dict[str, Any]:
    return {"scope_id": found["scope_id"], "account": found["account"]}
