"""The triage stage: decisions laid over facts. Facts stay as they are, whatever is decided."""

from __future__ import annotations

from datetime import datetime

from duckdb import DuckDBPyConnection

from highground.tables.table import Relation
from highground.tables.triage import RECOMMENDATIONS

# Tags in which people say whose a resource is, first one first.
OWNER_TAGS = ("owner", "createdby", "contact")

RECOMMENDATIONS_SQL = """
-- Of several exemptions the narrowest counts; of two alike the waiver, which scores lower.
WITH matched AS (
    SELECT v.policy_id, v.resource_id, e.id, e.category
    FROM verdicts AS v
    JOIN exemptions AS e
        ON e.policy_id = v.policy_id
        AND e.target = CASE e.kind
            WHEN 'resource' THEN v.resource_id
            WHEN 'resource_group' THEN v.scope_id
            ELSE v.account
        END
    WHERE v.status = 'unhealthy'
        AND e.revoked_at IS NULL
        AND (e.expires_at IS NULL OR e.expires_at > $now)
    QUALIFY row_number() OVER (
        PARTITION BY v.policy_id, v.resource_id
        ORDER BY
            list_position(['resource', 'resource_group', 'account'], e.kind),
            list_position(['waiver', 'mitigated'], e.category),
            e.id
    ) = 1
),

owners AS (
    SELECT id, min_by(value ->> '$', place) AS owner
    FROM (
        SELECT
            id,
            list_position($owner_tags, lower(key)) AS place,
            json_extract(tags, '$."' || key || '"') AS value
        FROM (SELECT id, tags, unnest(json_keys(tags)) AS key FROM resources)
    )
    WHERE place IS NOT NULL AND (value ->> '$') <> ''
    GROUP BY id
)

SELECT
    v.policy_id,
    v.resource_id,
    v.scope_id,
    v.account,
    p.environment,
    p.title,
    p.severity,
    p.view,
    p.category,
    p.maturity,
    coalesce(nullif(r.name, ''), v.resource_id) AS resource_name,
    coalesce(r.type, p.applies_to) AS resource_type,
    r.resourceGroup AS resource_group,
    r.region,
    coalesce(k.risk_level, 'not_evaluated') AS risk_level,
    k.points,
    coalesce(k.at_least, FALSE) AS at_least,
    coalesce(k.factors, []) AS factors,
    0::INTEGER AS attack_paths,
    -- Health comes first: only what is unhealthy is on time or overdue. governance.md §2
    CASE
        WHEN m.id IS NOT NULL THEN 'exempted'
        WHEN a.due_on IS NULL THEN 'unassigned'
        WHEN a.due_on < $now::DATE THEN 'overdue'
        ELSE 'on_time'
    END AS status,
    a.owner,
    o.owner AS suggested_owner,
    a.due_on,
    a.eta_on,
    a.justification,
    coalesce(a.grace, FALSE) AS grace,
    m.id AS exemption_id,
    m.category AS exemption_category,
    v.changed_at
FROM verdicts AS v
JOIN policies AS p ON p.id = v.policy_id
LEFT JOIN resources AS r ON r.id = v.resource_id
LEFT JOIN risks AS k ON k.policy_id = v.policy_id AND k.resource_id = v.resource_id
LEFT JOIN assignments AS a ON a.policy_id = v.policy_id AND a.resource_id = v.resource_id
LEFT JOIN matched AS m ON m.policy_id = v.policy_id AND m.resource_id = v.resource_id
LEFT JOIN owners AS o ON o.id = v.resource_id
WHERE v.status = 'unhealthy'
"""


def recommendations(con: DuckDBPyConnection, now: datetime) -> Relation:
    """Give each unhealthy verdict its risk, status, owner and due date.

    Reads:  `verdicts`, `policies`, `resources`, `risks`, and of decisions `assignments` and
            `exemptions`; `now` is UTC without zone, as DuckDB's TIMESTAMP
    Gives:  `recommendations`, one row per unhealthy verdict, exempted ones with that status;
            an exemption changes no fact: the verdict stays unhealthy and keeps its risk
    Raises: nothing of its own
    Cost:   hash joins; linear in unhealthy verdicts, and in tags
    """
    params = {"now": now, "owner_tags": list(OWNER_TAGS)}
    return RECOMMENDATIONS.check(con.sql(RECOMMENDATIONS_SQL, params=params))
