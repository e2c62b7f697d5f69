"""The cards above the list."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import polars as pl

from highground.web.answers.common import Levels, Statuses
from highground.web.answers.filters import Filters
from highground.web.answers.recommendations import AttackPaths, Point, ScoreCard, Summary
from highground.web.choosing import chosen, unknown
from highground.web.listing import STATUSES
from highground.web.reading import Reader
from highground.web.rows import one

WINDOW = timedelta(days=7)

# Our own, for the vendor publishes none: below each of these figures.
BADGES = ((50, "At risk"), (80, "Needs attention"))
BEST = "Good"

SCORE_SQL = 'SELECT * FROM scores WHERE scope = $scope AND "view" = $view'


def summary(reading: Reader, filters: Filters) -> Summary:
    """Counts follow every filter; the score those that it has a scope for."""
    every_status = filters.model_copy(update={"status": list(STATUSES)})
    found = chosen(reading.columns, every_status if not filters.status else filters)
    open_ = found.filter(pl.col("status") != "exempted")
    statuses = Statuses.model_validate(_counts(found, "status"))
    return Summary(
        score=_score(reading, filters),
        levels=Levels.model_validate(_counts(open_, "risk_level")),
        statuses=statuses,
        overdue=statuses.overdue,
        unknown=len(unknown(reading.columns, filters)),
        attack_paths=AttackPaths(count=0, evaluated=False),
    )


def badge(score: float | None) -> str | None:
    """The score in words."""
    if score is None:
        return None
    return next((word for below, word in BADGES if score < below), BEST)


def _counts(frame: pl.DataFrame, name: str) -> dict[str, int]:
    return dict(frame.group_by(pl.col(name).cast(pl.String)).len().rows())


def _scope(filters: Filters) -> str:
    """The scope whose score is shown: one account, one environment, or everything."""
    if len(filters.account) == 1:
        return filters.account[0]
    if len(filters.environment) == 1 and not filters.account:
        return filters.environment[0]
    return ""


def _score(reading: Reader, filters: Filters) -> ScoreCard | None:
    scope = _scope(filters)
    seen = reading.edition.scope.ids
    if seen is not None and scope not in seen:
        return None
    row = one(reading.con, SCORE_SQL, {"scope": scope, "view": filters.view})
    if row is None:
        return None
    past = reading.deps.history(scope, filters.view, reading.edition.view.now.date() - WINDOW)
    history = [Point.model_validate(each, from_attributes=True) for each in past]
    return ScoreCard.model_validate(
        row
        | {
            "badge": badge(row["score"]),
            "delta": _delta(row, history),
            "history": history,
        }
    )


def _delta(row: dict[str, Any], history: list[Point]) -> float | None:
    """The score against the first point of the window that has one."""
    first = next((point.score for point in history if point.score is not None), None)
    if first is None or row["score"] is None:
        return None
    return round(float(row["score"]) - first, 1)
