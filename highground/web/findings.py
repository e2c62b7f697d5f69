"""What scanners reported on a resource, as the Findings tab shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duckdb import DuckDBPyConnection

from highground.errors import NotFound
from highground.web import items
from highground.web.answers.common import Page, Severities
from highground.web.answers.details import Finding
from highground.web.answers.filters import AskedFindings
from highground.web.paging import Turn
from highground.web.reading import Reader
from highground.web.rows import one, shaped

FOUND_SQL = """
WITH found AS (
    SELECT f.*, t.scanner, t.taken_at
    FROM findings AS f
    LEFT JOIN reports AS t ON t.id = f.report_id
    WHERE f.resource_id = $resource_id
      AND f.kind = $kind
      AND (len($severities) = 0 OR list_contains($severities, f.severity))
      AND (
        $text = ''
        OR contains(lower(concat_ws(' ', f.finding, f.title, f.package, f.location)), $text)
    )
)
"""

PAGE_SQL = (
    FOUND_SQL
    + """
SELECT *
FROM found
ORDER BY
    list_position(['critical', 'high', 'medium', 'low', 'unknown'], severity),
    known_exploited DESC NULLS LAST,
    cvss DESC NULLS LAST,
    finding,
    id
LIMIT $limit OFFSET $start
"""
)

COUNT_SQL = FOUND_SQL + "SELECT count(*) AS total FROM found"

SEVERITIES_SQL = """
SELECT
    count(*) FILTER (severity = 'critical') AS critical,
    count(*) FILTER (severity = 'high') AS high,
    count(*) FILTER (severity = 'medium') AS medium,
    count(*) FILTER (severity = 'low') AS low,
    count(*) FILTER (severity NOT IN ('critical', 'high', 'medium', 'low')) AS unknown,
    count(*) AS total
FROM findings
WHERE resource_id = $resource_id AND kind = $kind
"""

VERDICT_SQL = """
SELECT status FROM verdicts WHERE policy_id = $policy_id AND resource_id = $resource_id
"""


def has_findings(policy: Mapping[str, Any]) -> bool:
    """Whether scanners feed this policy: its view is then the kind of its findings."""
    return policy["view"] in {"vulnerability", "secret"}


def severities(con: DuckDBPyConnection, kind: str, resource_id: str) -> Severities:
    """Findings of one kind on one resource, by severity."""
    row = one(con, SEVERITIES_SQL, {"resource_id": resource_id, "kind": kind})
    return Severities.model_validate(row)


def page(reading: Reader, policy_id: str, asked: AskedFindings) -> Page[Finding]:
    """One page, the most severe first; `NotFound` if the policy says nothing of the resource."""
    list_ = f"findings\n{policy_id}\n{asked.model_dump_json(exclude={'after', 'limit'})}"
    turn = Turn(reading, list_, asked.after, asked.limit)
    con = turn.reading.con
    policy = items.policy(con, policy_id)
    key = {"policy_id": policy_id, "resource_id": asked.resource_id}
    verdict = one(con, VERDICT_SQL, key)
    if verdict is None:
        raise NotFound(f"policy {policy_id!r} says nothing of {asked.resource_id!r}")
    params = {
        "resource_id": asked.resource_id,
        "kind": policy["view"] if has_findings(policy) else "",
        "severities": list(asked.severity),
        "text": asked.q.lower(),
    }
    found = shaped(Finding, con, PAGE_SQL, params | {"limit": turn.limit, "start": turn.start})
    [total] = (one(con, COUNT_SQL, params) or {}).values()
    unknown = int(verdict["status"] == "unknown")
    return Page(items=found, next=turn.next(total), unknown=unknown, total=total)
