"""Score history: one point per scope, view and day, the newest of that day."""

from __future__ import annotations

import json
from datetime import datetime

from duckdb import DuckDBPyConnection
from sqlalchemy import Engine, delete, insert

from highground.points import reach
from highground.state.tables import SCORE_POINTS


def keep_points(
    engine: Engine, con: DuckDBPyConnection, of: tuple[str, int], now: datetime
) -> None:
    """Keep the scores in `con` as the points of the day of `now`.

    `of` is the snapshot and the decision version that they were computed of. A day's last scores
    replace its earlier ones; days on which nothing was computed have no point.
    """
    rows = con.sql("FROM scores")
    day = now.date()
    points = [
        {
            "day": day,
            "scope": row["scope"],
            "view": row["view"],
            "score": row["score"],
            "low": row["low"],
            "snapshot_id": of[0],
            "decision_version": of[1],
            "inputs": json.loads(json.dumps(row, default=str)),
        }
        for row in (dict(zip(rows.columns, each, strict=True)) for each in rows.fetchall())
    ]
    with engine.begin() as db:
        db.execute(delete(SCORE_POINTS).where(SCORE_POINTS.c.day == day))
        if points:
            db.execute(insert(SCORE_POINTS), points)
    reach("scores-inserted")
