"""What triage makes: facts with decisions laid over them, as the Recommendations page shows."""

from __future__ import annotations

from highground.tables.table import Table

RECOMMENDATIONS = Table(
    "recommendations",
    key=("policy_id", "resource_id"),
    columns={
        "policy_id": "VARCHAR",
        "resource_id": "VARCHAR",
        "scope_id": "VARCHAR",
        "account": "VARCHAR",
        "environment": "VARCHAR",
        "title": "VARCHAR",
        "severity": "VARCHAR",
        "view": "VARCHAR",
        "category": "VARCHAR",
        "maturity": "VARCHAR",
        "resource_name": "VARCHAR",
        "resource_type": "VARCHAR",
        "resource_group": "VARCHAR",  # NULL outside Azure
        "region": "VARCHAR",
        "risk_level": "VARCHAR",  # critical, high, medium, low, not_evaluated
        "points": "INTEGER",  # NULL if not evaluated
        "at_least": "BOOLEAN",
        "factors": "VARCHAR[]",
        "attack_paths": "INTEGER",
        "status": "VARCHAR",  # unassigned, on_time, overdue, exempted
        "owner": "VARCHAR",  # NULL: nobody
        "suggested_owner": "VARCHAR",  # from tags; NULL: none
        "due_on": "DATE",
        "eta_on": "DATE",
        "justification": "VARCHAR",  # of the ETA
        "grace": "BOOLEAN",
        "exemption_id": "VARCHAR",  # of the exemption in effect; NULL: none
        "exemption_category": "VARCHAR",  # waiver, mitigated
        "changed_at": "TIMESTAMP",
    },
)
