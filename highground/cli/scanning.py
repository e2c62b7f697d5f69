"""`highground scan`, `highground runs`, `highground cancel`: collect and publish a snapshot."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from highground.cli.common import FormatOption, home, shelf
from highground.cli.printing import Format, print_rows, say, terminal
from highground.errors import NotReady

if TYPE_CHECKING:
    from highground.runs.home import Home
    from highground.runs.record import Request, Run

GAPS = ("denied", "throttled", "failed", "partial")

Complete = Annotated[
    Literal["all", "present", "none"],
    typer.Option(help="What files hold: all types, those that occur in them, or only some rows."),
]


def add_to(app: typer.Typer) -> None:
    """Register the commands."""
    app.command()(scan)
    app.command()(runs)
    app.command()(cancel)


def scan(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Connectors by name, files and folders; none: all connectors."),
    ] = None,
    complete: Complete = "present",
    format_: FormatOption = Format.TABLE,
) -> None:
    """Collect from clouds or files, assess, and publish a snapshot."""
    where = home()
    request = asked(where, sources or [], complete)
    finished = run_scan(where, request)
    raise typer.Exit(report(finished, format_))


def runs(format_: FormatOption = Format.TABLE) -> None:
    """List the newest scans and how they ended."""
    columns = ("id", "state", "began_at", "ended_at", "done", "total", "message")
    rows = [[getattr(run, name) for name in columns] for run in home().runs.recent()]
    print_rows(columns, rows, format_)


def cancel(run_id: str) -> None:
    """Stop a scan; what was published before stays as it is."""
    home().runs.cancel(run_id)


def asked(where: Home, names: list[str], complete: Literal["all", "present", "none"]) -> Request:
    """The request that a command line means, or `NotReady` if it names nothing that is there."""
    from highground.runs.record import Request
    from highground.runs.sources import connectors  # with the clouds' SDKs

    known = connectors(where)
    if not names and not known:
        raise NotReady(
            "nothing to scan: name files, add a connector with `highground connect`, "
            "or try `highground demo`"
        )
    paths = [name for name in names if name not in known]
    absent = [name for name in paths if not Path(name).exists()]
    if absent:
        raise NotReady(f"{absent[0]}: no such file or folder, and no connector of that name")
    return Request(
        connectors=tuple(name for name in names if name in known) if names else tuple(known),
        paths=tuple(str(Path(name).resolve()) for name in paths),
        complete=complete,
    )


def run_scan(where: Home, request: Request) -> Run:
    """Have the home's worker do it, be it another process or this one, and wait."""
    from highground.runs.jobs import Worker, ask  # it takes a second to import

    worker = Worker.launch(where, shelf(where.folder))
    try:
        run_id = ask(where, request, worker, datetime.now(UTC))
        return _wait(where, run_id)
    finally:
        if worker is not None:
            worker.close()


def report(run: Run, format_: Format) -> int:
    """Print what a scan found; give the exit status."""
    if run.state != "finished":
        for line in str(run.summary.get("error", f"the scan was {run.state}")).splitlines():
            say(f"highground: {line}")
        return 2 if run.state == "failed" else 1
    summary = run.summary
    kinds = ("resources", "looks", "findings", "verdicts", "recommendations")
    rows: list[list[Any]] = [
        [kind, name, count] for kind in kinds for name, count in summary[kind].items()
    ]
    rows += [["not_understood", name, n] for name, n in summary["not_understood"].items()]
    rows += [["duplicates", "", summary["duplicates"]]] if summary["duplicates"] else []
    print_rows(("what", "name", "count"), rows, format_)
    for error in summary["errors"]:
        say(f"highground: {error}")
    for broken in summary["broken_policies"]:
        say(f"highground: left out: {broken}")
    failed = summary["errors"] or any(summary["looks"].get(each) for each in GAPS)
    unusable = summary["errors"] and not summary["looks"]
    return 2 if unusable else 1 if failed else 0


def _wait(where: Home, run_id: str) -> Run:
    """Wait for the end of a run, and say how far it is where somebody watches."""
    from highground.runs.record import ENDED

    with terminal().status("Waiting") as status:
        while (run := where.runs.get(run_id)).state not in ENDED:
            total = "" if run.total is None else f"{run.done} of {run.total} "
            status.update(f"{run.state.capitalize()}: {total}{run.message}")
            time.sleep(0.05)
    return run
