"""What collecting the estate costs: calls per resource, and CPU against the same calls made bare.

`python -m bench.collecting WHAT URL FILE` is one run in a process of its own: `record` writes the
calls that the collector makes to FILE, `collect` makes them, `bare` makes those of FILE.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from botocore.config import Config
from botocore.session import Session

from bench import estate
from bench.measured import Cost, in_process, measure
from highground import content
from highground.inventory.aws import AwsSource
from highground.inventory.aws_client import AwsSettings
from highground.inventory.aws_outcomes import WORLD
from highground.inventory.calls import load_all
from highground.inventory.collect import Raw
from tests.emulator import REGION, running, session
from tests.fault_proxy import faults
from tests.faults.recorded import recorded

AT = datetime(2026, 1, 5, tzinfo=UTC)
RUNS = 3  # of which the cheapest counts: other processes only ever add to CPU

MODULE = "bench.collecting"

Call = tuple[str, str, str, dict[str, Any]]  # service, region, operation, parameters


@dataclass(frozen=True, slots=True)
class Collected:
    """What the estate took."""

    resources: int
    calls: int
    collector: Cost
    bare: Cost


def collected(folder: Path) -> Collected:
    """Build the estate, look at it, and make the same calls without the collector."""
    file = folder / "calls.json"
    with running() as aws, recorded(aws.url) as address, faults(address) as proxy:
        estate.build(aws)
        in_process(MODULE, "record", proxy.url, str(file))
        proxy.forget()
        runs = [in_process(MODULE, "collect", proxy.url, str(file)) for _ in range(RUNS)]
        calls = len(json.loads(file.read_text()))  # without those that the emulator broke on
        bare = [in_process(MODULE, "bare", proxy.url, str(file)) for _ in range(RUNS)]
    best = min(runs, key=lambda cost: cost.cpu_seconds)
    return Collected(
        int(best.result["resources"]),
        calls,
        best,
        min(bare, key=lambda cost: cost.cpu_seconds),
    )


def _collect(url: str, asked: Session) -> dict[str, float]:
    settings = AwsSettings(name="bench", regions=(REGION,), endpoint_url=url, wait_seconds=0)
    source = AwsSource(settings, load_all(content.root() / "collectors" / "aws"), asked)
    items = [item for unit in source.units() for item in source.collect(unit, AT)]
    return {"resources": sum(isinstance(item, Raw) for item in items)}


def _record(url: str, file: Path) -> dict[str, float]:
    """Run the collector once and keep what it asks."""
    calls: list[Call] = []

    def note(**call: Any) -> None:
        model = call["model"]
        service, region = model.service_model.service_name, call["context"]["client_region"]
        calls.append((service, region, model.name, dict(call["params"])))

    asked = session()
    asked.register("provide-client-params", note)
    found = _collect(url, asked)
    file.write_text(json.dumps(calls))
    return found


def _bare(url: str, calls: list[Call]) -> dict[str, float]:
    """The same calls, one after the other, and nothing made of the answers."""
    asked = session()
    clients: dict[tuple[str, str], Any] = {}
    config = Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"})
    for service, region, operation, parameters in calls:
        if (service, region) not in clients:
            made = asked.create_client(service, region, endpoint_url=url, config=config)
            clients[service, region] = made
        try:
            clients[service, region]._make_api_call(operation, parameters)
        except WORLD:
            continue
    return {"calls": len(calls)}


def main() -> None:
    """Do one of the three, and print what it cost."""
    what, url, file = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    if what == "record":
        print(measure(partial(_record, url, file)))
    elif what == "collect":
        print(measure(partial(_collect, url, session())))
    else:
        print(measure(partial(_bare, url, json.loads(file.read_text()))))


if __name__ == "__main__":
    main()
