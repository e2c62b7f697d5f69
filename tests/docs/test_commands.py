"""Commands, settings and variables are documented, and what is documented exists."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from pydantic import BaseModel

from highground.cli.app import app
from highground.config import Settings
from highground.runs.sources import AwsConnector, AzureConnector

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
TREE: Any = typer.main.get_command(app)

# For tests alone: where a process is to end, and whoever is not started by a person.
UNDOCUMENTED = {"HIGHGROUND_END_AT"}


def commands(tree: Any = TREE, before: str = "highground") -> Iterator[tuple[str, Any]]:
    """Every command by its whole name."""
    for name, command in tree.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{before} {name}")
        else:
            yield f"{before} {name}", command


def examples() -> Iterator[tuple[str, list[str]]]:
    """Lines of shell in our pages that run `highground`: where, and the words behind it."""
    for page in PAGES:
        for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
            for line in block.replace("\\\n", " ").splitlines():
                words = shlex.split(line, comments=True)
                if words and words[0] in ("highground", ".venv/bin/highground"):
                    yield f"{page.name}: {line.strip()}", words[1:]


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_is_in_the_docs(name: str) -> None:
    text = (ROOT / "docs/commands.md").read_text(encoding="utf-8")
    assert re.search(rf"`{name}[ `]", text), name


def test_every_documented_command_is_there() -> None:
    known = {name for name, _ in commands()}
    groups = {name.rpartition(" ")[0] for name in known}
    for page in PAGES:
        for words in re.findall(r"`highground ([a-z][a-z ]*)", page.read_text(encoding="utf-8")):
            first = f"highground {words.split()[0]}"
            both = " ".join(["highground", *words.split()[:2]])
            assert first in known or both in known or first in groups, f"{page.name}: {words}"


@pytest.mark.parametrize(("line", "words"), [*examples()], ids=lambda each: str(each)[:60])
def test_documented_examples_parse(line: str, words: list[str]) -> None:
    assert refused(words) is None, line


def test_what_is_no_command_does_not_parse() -> None:
    assert refused(["nonsense"])
    assert refused(["query", "--nonsense"])
    assert refused(["score", "nonsense"])
    assert refused(["connect", "nowhere"])


def refused(words: list[str]) -> str | None:
    """Why a command line is wrong use; None if it is none."""
    command = TREE
    try:
        while hasattr(command, "commands"):
            _, command, words = command.resolve_command(typer.Context(command), words)
        command.make_context("highground", list(words))
    except typer.Exit:
        return None  # it asks for help
    except typer.BadParameter as error:
        return None if "does not exist" in str(error) else str(error)  # examples name no real files
    except typer.TyperException as error:
        return str(error)
    return None


def settings(model: type[BaseModel] = Settings, before: str = "") -> Iterator[str]:
    """Every setting as it is written: `web.port`."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from settings(inner, f"{before}{name}.")
        else:
            yield f"{before}{name}"


@pytest.mark.parametrize("name", [*settings()])
def test_every_setting_is_in_the_docs(name: str) -> None:
    assert f"`{name}`" in (ROOT / "docs/connectors.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("connector", [AwsConnector, AzureConnector])
def test_every_setting_of_a_connector_is_in_the_docs(connector: type[BaseModel]) -> None:
    text = (ROOT / "docs/connectors.md").read_text(encoding="utf-8")
    missing = [name for name in connector.model_fields if not re.search(rf"\b{name}\b", text)]
    assert missing == []


def test_every_variable_that_the_code_reads_is_in_the_docs() -> None:
    read = {
        name
        for file in (ROOT / "highground").rglob("*.py")
        for name in re.findall(r"\"(HIGHGROUND_[A-Z_]*[A-Z])\"", file.read_text(encoding="utf-8"))
    }
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    own = {name for name in read if "__" not in name}  # the others name settings, by one rule
    assert {name for name in own if name not in text} <= UNDOCUMENTED
