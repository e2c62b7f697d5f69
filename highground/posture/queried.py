"""Policies that look at more than one resource: one whole KQL query each, over the run's tables."""

from __future__ import annotations

from datetime import datetime

from duckdb import DuckDBPyConnection

from highground.kql import whole
from highground.posture.owed import OWED_SQL
from highground.posture.policies import Policy
from highground.tables.table import EVIDENCE, Query

QUERIED_SQL = """
WITH answers AS (
    SELECT
        id,
        bool_or(unhealthy) AS unhealthy,
        bool_and({not_applicable}) AS not_applicable,
        {evidence} AS evidence
    FROM ({query})
    GROUP BY id
),

-- What the query looks up besides the resource itself, and could not see whole, by account.
needed AS (
    SELECT unnest($need_types) AS type, unnest($need_aspects) AS aspect
),

accounts AS (
    SELECT DISTINCT account FROM resources WHERE type = $type
),

unseen AS (
    SELECT
        accounts.account,
        needed.type || '/' || needed.aspect AS aspect,
        coalesce(min(coverage.code), '') AS code
    FROM accounts
    CROSS JOIN needed
    LEFT JOIN coverage
        ON coverage.account = accounts.account
        AND coverage.type = needed.type
        AND coverage.aspect = needed.aspect
    GROUP BY accounts.account, needed.type, needed.aspect
    -- An aspect of which there is no look has no resource to look at, if the listing completed.
    HAVING coalesce(bool_or(coverage.outcome NOT IN ('complete', 'not_enabled')),
        needed.aspect = 'list')

    UNION ALL

    SELECT resources.account, resources.type || '/list', coalesce(min(missing[1].code), '')
    FROM resources
    WHERE resources.type IN (SELECT type FROM needed) AND last_seen_at IS NOT NULL
    GROUP BY resources.account, resources.type
),

blind AS (
    SELECT account, list({{'aspect': aspect, 'code': code}} ORDER BY aspect) AS missing
    FROM unseen
    GROUP BY account
),

judged AS (
    SELECT
        $policy_ids[1] AS policy_id,
        resources.id AS resource_id,
        resources.scope_id,
        resources.account,
        CASE
            WHEN resources.last_seen_at IS NOT NULL THEN {{
                'status': 'unknown', 'clause': NULL::INTEGER, 'evidence': [],
                'missing': resources.missing[1:1]
            }}
            WHEN blind.missing IS NOT NULL THEN {{
                'status': 'unknown', 'clause': 0, 'evidence': [], 'missing': blind.missing
            }}
            WHEN answers.not_applicable THEN {{
                'status': 'not_applicable', 'clause': 0, 'evidence': answers.evidence,
                'missing': []
            }}
            WHEN answers.unhealthy THEN {{
                'status': 'unhealthy', 'clause': 0, 'evidence': answers.evidence, 'missing': []
            }}
            WHEN NOT answers.unhealthy THEN {{
                'status': 'healthy', 'clause': NULL, 'evidence': [], 'missing': []
            }}
            ELSE {{'status': 'unknown', 'clause': 0, 'evidence': [], 'missing': []}}
        END AS verdict
    FROM resources
    LEFT JOIN answers ON answers.id = resources.id
    LEFT JOIN blind ON blind.account = resources.account
    WHERE resources.type = $type
),
{owed}
"""

EVIDENCE_SQL = """coalesce(
    any_value(from_json(
        evidence, '[{"resource_id": "VARCHAR", "path": "VARCHAR", "value": "JSON"}]'
    )),
    []
)"""


def queried(con: DuckDBPyConnection, policy: Policy, at: datetime) -> Query:
    """Judge every resource of one type by one policy's query.

    Reads:  `resources`, `coverage`, `findings`, `exposure`, `last_verdicts`
    Gives:  `verdicts`, one row per resource of the type, and one per account in which the type's
            listing did not complete. A resource that the query does not give back is unknown, and
            so is every one in an account where something in `needs` could not be seen whole:
            "there is no flow log" is not known where flow logs could not be listed.
    Raises: nothing for a loaded policy; a DuckDB error here is our fault
    Cost:   the query's own, and a hash join
    """
    assert policy.query is not None
    query = whole.sql(policy.query)
    needs = [(need.type, each) for need in policy.needs for each in ("list", *need.aspects)]
    given = con.sql(query).columns
    sql = QUERIED_SQL.format(
        query=query,
        evidence=EVIDENCE_SQL if "evidence" in given else f"[]::{EVIDENCE}",
        not_applicable="not_applicable" if "not_applicable" in given else "FALSE",
        owed=OWED_SQL,
    )
    params = {
        "type": policy.applies_to,
        "at": at,
        "policy_ids": [policy.id],
        "need_types": [type_ for type_, _ in needs],
        "need_aspects": [aspect for _, aspect in needs],
    }
    return Query(con, sql, params)
