"""Score history: the window of daily points that a card shows, and how far it has moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Point:
    """The score of one day. None: nothing was there to count, which is no point on the line."""

    on: date
    score: float | None
    low: float | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """The days that have a score, in order, and the last one's difference to the first."""

    points: tuple[Point, ...]
    delta: float | None  # percentage points, one decimal; None without two points


def window(points: Iterable[Point], until: date, days: int) -> Window:
    """The last `days` days up to and with `until`. A day without a score is left out, not guessed.

    Of several points of one day the last one given holds.
    """
    by_day = {point.on: point for point in points if point.score is not None}
    first = until - timedelta(days=days - 1)
    shown = tuple(by_day[on] for on in sorted(by_day) if first <= on <= until)
    if len(shown) < 2:
        return Window(shown, None)
    was, now = shown[0].score or 0, shown[-1].score or 0
    return Window(shown, round(now - was, 1))
