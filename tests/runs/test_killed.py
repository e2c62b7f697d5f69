"""A scan that dies at any write leaves the last snapshot served, and the next run is clean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from highground.config import Settings
from highground.points import POINTS
from highground.runs.home import open_home
from tests.runs.conftest import Highground
from tests.runs.small import CLOSED, OPEN, export

# Reached by whoever next asks for the view, which `highground recommendations` does.
BY_READING = ("overlay-written", "overlay-stored", "scores-inserted")


def rows(highground: Highground) -> list[tuple[str, str]]:
    """What is served: each unhealthy resource and policy, by a process that only reads."""
    done = highground("recommendations", "--format", "json")
    assert done.returncode == 0, done.stderr
    return sorted((row["resource_name"], row["policy_id"]) for row in json.loads(done.stdout))


@pytest.mark.parametrize("point", POINTS)
def test_a_scan_killed_at_a_write_loses_nothing(
    tmp_path: Path, highground: Highground, point: str
) -> None:
    file = str(export(tmp_path, CLOSED))
    assert highground("scan", file).returncode == 0
    before = rows(highground)
    export(tmp_path, CLOSED, OPEN)

    command = ("recommendations",) if point in BY_READING else ("scan", file)
    if point in BY_READING:
        assert highground("scan", file).returncode == 0
    killed = highground(*command, HIGHGROUND_END_AT=point)
    assert killed.returncode == -9, f"{point} was not reached: {killed.stderr}"

    home = open_home(Settings(home=tmp_path / "home"))
    served = home.store.latest()
    assert served is not None
    assert all(Path(path).is_file() for paths in served.parts.values() for path in paths)

    again = highground("scan", file)
    assert again.returncode == 0, again.stderr
    after = rows(highground)
    assert set(before) < set(after)
    assert {name for name, _ in set(after) - set(before)} == {"open"}
    assert [run.state for run in home.runs.recent()] == ["finished"] * len(home.runs.recent())
    assert not list((tmp_path / "home/runs").glob("*/units"))
    assert not list((tmp_path / "home/lake").rglob("*.partial")) or point == "part-written"
