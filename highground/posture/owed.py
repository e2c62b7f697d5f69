"""What every assessment owes: a verdict for each resource, and for each listing that failed."""

from __future__ import annotations

# Goes on from a CTE `judged`: policy_id, resource_id, scope_id, account and a struct `verdict`.
OWED_SQL = """
-- A listing that did not complete may have resources it did not show. The account owes for them.
-- Where the provider says that the service is not enabled, nothing can exist.
unlisted AS (
    SELECT
        account,
        any_value(scope_id) AS scope_id,
        [{'aspect': 'list', 'code': min(code)}] AS missing
    FROM coverage
    WHERE type = $type AND aspect = 'list' AND outcome NOT IN ('complete', 'not_enabled')
    GROUP BY account
),

owed AS (
    SELECT
        * EXCLUDE (verdict),
        verdict.status AS status,
        verdict.clause AS clause,
        verdict.evidence AS evidence,
        -- Undecided although all of it was seen: a value that the clause cannot judge.
        CASE
            WHEN verdict.status <> 'unknown' THEN []
            ELSE coalesce(
                nullif(list_distinct(verdict.missing), []),
                [{'aspect': '', 'code': 'Undecidable'}]
            )
        END AS missing
    FROM judged

    UNION ALL

    SELECT
        unnest($policy_ids), account, coalesce(scope_id, account), account,
        'unknown', NULL, [], missing
    FROM unlisted
)

SELECT
    owed.*,
    coalesce(CASE WHEN last.status = owed.status THEN last.changed_at END, $at) AS changed_at
FROM owed
LEFT JOIN last_verdicts AS last USING (policy_id, resource_id)
"""
