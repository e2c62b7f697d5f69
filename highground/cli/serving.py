"""`highground serve`: the console and the API, and the worker that runs scans."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from highground.cli.common import home, shelf
from highground.cli.printing import say

if TYPE_CHECKING:
    from highground.runs.home import Home


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
    from highground.runs.jobs import Worker
    from highground.web.opening import deps
    from highground.web.serve import serve as serve_app

    content = shelf(where.folder)
    worker = Worker.launch(where, content)
    if worker is None:
        say("Another process of this home runs the scans.")
    given, settings = deps(where, content), where.settings.web
    try:
        with given.sandbox, suppress(KeyboardInterrupt):  # that is how one stops it
            serve_app(
                given,
                settings.host if host is None else host,
                settings.port if port is None else port,
                _announce,
            )
    finally:
        if worker is not None:
            worker.close()


def _announce(link: str) -> None:
    """The link is data: a script reads it from standard output."""
    sys.stdout.write(f"{link}\n")
    sys.stdout.flush()
