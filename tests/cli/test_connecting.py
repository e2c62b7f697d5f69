"""`connect`: the least role on standard output, and a connector without any credential."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from tests.cli.conftest import Cli

READING = ("Get", "GET", "List", "Describe", "Search", "BatchGet", "Lookup", "Generate")


def test_the_aws_role_reads_and_does_nothing_else(inside: Cli, tmp_path: Path) -> None:
    done = inside(tmp_path / "home", "connect", "aws")
    [statement] = json.loads(done.out)["Statement"]
    assert done.status == 0
    assert statement["Effect"] == "Allow"
    assert "s3:GetBucketPolicy" in statement["Action"]
    assert all(action.split(":")[1].startswith(READING) for action in statement["Action"])


@pytest.mark.parametrize(
    ("environment", "role"), [("azure", "--role Reader"), ("gcp", "roles/cloudasset.viewer")]
)
def test_the_role_is_printed(inside: Cli, tmp_path: Path, environment: str, role: str) -> None:
    done = inside(tmp_path / "home", "connect", environment)
    assert done.status == 0
    assert role in done.out


def test_a_connector_is_saved_once(inside: Cli, tmp_path: Path) -> None:
    words = ("connect", "azure", "--name", "corp", "--subscription", "s-1")
    assert inside(tmp_path / "home", *words).status == 0
    text = (tmp_path / "home/highground.toml").read_text(encoding="utf-8")
    assert tomllib.loads(text) == {
        "connectors": [{"name": "corp", "environment": "azure", "subscriptions": ["s-1"]}]
    }
    again = inside(tmp_path / "home", *words)
    assert again.status == 2
    assert "corp" in again.err


@pytest.mark.parametrize(
    "words",
    [["azure", "--name", "corp"], ["gcp", "--name", "corp"], ["nowhere"]],
    ids=["no subscription", "read from exports", "no such environment"],
)
def test_what_cannot_be_saved_is_refused(inside: Cli, tmp_path: Path, words: list[str]) -> None:
    done = inside(tmp_path / "home", "connect", *words)
    assert done.status == 2
    assert done.err
    assert not (tmp_path / "home/highground.toml").exists()
