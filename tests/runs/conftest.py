"""Homes to scan in, and the content, compiled once for all of them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from highground.config import Settings
from highground.runs import library
from highground.runs.home import Home, open_home
from highground.runs.library import Library

Highground = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return library.load(cache=tmp_path_factory.mktemp("cache"))


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return open_home(Settings(home=tmp_path / "home"))


@pytest.fixture(scope="session")
def few_policies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of content with two policies, so that a process starts quickly."""
    from highground import content

    folder = tmp_path_factory.mktemp("content")
    for name in ("defaults", "collectors", "insights", "intel"):
        copytree(content.root() / name, folder / name)
    for each in ("policies/azure/storage", "policies/aws/s3"):
        copytree(content.root() / each, folder / each)
    return folder


@pytest.fixture(scope="session")
def highground(few_policies: Path) -> Highground:
    """Run the command on a home in a process of its own."""

    def run(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "highground.cli.app", *words],
            env={
                **os.environ,
                "HIGHGROUND_HOME": str(home),
                "HIGHGROUND_CONTENT": str(few_policies),
                **environment,
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run
