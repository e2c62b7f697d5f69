"""`highground`: the command line. Rows go to standard output, messages to standard error."""

from __future__ import annotations

import logging
import os
import sys

import typer

from highground.cli import connecting, policies, reading, scanning, serving
from highground.errors import HighgroundError

app = typer.Typer(
    name="highground",
    help="Find what is open in Azure, AWS and Google Cloud, and what to fix first.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for room in (scanning, serving, reading, connecting):
    room.add_to(app)
app.add_typer(policies.app, name="policies")


def main() -> None:
    """Run the command line. Exits 0, 1 if a file or a look failed, 2 on wrong use or input."""
    logging.basicConfig(
        level=os.environ.get("HIGHGROUND_LOG", "WARNING").upper(),
        format="%(levelname)s %(name)s: %(message)s",
    )
    try:
        app()
    except HighgroundError as error:
        sys.stderr.write(f"highground: {error}\n")
        raise SystemExit(2) from error
