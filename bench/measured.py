"""CPU time and peak memory of a piece of work, each in a process of its own."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass

MEBIBYTE = 1024  # in kibibytes, as Linux counts a process's peak


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process spent on its work; `peak_mib` is the whole process's, Python included."""

    cpu_seconds: float
    peak_mib: float
    result: dict[str, float]


def in_process(module: str, *words: str) -> Cost:
    """Run `python -m MODULE …`, which prints what `measure` says, and give that."""
    command = [sys.executable, "-m", module, *words]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    said = json.loads(done.stdout)
    return Cost(said["cpu_seconds"], said["peak_mib"], said["result"])


def measure(work: Callable[[], dict[str, float]]) -> str:
    """Do it, and say what it cost."""
    before = cpu()
    result = work()
    spent = {"cpu_seconds": cpu() - before, "peak_mib": _peak(), "result": result}
    return json.dumps(spent)


def cpu() -> float:
    """Seconds of CPU that this process has used, in all its threads."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEBIBYTE
