"""Scanner reports that name no resource we know. They are kept, and shown as such."""

from __future__ import annotations

from highground.web.answers.common import Page
from highground.web.answers.coverage import UnmatchedReport
from highground.web.paging import Turn
from highground.web.reading import Reader
from highground.web.rows import one, shaped

PAGE_SQL = """
SELECT
    t.id,
    t.scanner,
    t.kind,
    t.target,
    t.file,
    t.taken_at,
    {
        'critical': count(f.id) FILTER (f.severity = 'critical'),
        'high': count(f.id) FILTER (f.severity = 'high'),
        'medium': count(f.id) FILTER (f.severity = 'medium'),
        'low': count(f.id) FILTER (f.severity = 'low'),
        'unknown': count(f.id) FILTER (f.severity NOT IN ('critical', 'high', 'medium', 'low')),
        'total': count(f.id)
    } AS findings
FROM reports AS t
LEFT JOIN findings AS f ON f.report_id = t.id
WHERE t.account IS NULL
GROUP BY t.id, t.scanner, t.kind, t.target, t.file, t.taken_at
ORDER BY t.target, t.id
LIMIT $limit OFFSET $start
"""

COUNT_SQL = """
SELECT
    (SELECT count(*) FROM reports WHERE account IS NULL) AS total,
    (SELECT count(*) FROM verdicts WHERE status = 'unknown') AS unknown
"""


def page(reading: Reader, after: str, limit: int) -> Page[UnmatchedReport]:
    """One page of them, by target."""
    turn = Turn(reading, "unmatched", after, limit)
    con = turn.reading.con
    found = shaped(UnmatchedReport, con, PAGE_SQL, {"limit": limit, "start": turn.start})
    count = one(con, COUNT_SQL) or {}
    total = count["total"]
    return Page(items=found, next=turn.next(total), unknown=count["unknown"], total=total)
