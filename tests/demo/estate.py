"""The demo, made once for all tests that ask for it.

    def test_…(demo_estate: Demo) -> None:
        con = demo_estate.view().connect()

`demo_estate` runs `highground demo --no-serve` into a home of its own, as a newcomer would. A test
package that uses it imports the fixture in its `conftest.py`. Whoever only reads may share the
home; who decides or scans takes `demo_estate.copy(tmp_path)`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import pytest

from highground import config
from highground.runs import library
from highground.runs.current import Current, View
from highground.runs.home import Home, open_home
from highground.runs.library import Library

FOLDER = Path(__file__).parents[2] / "estates" / "demo"
LONGEST_SECONDS = 600  # a busy machine is slow, not wrong


@dataclass(frozen=True, slots=True)
class Demo:
    """A home with the demo in it, and how it came there."""

    folder: Path
    status: int
    output: str
    seconds: float

    def home(self) -> Home:
        """The home, opened."""
        return open_home(config.load({"HIGHGROUND_HOME": str(self.folder)}))

    def library(self) -> Library:
        """The content that it was assessed by, as the scan compiled it."""
        return library.load(cache=self.folder / "cache")

    def view(self) -> View:
        """The newest snapshot with the newest decisions."""
        shelf = self.library()
        found = Current(self.home(), lambda: shelf).get()
        assert found is not None, self.output
        return found

    def copy(self, folder: Path) -> Demo:
        """The same in another folder."""
        copytree(self.folder, folder, dirs_exist_ok=True)
        return Demo(folder, self.status, self.output, self.seconds)


def run(home: Path, *words: str) -> Demo:
    """Run `highground …` on a home, and tell how it went."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "highground.cli.app", *words],
        env={**os.environ, "HIGHGROUND_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )
    output = done.stdout + done.stderr
    return Demo(home, done.returncode, output, time.monotonic() - began)


@pytest.fixture(scope="session")
def demo_estate(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo in a home of its own."""
    return run(tmp_path_factory.mktemp("demo") / "home", "demo", "--no-serve")
