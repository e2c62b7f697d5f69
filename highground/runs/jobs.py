"""The durable runner: a scan is a workflow of two steps that a dead process's successor finishes.

Exactly one process of a home launches the runner, behind a lock; the others put their requests
into its queue. DBOS holds what is pending in a database of its own.
"""

from __future__ import annotations

import fcntl
import logging
from datetime import UTC, datetime
from typing import IO, Any
from uuid import uuid4

from dbos import DBOS, DBOSClient, SetWorkflowID

from highground.errors import HighgroundError
from highground.points import reach
from highground.runs.home import Home
from highground.runs.library import Library
from highground.runs.record import ENDED, Request
from highground.runs.scan import Cancelled, Scan, collect, publish, sweep
from highground.runs.sources import sources

log = logging.getLogger(__name__)

QUEUE = "scans"
EXECUTOR = "worker-0"  # stable: another id would never take up what this one left
APPLICATION_VERSION = "1"  # raise it only when steps change their order


class Worker:
    """The process that runs scans. Use `launch`; there is one per home."""

    _working: tuple[Home, Library] | None = None

    def __init__(self, lock: IO[str]) -> None:
        """`lock` is held for as long as the worker lives."""
        self._lock = lock

    @classmethod
    def launch(cls, home: Home, library: Library) -> Worker | None:
        """Become the worker of this home, taking up what a dead one left; None if there is one."""
        lock = (home.folder / "worker.lock").open("w")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.close()
            return None
        cls._working = home, library
        DBOS(
            config={
                "name": "highground",
                "application_version": APPLICATION_VERSION,
                "executor_id": EXECUTOR,
                "system_database_url": home.settings.jobs_url,
                "log_level": "ERROR",
                "enable_otlp": False,
            }
        )
        DBOS.launch()
        DBOS.register_queue(QUEUE, concurrency=1, polling_interval_sec=0.1)
        for run_id in home.runs.unfinished():
            _enqueue(run_id)  # its asker may have died before it did so; twice does nothing
        return cls(lock)

    def close(self) -> None:
        """Stop; what is unfinished goes on with the next worker."""
        DBOS.destroy()
        self._lock.close()


def ask(home: Home, request: Request, worker: Worker | None, now: datetime) -> str:
    """Put a scan into the queue of this home's worker, and give the run's id."""
    run_id = f"{now:%Y%m%dT%H%M%S}-{uuid4().hex[:6]}"
    home.runs.create(run_id, request, now)
    reach("run-recorded")
    if worker is not None:
        _enqueue(run_id)
    else:
        client = DBOSClient(system_database_url=home.settings.jobs_url)
        try:
            client.enqueue(
                {"queue_name": QUEUE, "workflow_name": "scan", "workflow_id": run_id}, run_id
            )
        finally:
            client.destroy()
    return run_id


def _enqueue(run_id: str) -> None:
    with SetWorkflowID(run_id):
        DBOS.enqueue_workflow(QUEUE, scan, run_id)


@DBOS.workflow(name="scan")
def scan(run_id: str) -> None:
    """Read, then publish. One of the two places that catch whatever goes wrong."""
    home, _ = _working()
    if home.runs.get(run_id).state in ENDED:
        return
    try:
        read(run_id)
        summary = make(run_id)
        clean(run_id)
    except Cancelled:
        home.runs.end(run_id, "cancelled", datetime.now(UTC), {})
    except HighgroundError as error:
        home.runs.end(run_id, "failed", datetime.now(UTC), {"error": f"{error}"})
    except Exception as error:
        log.exception("scan %s failed", run_id)
        home.runs.end(run_id, "failed", datetime.now(UTC), {"error": f"{error}"})
    else:
        home.runs.end(run_id, "finished", datetime.now(UTC), summary)
        reach("run-ended")


@DBOS.step(name="read")
def read(run_id: str) -> None:
    """Read every unit that has not been read."""
    collect(_scan(run_id))


@DBOS.step(name="make")
def make(run_id: str) -> dict[str, Any]:
    """Make the snapshot of what was read, and publish it."""
    return publish(_scan(run_id))


@DBOS.step(name="clean")
def clean(run_id: str) -> None:
    """Delete what nobody needs any more."""
    sweep(_scan(run_id))


def _scan(run_id: str) -> Scan:
    home, library = _working()
    began_at = home.runs.begin(run_id, datetime.now(UTC))
    reach("run-began")
    request = home.runs.get(run_id).request
    return Scan(home, library, sources(home, library, request), run_id, began_at)


def _working() -> tuple[Home, Library]:
    assert Worker._working is not None, "the workflow runs only in a worker"
    return Worker._working
