"""`highground demo`: collect and assess a company that does not exist, and show it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from highground.cli import serving
from highground.cli.common import home
from highground.cli.printing import Format, say
from highground.cli.scanning import report, run_scan

if TYPE_CHECKING:
    from highground.runs.home import Home


def add_to(app: typer.Typer) -> None:
    """Register the command."""
    app.command()(demo)


def demo(
    no_serve: Annotated[bool, typer.Option("--no-serve", help="Stop after the scan.")] = False,
) -> None:
    """Collect and assess the demo estate, then serve it."""
    from highground.demo import estate

    where = home()
    if estate.on_show(where, estate.key(estate.folder())):
        say("The demo is here already.")
    elif status := collect(where):
        raise typer.Exit(status)
    if not no_serve:
        serving.start(where)


def collect(where: Home) -> int:
    """Scan the estate into this home; the exit status. The looks it is denied are part of it."""
    from highground.demo import estate

    began = time.monotonic()
    folder = estate.folder()
    made_by = estate.key(folder)
    _stop_what_is_left(where)
    with estate.account(where, folder) as with_account:
        say(f"The demo's AWS account stands: {time.monotonic() - began:.0f} s")
        run = run_scan(with_account, estate.request(folder))
    status = report(run, Format.TABLE)
    if run.state != "finished":
        if estate.CONNECTOR in str(run.summary.get("error")):
            say("Another process of this home runs the scans: stop `highground serve` first.")
        return status
    estate.mark(where, made_by)
    say(f"The demo is collected: {time.monotonic() - began:.0f} s")
    return 1 if run.summary["errors"] else 0


def _stop_what_is_left(where: Home) -> None:
    """A scan of the demo that died is not taken up: its account is gone."""
    from highground.demo import estate
    from highground.runs.record import ENDED

    for run in where.runs.recent():
        if estate.CONNECTOR in run.request.connectors and run.state not in ENDED:
            where.runs.cancel(run.id)
