"""Commands that only read start without the clouds' SDKs, the compiler, the web and the runner."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Done, environment

SLOW = {
    *("azure", "boto3", "botocore", "google", "dbos", "duckdb_kql", "alembic"),
    *("pyarrow", "polars", "fastapi", "uvicorn", "moto"),
}
# It runs a command, then prints every module at the top that was loaded.
SCRIPT = """
import sys
from highground.cli.app import run
status = run(sys.argv[1:])
print("\\n" + " ".join(sorted({name.partition(".")[0] for name in sys.modules})))
sys.exit(status)
"""


@pytest.mark.parametrize(
    "words",
    [["--help"], ["query", "resources | count"], ["recommendations"], ["coverage"]],
    ids=" ".join,
)
def test_what_is_slow_to_load_is_not_loaded(
    words: list[str], scanned: tuple[Path, Done], few: Path
) -> None:
    env = environment(scanned[0], few)
    for _ in range(2):  # whoever comes first after a scan lays the view
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, *words],
            env=env,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
    assert SLOW.isdisjoint(done.stdout.splitlines()[-1].split())


def test_a_reader_that_stops_reading_is_no_fault_of_ours(
    scanned: tuple[Path, Done], few: Path
) -> None:
    ours = f"{sys.executable} -m highground.cli.app coverage --format json"
    done = subprocess.run(
        ["sh", "-c", f"{ours} | head -c 1"],
        env=environment(scanned[0], few),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert (done.stdout, done.stderr) == ("[", "")
