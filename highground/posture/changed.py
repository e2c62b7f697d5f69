"""Changes: verdicts that differ from the last run's. Fixed means seen and healthy."""

from __future__ import annotations

from datetime import datetime

from duckdb import DuckDBPyConnection

from highground.tables.posture import CHANGES
from highground.tables.table import Relation

CHANGES_SQL = """
SELECT
    coalesce(now.policy_id, was.policy_id) AS policy_id,
    coalesce(now.resource_id, was.resource_id) AS resource_id,
    coalesce(now.scope_id, was.scope_id) AS scope_id,
    coalesce(now.account, was.account) AS account,
    CASE
        WHEN now.status = 'unhealthy' THEN 'opened'
        WHEN now.status IS NULL THEN 'gone'
        WHEN now.status = 'unknown' THEN 'lost_sight_of'
        ELSE 'fixed'
    END AS change,
    was.status AS was,
    $at::TIMESTAMP AS changed_at
FROM verdicts AS now
FULL JOIN last_verdicts AS was
    ON was.policy_id = now.policy_id AND was.resource_id = now.resource_id
WHERE now.status IS DISTINCT FROM was.status
    AND (now.status = 'unhealthy' OR was.status = 'unhealthy')
    -- A policy that is no longer in force leaves no verdicts; nothing was fixed by that.
    AND coalesce(now.policy_id, was.policy_id) IN (SELECT id FROM policies)
"""


def changes(con: DuckDBPyConnection, at: datetime) -> Relation:
    """Tell which recommendations opened, were fixed, went, or were lost sight of.

    Reads:  `verdicts`, `last_verdicts`, `policies`
    Gives:  `changes`: a carried resource keeps its row, so a missing row means that a completed
            look did not show the resource any more
    Raises: nothing of its own
    Cost:   one hash join on the key
    """
    return CHANGES.check(con.sql(CHANGES_SQL, params={"at": at}))
