"""The tree that the architecture tests look at: what git knows, read once."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("graph", "posture", "risk", "triage", "score")  # stages: no clock, no chance
STAGES = ("inventory/match.py", "inventory/carry.py")


@cache
def files() -> tuple[Path, ...]:
    """Every file that is in the repository, or about to be: what git does not ignore."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return tuple(file for name in listed.stdout.splitlines() if (file := ROOT / name).is_file())


@cache
def text(file: Path) -> str:
    """A file's text; of what is no text, as much as is."""
    return file.read_text(encoding="utf-8", errors="replace")


@cache
def tree(file: Path) -> ast.Module:
    """A module's syntax tree."""
    return ast.parse(text(file))


def modules(*folders: str) -> list[Path]:
    """Python modules below these folders of the repository."""
    inside = [ROOT / folder for folder in folders]
    return [
        file
        for file in files()
        if file.suffix == ".py" and any(each in (file, *file.parents) for each in inside)
    ]


def name(file: Path) -> str:
    """As people write it."""
    return file.relative_to(ROOT).as_posix()
