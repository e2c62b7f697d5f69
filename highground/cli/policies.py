"""`highground policies`: the library, what it covers, and the cases beside each policy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from highground.cli.common import FormatOption
from highground.cli.printing import SAY, Format, print_rows
from highground.errors import BadPolicy, NotFound
from highground.posture import policies as files
from highground.posture.trial import cases, failures
from highground.runs import library

app = typer.Typer(help="The policy library.", no_args_is_help=True)

COLUMNS = ("id", "environment", "severity", "title", "applies_to", "view", "category", "catalogue")


@app.command("list")
def list_(format_: FormatOption = Format.TABLE) -> None:
    """List all policies in force."""
    shelf = library.load()
    rows = [[_plain(getattr(policy, name)) for name in COLUMNS] for policy in shelf.policies]
    print_rows(COLUMNS, sorted(rows), format_)
    for broken in shelf.broken:
        SAY.print(f"highground: left out: {broken}", markup=False)


@app.command()
def show(policy_id: str) -> None:
    """Print a policy's file."""
    shelf = library.load()
    if policy_id not in shelf.files:
        raise NotFound(f"no policy {policy_id!r}: see `highground policies list`")
    typer.echo(shelf.files[policy_id].read_text(encoding="utf-8"), nl=False)


@app.command("test")
def try_cases(
    paths: Annotated[list[Path] | None, typer.Argument(help="Files or folders; none: all.")] = None,
) -> None:
    """Run the cases beside each policy. Exits 1 if one gives another verdict than it says."""
    shelf = library.load()
    chosen = [file for path in paths for file in _files(path)] if paths else [*shelf.files.values()]
    wrong: list[str] = []
    tried = 0
    for file in chosen:
        try:
            policy, group = files.load(file), cases(file)
        except BadPolicy as error:
            wrong.append(str(error))
            continue
        tried += len(group)
        wrong += failures(policy, group, shelf.absences)
    wrong += [] if paths else [str(error) for error in shelf.broken]
    for each in wrong:
        SAY.print(each, markup=False)
    typer.echo(f"{tried} cases of {len(chosen)} policies, {len(wrong)} wrong")
    raise typer.Exit(1 if wrong else 0)


def _files(path: Path) -> list[Path]:
    return files.files(path) if path.is_dir() else [path]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else str(value)
