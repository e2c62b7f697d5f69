"""One policy × one resource with everything laid over it: the row behind two pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duckdb import DuckDBPyConnection

from highground.errors import NotFound
from highground.web.answers.details import PolicyBrief, Remediation, ResourceBrief
from highground.web.json import parsed
from highground.web.rows import one

# A recommendation is an unhealthy verdict; of the others only the assignment may be left.
ITEMS_SQL = """
WITH items AS (
    SELECT
        v.policy_id,
        v.resource_id,
        v.scope_id,
        v.account,
        v.status AS verdict,
        v.clause,
        v.evidence,
        v.missing,
        v.changed_at,
        CASE WHEN n.status = 'exempted' THEN 'not_applicable' ELSE v.status END AS tab,
        CASE v.status
            WHEN 'unhealthy' THEN n.status
            WHEN 'healthy' THEN 'completed'
            ELSE v.status
        END AS status,
        p.applies_to,
        coalesce(r.name, v.resource_id) AS name,
        coalesce(r."type", p.applies_to) AS "type",
        coalesce(r.environment, p.environment) AS environment,
        r.region,
        r.resourceGroup AS resource_group,
        r.id IS NULL AND v.resource_id = v.account AS is_account,
        r.last_seen_at,
        n.risk_level,
        coalesce(n.at_least, FALSE) AS at_least,
        n.points,
        coalesce(n.factors, []) AS factors,
        coalesce(n.attack_paths, 0) AS attack_paths,
        n.suggested_owner,
        n.exemption_id,
        coalesce(a.owner, n.owner) AS owner,
        coalesce(a.due_on, n.due_on) AS due_on,
        coalesce(a.eta_on, n.eta_on) AS eta_on,
        coalesce(a.justification, n.justification) AS justification,
        coalesce(a.grace, n.grace) AS grace,
        a.version AS assignment_version
    FROM verdicts AS v
    JOIN policies AS p ON p.id = v.policy_id
    LEFT JOIN resources AS r ON r.id = v.resource_id
    LEFT JOIN recommendations AS n USING (policy_id, resource_id)
    LEFT JOIN assignments AS a USING (policy_id, resource_id)
    WHERE v.policy_id = $policy_id
)
"""

POLICY_SQL = "SELECT * FROM policies WHERE id = $policy_id"


def policy(con: DuckDBPyConnection, policy_id: str) -> dict[str, Any]:
    """A row of `policies`, or `NotFound`."""
    row = one(con, POLICY_SQL, {"policy_id": policy_id})
    if row is None:
        raise NotFound(f"no policy {policy_id!r}")
    lists = ("standards", "tactics", "techniques", "threats", "catalogue", "relevance")
    return row | {name: row[name] or [] for name in lists}


def brief(row: Mapping[str, Any]) -> PolicyBrief:
    """A policy as other pages show it."""
    return PolicyBrief.model_validate(dict(row))


def remediation(row: Mapping[str, Any]) -> Remediation:
    """How to fix it, by hand and by machine."""
    return Remediation.model_validate(parsed(row["remediation"]) or {})


def resource(row: Mapping[str, Any]) -> ResourceBrief:
    """The resource of an item."""
    return ResourceBrief.model_validate(dict(row) | {"id": row["resource_id"]})
