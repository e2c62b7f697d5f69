"""What commands share: the home they work on, and a view to read from."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from highground import config
from highground.cli.printing import Format
from highground.errors import NotReady
from highground.runs import library
from highground.runs.current import Current, View
from highground.runs.home import Home, open_home
from highground.runs.library import Library

FormatOption = Annotated[Format, typer.Option("--format", help="How rows are printed.")]
AtOption = Annotated[
    datetime | None, typer.Option("--at", help="As of this time (UTC) instead of now.")
]


def home() -> Home:
    """The home that the environment and the settings name."""
    return open_home(config.load())


def shelf(home: Home) -> Library:
    """All content, compiled once and kept in the home."""
    return library.load(cache=home.folder / "cache")


def view(home: Home, at: datetime | None = None) -> View:
    """The current view, or that of an earlier time; `NotReady` before the first scan."""
    current = Current(home, shelf(home))
    found = current.get() if at is None else current.as_of(at)
    if found is None:
        raise NotReady("there is no snapshot yet: run `highground scan` or `highground demo`")
    return found
