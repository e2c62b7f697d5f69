"""`highground`: the command line. Rows go to standard output, messages to standard error."""

from __future__ import annotations

import atexit
import logging
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

import typer

from highground.cli import connecting, demonstrating, policies, reading, scanning, serving
from highground.errors import HighgroundError

WRONG = 2  # wrong use, or no input that can be used

app = typer.Typer(
    name="highground",
    help="Find what is open in Azure, AWS and Google Cloud, and what to fix first.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for room in (demonstrating, scanning, serving, reading, connecting):
    room.add_to(app)
app.add_typer(policies.app, name="policies")


def main() -> NoReturn:
    """Run the command line and end the process."""
    logging.basicConfig(  # commands say themselves what went wrong: warnings would say it twice
        level=os.environ.get("HIGHGROUND_LOG", "ERROR").upper(),
        format="%(levelname)s %(name)s: %(message)s",
    )
    _end(run())


def run(words: Sequence[str] | None = None) -> int:
    """Run one command, by default the process's, and give its exit status.

    0 done, 1 done but a file or a look or a case failed, 2 wrong use or no usable input.
    """
    try:
        app(words)
    except HighgroundError as error:
        sys.stderr.write(f"highground: {error}\n")
        return WRONG
    except SystemExit as end:  # typer's way to tell the status
        return end.code if isinstance(end.code, int) else WRONG
    return 0


def _end(status: int) -> NoReturn:
    """End without taking the interpreter apart.

    The runner leaves daemon threads behind that hold what DuckDB made, and DuckDB's binding
    reports all of that as leaked, on standard error, when an interpreter ends before its threads.
    """
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
