"""One scan over everything that others export and report: it ends, and names what it skips."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import process

DATA = Path(__file__).parents[2] / "../shared/data"

# Both are cut in the middle where they come from.
BROKEN = {"gitleaks/version_7.5.0.json", "sarif/gitleaks_7.5.0.sarif"}

# Of these we read no format: what they are must be said, with their number.
NOT_READ = {"Terraform plan", "Prowler findings", "SARIF report", "CSV", "Semgrep report"}


@pytest.mark.skipif(not DATA.is_dir(), reason="the shared data is not here")
def test_every_data_set_is_scanned_at_once(tmp_path: Path, few: Path) -> None:
    done = process(tmp_path / "home", few, "scan", str(DATA), "--format", "json")
    assert done.status == 1, done.err
    errors = [line for line in done.err.splitlines() if line.startswith("highground: ")]
    assert {"/".join(line.split(":")[1].split("/")[-2:]) for line in errors} == BROKEN
    found = {(row["what"], row["name"]): row["count"] for row in done.rows}
    for environment, least in {"Azure": 1500, "AWS": 150, "GCP": 500}.items():
        assert found["resources", environment] > least
    assert found["findings", "unmatched"] > 0, "no manifest says what the reports are about"
    skipped = {name: count for (what, name), count in found.items() if what == "not_understood"}
    assert skipped.keys() >= NOT_READ
    plans = len(list((DATA / "terraform-plans").glob("*-*.json")))
    assert skipped["Terraform plan"] == plans
    words = ("query", "resources | summarize n = count() by environment", "--format", "json")
    read = {row["environment"]: row["n"] for row in process(tmp_path / "home", few, *words).rows}
    for environment, count in read.items():  # containers and roles stand in tables of their own
        assert 0 < count <= found["resources", environment]
