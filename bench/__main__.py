"""`python -m bench`: what Highground costs, as ratios measured in one run, beside their goals.

Ratios, because seconds say more about the machine than about the program. `--quick` takes a tenth
and less, to try the bench itself: planning the queries then weighs more than running them.
"""

from __future__ import annotations

import argparse
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import documents
from bench.collecting import Collected, collected
from bench.measured import Cost, in_process
from highground.runs import library

SIZES = (100_000, 1_000_000)
QUICK_SIZES = (10_000, 50_000)
WORK = ("json_valid", "python", "verdicts")

Costs = dict[int, dict[str, Cost]]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure beside its goal and what others have."""

    what: str
    figure: str
    goal: str = ""
    anchor: str = ""


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, to try the bench")
    parser.add_argument("--seed", type=int, default=1, help="of the synthetic resources")
    chosen = parser.parse_args()
    sizes = QUICK_SIZES if chosen.quick else SIZES
    with TemporaryDirectory() as folder:
        costs, content = _judged(Path(folder), sizes, chosen.seed)
        account = collected(Path(folder))
    print(content)
    _print([*_of_verdicts(costs), *_of_collecting(account)])


def _judged(folder: Path, sizes: Sequence[int], seed: int) -> tuple[Costs, str]:
    """What each piece of work costs at each size, in a process of its own."""
    loaded = library.load()
    kept = folder / "library"
    kept.write_bytes(pickle.dumps(loaded))
    costs: Costs = {}
    for rows in sizes:
        place = folder / str(rows)
        documents.write(loaded, rows, seed, place)
        costs[rows] = {what: in_process("bench.work", what, str(place), str(kept)) for what in WORK}
    types = len({policy.applies_to for policy in loaded.policies})
    return costs, f"{len(loaded.policies)} policies on {types} types"


def _of_verdicts(costs: Costs) -> Iterator[Line]:
    small, large = costs
    for rows, of_size in costs.items():
        ours, limit, python = (of_size[what] for what in ("verdicts", "json_valid", "python"))
        judging = ours.result["judging"]
        size = _count(rows)
        yield Line(
            f"{size}: CPU of the verdict stage / json_valid",
            f"{judging / limit.cpu_seconds:.1f} ({judging:.1f} s / {limit.cpu_seconds:.1f} s)",
            "3",
        )
        yield Line(f"{size}: the same / a lean loop in Python", _ratio(judging, python.cpu_seconds))
        yield Line(f"{size}: with paths typed at ingest / json_valid", "not built", "1.5")
        yield Line(
            f"{size}: peak memory / json_valid / Python",
            f"{ours.peak_mib:.0f} / {limit.peak_mib:.0f} / {python.peak_mib:.0f} MiB",
        )
    yield Line(
        f"CPU per resource between {_count(small)} and {_count(large)} / json_valid",
        _ratio(*(_slope(costs, what) for what in ("verdicts", "json_valid"))),
        "3",
    )
    memory = [costs[rows]["verdicts"].peak_mib for rows in (small, large)]
    grown = 100 * (memory[1] / memory[0] - 1)
    yield Line(f"memory from {_count(small)} to {_count(large)}", f"{grown:+.0f} %", "+20 %")
    stored = costs[large]["verdicts"].result
    bytes_each = stored["bytes"] / stored["rows"]
    yield Line("bytes per verdict in Parquet", f"{bytes_each:.1f}", "20", "12,000")


def _slope(costs: Costs, what: str) -> float:
    """CPU that the resources cost which only the larger size has."""
    small, large = costs.values()
    if what == "verdicts":
        return large[what].result["judging"] - small[what].result["judging"]
    return large[what].cpu_seconds - small[what].cpu_seconds


def _of_collecting(account: Collected) -> Iterator[Line]:
    yield Line(
        f"API calls per resource, {account.resources} of them",
        _ratio(account.calls, account.resources),
        "2.2",
        "5.9",
    )
    yield Line(
        "CPU of the collector / the same calls by bare botocore",
        _ratio(account.collector.cpu_seconds, account.bare.cpu_seconds),
        "1.5",
    )


def _ratio(ours: float, other: float) -> str:
    return f"{ours / other:.2f}"


def _count(rows: int) -> str:
    return f"{rows // 1_000_000}M" if rows >= 1_000_000 else f"{rows // 1_000}k"


def _print(lines: Sequence[Line]) -> None:
    table = [("", "measured", "goal <=", "anchor")]
    table += [(line.what, line.figure, line.goal, line.anchor) for line in lines]
    widths = [max(len(row[n]) for row in table) for n in range(4)]
    for row in table:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))


if __name__ == "__main__":
    main()
