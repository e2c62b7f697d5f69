"""What could not be read, added up, and how many verdicts are unknown because of it."""

from __future__ import annotations

from duckdb import DuckDBPyConnection

from highground.web.answers.common import Page
from highground.web.answers.coverage import Gap
from highground.web.paging import Turn
from highground.web.reading import Reader
from highground.web.rows import one, shaped

# A look that failed, over its regions; and what verdicts miss that nobody looked at. A verdict
# that misses two things is unknown because of both, so these counts do not add up to all unknowns.
GAPS_SQL = """
WITH looks AS (
    SELECT *
    FROM coverage
    WHERE outcome NOT IN ('complete', 'not_enabled')
),

failed AS (
    SELECT
        environment,
        account,
        "type",
        aspect,
        outcome,
        code,
        coalesce(max(nullif(needs, '')), '') AS needs,
        list(DISTINCT region ORDER BY region) AS regions,
        sum("count")::BIGINT AS resources
    FROM looks
    GROUP BY ALL
),

missed AS (
    SELECT DISTINCT
        p.environment,
        v.account,
        CASE WHEN contains(m.aspect, '/') THEN regexp_replace(m.aspect, '/[^/]*$', '')
            ELSE p.applies_to END AS "type",
        regexp_extract(m.aspect, '[^/]*$') AS aspect,
        m.code,
        v.policy_id,
        v.resource_id
    FROM (SELECT *, unnest(missing) AS m FROM verdicts WHERE status = 'unknown') AS v
    JOIN policies AS p ON p.id = v.policy_id
),

-- The look that failed for it: in the region that listed the resource, with its code, if there
-- is one such; looks are sums, so a resource's own code may be another.
placed AS (
    SELECT m.*, k.outcome, k.code AS look_code
    FROM missed AS m
    LEFT JOIN resources AS r ON r.id = m.resource_id
    LEFT JOIN looks AS k
        ON k.account = m.account AND k."type" = m."type" AND k.aspect = m.aspect
    QUALIFY row_number() OVER (
        PARTITION BY m.policy_id, m.resource_id, m."type", m.aspect
        ORDER BY
            coalesce(k.region = r.listed_in, FALSE) DESC,
            coalesce(k.code = m.code, FALSE) DESC,
            k.region
    ) = 1
),

cost AS (
    SELECT
        environment,
        account,
        "type",
        aspect,
        coalesce(outcome, 'not_looked') AS outcome,
        coalesce(look_code, code) AS code,
        count(*) AS unknown,
        count(DISTINCT policy_id) AS policies
    FROM placed
    GROUP BY ALL
),

gaps AS (
    SELECT
        coalesce(f.environment, c.environment) AS environment,
        coalesce(f.account, c.account) AS account,
        coalesce(f."type", c."type") AS "type",
        coalesce(f.aspect, c.aspect) AS aspect,
        coalesce(f.outcome, c.outcome) AS outcome,
        coalesce(f.code, c.code) AS code,
        coalesce(f.needs, '') AS needs,
        coalesce(f.regions, []) AS regions,
        coalesce(f.resources, 0) AS resources,
        coalesce(c.unknown, 0) AS unknown,
        coalesce(c.policies, 0) AS policies
    FROM failed AS f
    FULL JOIN cost AS c
        ON f.account = c.account AND f."type" = c."type" AND f.aspect = c.aspect
            AND f.outcome = c.outcome AND f.code = c.code
)
"""

PAGE_SQL = (
    GAPS_SQL
    + """
SELECT *
FROM gaps
ORDER BY unknown DESC, account, "type", aspect, outcome, code
LIMIT $limit OFFSET $start
"""
)

COUNT_SQL = GAPS_SQL + "SELECT count(*) AS total FROM gaps"
UNKNOWN_SQL = "SELECT count(*) AS unknown FROM verdicts WHERE status = 'unknown'"


def page(reading: Reader, after: str, limit: int) -> Page[Gap]:
    """One page of the gaps, the most costly first."""
    turn = Turn(reading, "gaps", after, limit)
    con = turn.reading.con
    found = shaped(Gap, con, PAGE_SQL, {"limit": limit, "start": turn.start})
    total = count(con)
    unknown = (one(con, UNKNOWN_SQL) or {})["unknown"]
    return Page(items=found, next=turn.next(total), unknown=unknown, total=total)


def count(con: DuckDBPyConnection) -> int:
    """How many gaps there are."""
    return int((one(con, COUNT_SQL) or {})["total"])
