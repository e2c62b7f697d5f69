"""The web's dependencies out of a home: what `serve` and the demo hand over."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Engine, select

from highground.kql.sandbox import Limits, Sandbox
from highground.runs.current import Current
from highground.runs.home import Home
from highground.runs.library import Library
from highground.runs.record import ENDED, Runs
from highground.state.tables import SCORE_POINTS
from highground.web import console
from highground.web.deps import Broken, Deps, Progress, ScorePoint


def deps(home: Home, library: Library) -> Deps:
    """All that the web needs of this home. Whoever opens it closes `sandbox` in the end."""
    asked = home.settings.query
    limits = Limits(
        seconds=asked.seconds,
        memory_mb=asked.memory_mb,
        rows=asked.rows,
        children=asked.children,
    )
    return Deps(
        current=Current(home, lambda: library),
        decisions=home.decisions,
        sandbox=Sandbox(limits),
        history=lambda scope, view, since: history(home.engine, scope, view, since),
        scan=lambda: progress(home.runs),
        policies=library.files,
        broken=tuple(
            Broken(each.at.file.as_posix(), each.at.line, each.problem) for each in library.broken
        ),
        console=console.find(),
        allowed_hosts=home.settings.web.allowed_hosts,
    )


def history(engine: Engine, scope: str, view: str, since: date) -> list[ScorePoint]:
    """The kept points of one scope and view, oldest first."""
    points = SCORE_POINTS.c
    query = (
        select(points.day, points.score, points.low)
        .where(points.scope == scope, points.view == view, points.day >= since)
        .order_by(points.day)
    )
    with engine.connect() as db:
        return [ScorePoint(row.day, row.score, row.low) for row in db.execute(query)]


def progress(runs: Runs) -> Progress | None:
    """The scan that runs or waits, if one does."""
    going = next((run for run in runs.recent() if run.state not in ENDED), None)
    if going is None:
        return None
    return Progress(going.id, going.state, going.done, going.total, going.message, going.began_at)
