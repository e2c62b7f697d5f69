"""Named points between two writes, at which a test may end the process as a power cut would.

`HIGHGROUND_END_AT=<name>` sends SIGKILL to this process when it reaches that point; nothing in
the product sets it. `POINTS` is what the kill test goes through, so a new write needs its name.
"""

from __future__ import annotations

import os
import signal

POINTS = (
    "run-recorded",
    "run-began",
    "unit-begun",
    "unit-written",
    "unit-finished",
    "units-finished",
    "collected",
    "made-resources",
    "made-findings",
    "made-exposure",
    "made-verdicts",
    "made-risks",
    "part-written",
    "part-stored",
    "parts-stored",
    "publishing",
    "snapshot-inserted",
    "parts-inserted",
    "published",
    "overlay-written",
    "overlay-stored",
    "scores-inserted",
    "run-ended",
    "run-swept",
)


def reach(point: str) -> None:
    """Pass a point. Ends the process, uncatchably, if the environment names it."""
    if os.environ.get("HIGHGROUND_END_AT") == point:
        os.kill(os.getpid(), signal.SIGKILL)
