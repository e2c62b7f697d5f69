"""A scan that dies at any write leaves the last snapshot served, and the next run is clean."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from highground.config import Settings
from highground.points import POINTS
from highground.runs.home import Home, open_home
from tests.runs.conftest import Highground
from tests.runs.small import CLOSED, OPEN, export

# Passed by whoever next asks for the view.
BY_READING = ("overlay-written", "overlay-stored", "scores-inserted")


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory, highground: Highground) -> Path:
    """A home in which one account was scanned, closed then."""
    folder = tmp_path_factory.mktemp("scanned")
    done = highground(folder / "home", "scan", str(export(folder, CLOSED)))
    assert done.returncode == 0, done.stderr
    return folder


def unhealthy(home: Home) -> set[str]:
    """The resources that the served snapshot calls unhealthy; its files are all there."""
    served = home.store.latest()
    assert served is not None
    assert all(Path(path).is_file() for paths in served.parts.values() for path in paths)
    sql = "SELECT DISTINCT resource_id FROM verdicts WHERE status = 'unhealthy'"
    return {str(id_).rpartition("/")[2] for (id_,) in served.connect().execute(sql).fetchall()}


@pytest.mark.parametrize("point", POINTS)
def test_a_scan_killed_at_a_write_loses_nothing(
    tmp_path: Path, scanned: Path, highground: Highground, point: str
) -> None:
    shutil.copytree(scanned / "home", tmp_path / "home")
    home = open_home(Settings(home=tmp_path / "home"))
    first = home.store.latest()
    before = unhealthy(home)
    file = str(export(tmp_path, CLOSED, OPEN))
    command = ("recommendations",) if point in BY_READING else ("scan", file)

    killed = highground(tmp_path / "home", *command, HIGHGROUND_END_AT=point)
    assert killed.returncode == -9, f"{point} was not reached: {killed.stderr}"
    if POINTS.index(point) < POINTS.index("published"):
        assert home.store.latest() == first
    assert before <= unhealthy(home)

    again = highground(tmp_path / "home", *command)
    assert again.returncode == 0, again.stderr
    assert unhealthy(home) - before == (set() if point in BY_READING else {"open"})
    assert {run.state for run in home.runs.recent()} == {"finished"}
    assert not list((tmp_path / "home").rglob("units"))
