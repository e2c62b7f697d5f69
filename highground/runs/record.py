"""The record of runs: what was asked, how far it is, how it ended. Never a credential."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel
from sqlalchemy import Engine, RowMapping, insert, select, update

from highground.errors import Conflict, NotFound
from highground.state.tables import RUNS

ENDED = ("finished", "failed", "cancelled")


class Request(BaseModel, frozen=True, extra="forbid"):
    """What a scan reads: connectors by name, and files and folders."""

    connectors: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    complete: Literal["all", "present", "none"] = "present"


@dataclass(frozen=True, slots=True)
class Run:
    """One run as it stands."""

    id: str
    request: Request
    state: str  # queued, running, finished, failed, cancelled
    began_at: datetime | None
    ended_at: datetime | None
    done: int
    total: int | None
    message: str
    summary: Mapping[str, Any]
    cancel_requested: bool


class Runs:
    """All runs of one state database."""

    def __init__(self, engine: Engine) -> None:
        """`engine` is on a database that has been migrated."""
        self.engine = engine

    def create(self, id_: str, request: Request, at: datetime) -> None:
        """Write down what was asked, before anything is read."""
        values = {"id": id_, "kind": "scan", "request": request.model_dump(mode="json")}
        with self.engine.begin() as db:
            db.execute(insert(RUNS).values(**values, state="queued", queued_at=at, done=0))

    def get(self, id_: str) -> Run:
        """The run of that id, or `NotFound`."""
        with self.engine.connect() as db:
            row = db.execute(select(RUNS).where(RUNS.c.id == id_)).mappings().one_or_none()
        if row is None:
            raise NotFound("no such run")
        return _run(row)

    def recent(self, limit: int = 20) -> list[Run]:
        """The newest runs, newest first."""
        query = select(RUNS).order_by(RUNS.c.queued_at.desc()).limit(limit)
        with self.engine.connect() as db:
            return [_run(row) for row in db.execute(query).mappings()]

    def unfinished(self) -> list[str]:
        """The runs that have not ended, oldest first."""
        query = select(RUNS.c.id).where(RUNS.c.state.not_in(ENDED)).order_by(RUNS.c.queued_at)
        with self.engine.connect() as db:
            return list(db.execute(query).scalars())

    def begin(self, id_: str, at: datetime) -> datetime:
        """Say that it runs, and give when it first began: a resumed run keeps its time."""
        with self.engine.begin() as db:
            first = db.execute(select(RUNS.c.began_at).where(RUNS.c.id == id_)).scalar_one()
            began_at: datetime = first or at
            db.execute(
                update(RUNS).where(RUNS.c.id == id_).values(state="running", began_at=began_at)
            )
        return began_at

    def progress(self, id_: str, done: int, total: int | None, message: str) -> None:
        """Say how many units are done."""
        values = {"done": done, "total": total, "message": message}
        with self.engine.begin() as db:
            db.execute(update(RUNS).where(RUNS.c.id == id_).values(values))

    def end(self, id_: str, state: str, at: datetime, summary: Mapping[str, Any]) -> None:
        """Say how it ended. `summary` is what the command line prints."""
        values = {"state": state, "ended_at": at, "summary": dict(summary)}
        with self.engine.begin() as db:
            db.execute(update(RUNS).where(RUNS.c.id == id_).values(values))

    def cancel(self, id_: str) -> None:
        """Ask a run to stop at the next unit; `Conflict` if it has ended."""
        with self.engine.begin() as db:
            asked = db.execute(
                update(RUNS)
                .where(RUNS.c.id == id_, RUNS.c.state.not_in(ENDED))
                .values(cancel_requested=True)
            )
        if not asked.rowcount:
            raise Conflict(f"the run has ended: {self.get(id_).state}")

    def accounts(self, connector: str) -> tuple[str, ...]:
        """The accounts that the last finished scan of a connector saw: they are expected again."""
        for run in self.recent(200):
            seen = run.summary.get("accounts", {}).get(connector)
            if run.state == "finished" and seen:
                return tuple(seen)
        return ()


def _run(row: RowMapping) -> Run:
    return Run(
        id=row["id"],
        request=Request.model_validate(row["request"]),
        state=row["state"],
        began_at=row["began_at"],
        ended_at=row["ended_at"],
        done=row["done"],
        total=row["total"],
        message=row["message"],
        summary=row["summary"] or {},
        cancel_requested=row["cancel_requested"],
    )
