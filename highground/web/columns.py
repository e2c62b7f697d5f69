"""The recommendations of one edition as columns in memory, in page order.

Eager, one thread, one `filter` a request: measured to be the cheapest that is still expressions.
The frames are immutable; a new decision, snapshot or day makes new ones, swapped as a whole.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from duckdb import DuckDBPyConnection

from highground.posture.vocabulary import Factor

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # read when Polars is imported

import polars as pl

FACTORS: tuple[str, ...] = get_args(Factor)

# Page order: risk level, attack paths, title, as Defender's own list; then what makes it stable.
# Days to go: NULL is no due date.
OPEN_SQL = """
SELECT
    r.* EXCLUDE (factors),
    r.factors,
    CASE r.risk_level
        WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0
    END::TINYINT AS level_rank,
    CASE r.severity
        WHEN 'critical' THEN 4 WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 ELSE 0
    END::TINYINT AS severity_rank,
    CASE
        WHEN e.width IN ('wide', 'narrow') OR list_contains(r.factors, 'internet') THEN 'yes'
        WHEN e.width IN ('trusted', 'none') THEN 'no'
        ELSE 'not_evaluated'
    END AS exposed,
    CASE
        WHEN r.due_on IS NULL THEN 'none'
        WHEN r.due_on < $today::DATE THEN 'overdue'
        WHEN r.due_on <= $today::DATE + 7 THEN 'in_7_days'
        WHEN r.due_on <= $today::DATE + 30 THEN 'in_30_days'
        ELSE 'later'
    END AS due,
    row_number() OVER (
        ORDER BY
            level_rank DESC,
            r.attack_paths DESC,
            r.title,
            r.resource_name,
            r.policy_id,
            r.resource_id
    )::INTEGER AS place
FROM recommendations AS r
LEFT JOIN exposure AS e USING (resource_id)
ORDER BY place
"""

# What nobody knows, with the facts that are known of it all the same. An unknown on an account
# stands for the resources of a type that nobody could list.
UNKNOWN_SQL = """
SELECT
    v.policy_id,
    v.resource_id,
    v.account,
    coalesce(r.environment, p.environment) AS environment,
    p.title,
    p.severity,
    p."view",
    p.category,
    p.maturity,
    coalesce(r.name, v.resource_id) AS resource_name,
    p.applies_to AS resource_type
FROM verdicts AS v
JOIN policies AS p ON p.id = v.policy_id
LEFT JOIN resources AS r ON r.id = v.resource_id
WHERE v.status = 'unknown'
"""

POLICIES_SQL = """
SELECT
    p.id AS policy_id,
    p.title,
    p.applies_to,
    p.tactics,
    count(*) FILTER (v.status IN ('healthy', 'unhealthy')) AS judged,
    count(*) FILTER (v.status = 'unknown') AS unknown
FROM policies AS p
LEFT JOIN verdicts AS v ON v.policy_id = p.id
GROUP BY ALL
"""

CODED = (
    "policy_id",
    "resource_id",
    "scope_id",
    "account",
    "environment",
    "title",
    "severity",
    "view",
    "category",
    "maturity",
    "resource_type",
    "resource_group",
    "region",
    "risk_level",
    "status",
    "owner",
    "suggested_owner",
    "exposed",
    "due",
)


@dataclass(frozen=True, slots=True)
class Columns:
    """All rows of the list, all unknown verdicts, and each policy's counts."""

    open: pl.DataFrame
    unknown: pl.DataFrame
    policies: pl.DataFrame

    @classmethod
    def load(cls, con: DuckDBPyConnection, now: datetime) -> Columns:
        """Read the tables once, code what repeats, and keep a bit for each factor."""
        rows = con.sql(OPEN_SQL, params={"today": now.date()}).pl()
        bits = [
            pl.col("factors").list.contains(each).fill_null(False).alias(each) for each in FACTORS
        ]
        return cls(
            open=_coded(rows.with_columns(bits)),
            unknown=_coded(con.sql(UNKNOWN_SQL).pl()),
            policies=con.sql(POLICIES_SQL).pl(),
        )


def _coded(frame: pl.DataFrame) -> pl.DataFrame:
    present = [name for name in CODED if name in frame.columns]
    return frame.with_columns(pl.col(present).cast(pl.Categorical))
