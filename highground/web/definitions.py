"""Policies as their own page shows them."""

from __future__ import annotations

from highground.web import attack, items, library, texts
from highground.web.answers.details import Counts
from highground.web.answers.policies import BrokenPolicy, Definition, Policies, PolicyRow
from highground.web.paging import Turn
from highground.web.reading import Reader
from highground.web.rows import one, rows

COUNTS_SQL = """
WITH counted AS (
    SELECT
        v.policy_id,
        count(*) FILTER (v.status = 'unhealthy' AND n.status IS DISTINCT FROM 'exempted')
            AS unhealthy,
        count(*) FILTER (v.status = 'healthy') AS healthy,
        count(*) FILTER (v.status = 'not_applicable' OR n.status = 'exempted') AS not_applicable,
        count(*) FILTER (v.status = 'unknown') AS unknown,
        count(*) FILTER (n.status = 'exempted') AS exempted
    FROM verdicts AS v
    LEFT JOIN recommendations AS n USING (policy_id, resource_id)
    GROUP BY v.policy_id
)
SELECT
    p.*,
    {
        'unhealthy': coalesce(c.unhealthy, 0),
        'healthy': coalesce(c.healthy, 0),
        'not_applicable': coalesce(c.not_applicable, 0),
        'unknown': coalesce(c.unknown, 0),
        'exempted': coalesce(c.exempted, 0)
    } AS counts
FROM policies AS p
LEFT JOIN counted AS c ON c.policy_id = p.id
"""

PAGE_SQL = COUNTS_SQL + "ORDER BY p.title, p.id LIMIT $limit OFFSET $start"
ONE_SQL = COUNTS_SQL + "WHERE p.id = $policy_id"
TOTAL_SQL = """
SELECT
    (SELECT count(*) FROM policies) AS total,
    (SELECT count(*) FROM verdicts WHERE status = 'unknown') AS unknown
"""


def page(reading: Reader, after: str, limit: int) -> Policies:
    """One page of the policies in force, by title."""
    turn = Turn(reading, "policies", after, limit)
    con = turn.reading.con
    found = rows(con, PAGE_SQL, {"limit": limit, "start": turn.start})
    count = one(con, TOTAL_SQL) or {}
    return Policies(
        items=[
            PolicyRow.model_validate(row | {"standards": row["standards"] or []}) for row in found
        ],
        next=turn.next(count["total"]),
        unknown=count["unknown"],
        total=count["total"],
        broken=[
            BrokenPolicy.model_validate(each, from_attributes=True) for each in reading.deps.broken
        ],
    )


def definition(reading: Reader, policy_id: str) -> Definition:
    """One policy: what the snapshot knows of it, and its file as far as the library has it."""
    row = items.policy(reading.con, policy_id)
    [counted] = rows(reading.con, ONE_SQL, {"policy_id": policy_id})
    file = library.written(reading.deps.policies, policy_id)
    return Definition.model_validate(
        row
        | {
            "remediation": items.remediation(row),
            "tactics": attack.tactics(row["tactics"]),
            "techniques": attack.techniques(row["techniques"]),
            "not_applicable_when": list(file.not_applicable_when) if file else [],
            "unhealthy_when": list(file.unhealthy_when) if file else [],
            "kql": file.kql if file else None,
            "file": file.file if file else None,
            "text": file.text if file else None,
            "cases": file.cases if file else None,
            "counts": Counts.model_validate(counted["counts"]),
            "query": texts.affected(row["assessment_key"]),
        }
    )
