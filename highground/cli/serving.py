"""`highground serve`: the console and the API, and the worker that runs scans."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from highground.cli.common import home, shelf
from highground.cli.printing import SAY
from highground.runs.current import Current
from highground.runs.home import Home
from highground.runs.points_kept import points
from highground.runs.record import ENDED


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(serve)


def serve(
    port: Annotated[int | None, typer.Option(help="0 takes a free one.")] = None,
    host: Annotated[str | None, typer.Option(help="Anything but loopback is your risk.")] = None,
) -> None:
    """Serve the console on loopback and print the one link that lets you in."""
    start(home(), host, port)


def start(where: Home, host: str | None = None, port: int | None = None) -> None:
    """Serve until interrupted."""
    from highground.kql.sandbox import Limits, Sandbox
    from highground.runs.jobs import Worker
    from highground.web.deps import Deps, Progress, ScorePoint
    from highground.web.serve import serve as serve_app

    settings, content = where.settings, shelf(where)
    limits = Limits(
        seconds=settings.query.seconds,
        memory_mb=settings.query.memory_mb,
        rows=settings.query.rows,
        children=settings.query.children,
    )

    def scan() -> Progress | None:
        going = next((run for run in where.runs.recent(5) if run.state not in ENDED), None)
        if going is None:
            return None
        began_at = going.began_at or datetime.now(UTC)
        return Progress(
            going.id, going.state, going.done, going.total or 0, going.message, began_at
        )

    worker = Worker.launch(where, content)
    if worker is None:
        SAY.print("Another process of this home runs the scans.")
    try:
        with Sandbox(limits) as sandbox:
            serve_app(
                Deps(
                    current=Current(where, content),
                    decisions=where.decisions,
                    sandbox=sandbox,
                    history=lambda scope, view, since: [
                        ScorePoint(at, score, low)
                        for at, score, low in points(where.engine, scope, view, since)
                    ],
                    scan=scan,
                    policies=content.files,
                    console=_console(),
                    allowed_hosts=settings.web.allowed_hosts,
                ),
                settings.web.host if host is None else host,
                settings.web.port if port is None else port,
                _announce,
            )
    finally:
        if worker is not None:
            worker.close()


def _announce(link: str) -> None:
    """The link is data: a script reads it from standard output."""
    sys.stdout.write(f"{link}\n")
    sys.stdout.flush()


def _console() -> Path | None:
    """The built console: in the wheel, or in the checkout."""
    package = Path(__file__).parents[1]
    places = (package / "_console", package.parent / "ui/dist")
    return next((place for place in places if (place / "index.html").is_file()), None)
