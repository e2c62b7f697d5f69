"""`highground policies`: the library, what it covers, and the cases beside each policy."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from highground.cli.common import FormatOption, shelf
from highground.cli.printing import Format, print_rows, say
from highground.errors import BadPolicy, NotFound

app = typer.Typer(help="The policy library.", no_args_is_help=True)

COLUMNS = ("id", "environment", "severity", "title", "applies_to", "view", "category", "catalogue")
COVERAGE_COLUMNS = ("environment", "title", "policies", "reason")


@app.command("list")
def list_(format_: FormatOption = Format.TABLE) -> None:
    """List all policies in force."""
    content = shelf()
    rows = [[_plain(getattr(policy, name)) for name in COLUMNS] for policy in content.policies]
    print_rows(COLUMNS, sorted(rows), format_)
    for broken in content.broken:
        say(f"highground: left out: {broken}")


@app.command()
def show(policy_id: str) -> None:
    """Print a policy's file."""
    files = shelf().files
    if policy_id not in files:
        raise NotFound(f"no policy {policy_id!r}: see `highground policies list`")
    typer.echo(files[policy_id].read_text(encoding="utf-8"), nl=False)


@app.command()
def coverage(format_: FormatOption = Format.TABLE) -> None:
    """List every title of Defender's catalogue with the policies that cover it, or why none do."""
    from highground.content import root
    from highground.posture import catalogue

    titles = catalogue.load(root() / "intel/defender-catalogue.csv")
    found = catalogue.covered(titles, shelf().policies)
    rows = [[each.environment, each.title, list(each.policies), each.reason] for each in found]
    print_rows(COVERAGE_COLUMNS, rows, format_)


@app.command("test")
def try_cases(
    paths: Annotated[
        list[Path] | None, typer.Argument(exists=True, help="Files or folders; none: all.")
    ] = None,
) -> None:
    """Run the cases beside each policy. Exits 1 if one gives another verdict than it says."""
    from highground.posture import policies
    from highground.posture.trial import cases, failures

    content = shelf()
    chosen = [file for path in paths for file in _files(path)] if paths else content.files.values()
    wrong = [] if paths else [str(error) for error in content.broken]
    tried = 0
    for file in chosen:
        try:
            policy, group = policies.load(file), cases(file)
        except BadPolicy as error:
            wrong.append(str(error))
            continue
        tried += len(group)
        wrong += failures(policy, group, content.absences)
    for each in wrong:
        say(each)
    typer.echo(f"{tried} cases of {len(chosen)} policies, {len(wrong)} wrong")
    raise typer.Exit(1 if wrong else 0)


def _files(path: Path) -> list[Path]:
    from highground.posture.policies import files

    return files(path) if path.is_dir() else [path]


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else str(value)
