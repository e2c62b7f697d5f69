"""What people decide: written once to the log and to the newest version, in one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Connection, Engine, RowMapping, and_, func, insert, select, update
from sqlalchemy import delete as delete_from

from highground.decisions.replay import replay
from highground.errors import BadQuery, Conflict, NotFound
from highground.state.tables import ASSIGNMENTS, DECISION_EVENTS, EXEMPTIONS


@dataclass(frozen=True, slots=True)
class Assign:
    """Who must fix a recommendation by when. An ETA comes with a justification, or not at all."""

    policy_id: str
    resource_id: str
    scope_id: str
    account: str
    owner: str
    due_on: date
    eta_on: date | None = None
    justification: str | None = None
    grace: bool = False


@dataclass(frozen=True, slots=True)
class Exempt:
    """A decision to leave a recommendation out of account at a resource, group or account."""

    name: str
    description: str
    category: Literal["mitigated", "waiver"]
    policy_id: str
    kind: Literal["resource", "resource_group", "account"]
    target: str
    scope_id: str
    account: str
    expires_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One row of the log."""

    seq: int
    at: datetime
    by: str
    kind: str
    detail: Mapping[str, Any]


Detail = Assign | Exempt | dict[str, Any]


class Decisions:
    """All decisions of one state database."""

    def __init__(self, engine: Engine) -> None:
        """`engine` is on a database that has been migrated."""
        self.engine = engine

    def version(self) -> int:
        """The version of the newest decision; 0 before the first."""
        with self.engine.connect() as db:
            return int(db.execute(select(func.max(DECISION_EVENTS.c.seq))).scalar() or 0)

    def assign(
        self, wanted: Assign, by: str, at: datetime, expected_version: int | None
    ) -> RowMapping:
        """Set owner and due date, or change them; `Conflict` if someone else was first.

        `expected_version` is the version of the assignment that the editor saw; None: there was
        none. Source: governance.md §2, by which an ETA never moves the due date.
        """
        _check_assignment(wanted)
        where = and_(
            ASSIGNMENTS.c.policy_id == wanted.policy_id,
            ASSIGNMENTS.c.resource_id == wanted.resource_id,
        )
        with self.engine.begin() as db:
            seq = _log(db, (at, by), "assigned" if expected_version is None else "changed", wanted)
            seen = db.execute(select(ASSIGNMENTS.c.version).where(where)).scalar()
            _refuse_if_changed(seen, expected_version)
            row = {**asdict(wanted), "assigned_by": by, "assigned_at": at, "version": seq}
            if seen is None:
                db.execute(insert(ASSIGNMENTS).values(row))
            else:
                db.execute(update(ASSIGNMENTS).where(where).values(row))
            return db.execute(select(ASSIGNMENTS).where(where)).mappings().one()

    def unassign(
        self, policy_id: str, resource_id: str, by: str, at: datetime, expected_version: int
    ) -> None:
        """Take an assignment back; the log keeps it."""
        where = and_(ASSIGNMENTS.c.policy_id == policy_id, ASSIGNMENTS.c.resource_id == resource_id)
        with self.engine.begin() as db:
            seen = db.execute(select(ASSIGNMENTS).where(where)).mappings().one_or_none()
            if seen is None:
                raise NotFound("no such assignment")
            _refuse_if_changed(seen["version"], expected_version)
            _log(db, (at, by), "unassigned", dict(seen))
            db.execute(delete_from(ASSIGNMENTS).where(where))

    def exempt(self, wanted: Exempt, by: str, at: datetime) -> RowMapping:
        """Exempt; a waiver says why, and what expires expires in the future."""
        _check_exemption(wanted, at)
        id_ = uuid4().hex
        with self.engine.begin() as db:
            seq = _log(db, (at, by), "exempted", wanted, exemption_id=id_)
            db.execute(
                insert(EXEMPTIONS).values(
                    **asdict(wanted), id=id_, created_by=by, created_at=at, version=seq
                )
            )
            return db.execute(select(EXEMPTIONS).where(EXEMPTIONS.c.id == id_)).mappings().one()

    def revoke(self, exemption_id: str, by: str, at: datetime) -> None:
        """End an exemption now. Revoking one that has ended is a conflict, not a success."""
        with self.engine.begin() as db:
            query = select(EXEMPTIONS).where(EXEMPTIONS.c.id == exemption_id)
            seen = db.execute(query).mappings().one_or_none()
            if seen is None:
                raise NotFound("no such exemption")
            if seen["revoked_at"] is not None:
                raise Conflict("it was revoked already")
            seq = _log(db, (at, by), "revoked", dict(seen), exemption_id=exemption_id)
            db.execute(
                update(EXEMPTIONS)
                .where(EXEMPTIONS.c.id == exemption_id)
                .values(revoked_at=at, version=seq)
            )

    def assignments(self) -> list[dict[str, Any]]:
        """The newest version of each, in the columns of the table `assignments`."""
        return self._rows(select(ASSIGNMENTS).order_by(*ASSIGNMENTS.primary_key))

    def exemptions(self) -> list[dict[str, Any]]:
        """The newest version of each, ended ones included, as the table `exemptions`."""
        return self._rows(select(EXEMPTIONS).order_by(EXEMPTIONS.c.id))

    def history(self, policy_id: str, resource_id: str) -> list[Event]:
        """What was decided of one recommendation, newest first; also for scopes that hold it."""
        query = (
            select(DECISION_EVENTS)
            .where(
                DECISION_EVENTS.c.policy_id == policy_id,
                (DECISION_EVENTS.c.resource_id == resource_id)
                | DECISION_EVENTS.c.resource_id.is_(None),
            )
            .order_by(DECISION_EVENTS.c.seq.desc())
        )
        with self.engine.connect() as db:
            rows = db.execute(query).mappings().all()
        return [Event(r["seq"], r["at"], r["by"], r["kind"], r["detail"]) for r in rows]

    def version_at(self, when: datetime) -> int:
        """The version that was the newest at a time; 0 before the first decision."""
        query = select(func.max(DECISION_EVENTS.c.seq)).where(DECISION_EVENTS.c.at <= when)
        with self.engine.connect() as db:
            return int(db.execute(query).scalar() or 0)

    def decided(self, version: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Assignments and exemptions as they were at a version: what the log says up to it."""
        query = (
            select(DECISION_EVENTS)
            .where(DECISION_EVENTS.c.seq <= version)
            .order_by(DECISION_EVENTS.c.seq)
        )
        with self.engine.connect() as db:
            return replay(db.execute(query).mappings().all())

    def _rows(self, query: Any) -> list[dict[str, Any]]:
        with self.engine.connect() as db:
            return [dict(row) for row in db.execute(query).mappings()]


def _check_assignment(wanted: Assign) -> None:
    if not wanted.owner.strip():
        raise BadQuery("owner: give an address, a name, or `unspecified`")
    if (wanted.eta_on is None) != (not (wanted.justification or "").strip()):
        raise BadQuery("eta_on, justification: an ETA needs a justification, and only an ETA")


def _check_exemption(wanted: Exempt, at: datetime) -> None:
    if not wanted.name.strip():
        raise BadQuery("name: say what the exemption is called")
    if wanted.category == "waiver" and not wanted.description.strip():
        raise BadQuery("description: a waiver says why the risk is accepted")
    if wanted.expires_at is not None and wanted.expires_at <= at:
        raise BadQuery("expires_at: lies in the past")


def _refuse_if_changed(seen: int | None, expected: int | None) -> None:
    if seen != expected:
        raise Conflict("someone else changed it since you read it: look at it again")


def _log(
    db: Connection, when: tuple[datetime, str], kind: str, what: Detail, exemption_id: str = ""
) -> int:
    """Append to the log and give the new version. First in its transaction: it takes the lock."""
    detail = what if isinstance(what, dict) else asdict(what)
    at, by = when
    seq = db.execute(
        insert(DECISION_EVENTS)
        .values(
            at=at,
            by=by,
            kind=kind,
            policy_id=detail["policy_id"],
            resource_id=detail.get("resource_id")
            or (detail["target"] if detail.get("kind") == "resource" else None),
            exemption_id=exemption_id or None,
            detail={name: _plain(value) for name, value in detail.items()},
        )
        .returning(DECISION_EVENTS.c.seq)
    ).scalar_one()
    return int(seq)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value
