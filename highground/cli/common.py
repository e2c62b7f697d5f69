"""What commands share: the home they work on, and a view to read from.

Commands import what is slow to load (clouds' SDKs, the policy compiler, the web, the runner) where
they need it: `query` and `--help` answer at once.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from highground.cli.printing import Format
from highground.errors import NotReady

if TYPE_CHECKING:
    from highground.runs.current import View
    from highground.runs.home import Home
    from highground.runs.library import Library


def time(written: str) -> datetime:
    """A time as people and our own output write it, in UTC unless it says otherwise."""
    try:
        read = datetime.fromisoformat(written)
    except ValueError as error:
        raise typer.BadParameter(f"{written}: write 2026-01-31 or 2026-01-31T08:00:00Z") from error
    return read if read.tzinfo else read.replace(tzinfo=UTC)


FormatOption = Annotated[Format, typer.Option("--format", help="How rows are printed.")]
AtOption = Annotated[
    datetime | None,
    typer.Option("--at", parser=time, metavar="TIME", help="As of this time instead of now."),
]


def home() -> Home:
    """The home that the environment and the settings name."""
    from highground import config
    from highground.runs.home import open_home

    return open_home(config.load())


def shelf(folder: Path | None = None) -> Library:
    """All content, compiled once and kept in the home's folder."""
    from highground import config
    from highground.runs import library

    if folder is None:
        folder = config.load().home
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return library.load(cache=folder / "cache")


def view(home: Home, at: datetime | None = None) -> View:
    """The current view, or that of an earlier time; `NotReady` before the first scan."""
    from highground.runs.current import Current

    current = Current(home, lambda: shelf(home.folder))
    found = current.get() if at is None else current.as_of(at)
    if found is None:
        raise NotReady("there is no snapshot yet: run `highground scan` or `highground demo`")
    return found
