"""Every look that was taken and how it ended."""

from __future__ import annotations

from highground.web.answers.common import Page
from highground.web.answers.coverage import Look
from highground.web.answers.filters import AskedLooks
from highground.web.paging import Turn
from highground.web.reading import Reader
from highground.web.rows import one, shaped

FOUND_SQL = """
WITH found AS (
    SELECT *
    FROM coverage
    WHERE (len($outcome) = 0 OR list_contains($outcome, outcome))
      AND (len($environment) = 0 OR list_contains($environment, environment))
      AND (len($account) = 0 OR list_contains($account, account))
      AND (len($type) = 0 OR list_contains($type, "type"))
)
"""

PAGE_SQL = (
    FOUND_SQL
    + """
SELECT * FROM found ORDER BY account, "type", aspect, region LIMIT $limit OFFSET $start
"""
)

COUNT_SQL = (
    FOUND_SQL
    + """
SELECT
    (SELECT count(*) FROM found) AS total,
    (SELECT count(*) FROM verdicts WHERE status = 'unknown') AS unknown
"""
)


def page(reading: Reader, asked: AskedLooks) -> Page[Look]:
    """One page of the looks that the filters leave."""
    filters = asked.model_dump(exclude={"after", "limit"})
    turn = Turn(reading, f"looks\n{filters}", asked.after, asked.limit)
    con = turn.reading.con
    found = shaped(Look, con, PAGE_SQL, filters | {"limit": turn.limit, "start": turn.start})
    count = one(con, COUNT_SQL, filters) or {}
    total = count["total"]
    return Page(items=found, next=turn.next(total), unknown=count["unknown"], total=total)
