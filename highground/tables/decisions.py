"""What people decided, as triage and KQL read it: the newest version of each decision."""

from __future__ import annotations

from highground.tables.table import Table

ASSIGNMENTS = Table(
    "assignments",
    key=("policy_id", "resource_id"),
    columns={
        "policy_id": "VARCHAR",
        "resource_id": "VARCHAR",
        "scope_id": "VARCHAR",
        "account": "VARCHAR",
        "owner": "VARCHAR",  # an address, free text, or `unspecified`
        "due_on": "DATE",  # on time through the whole of that day, UTC
        "eta_on": "DATE",  # NULL with `justification`: none was given
        "justification": "VARCHAR",
        "grace": "BOOLEAN",
        "assigned_by": "VARCHAR",
        "assigned_at": "TIMESTAMP",
        "version": "BIGINT",  # of the decision log when it was last changed
    },
)

EXEMPTIONS = Table(
    "exemptions",
    key=("id",),
    columns={
        "id": "VARCHAR",
        "name": "VARCHAR",
        "description": "VARCHAR",  # never empty for a waiver
        "category": "VARCHAR",  # mitigated, waiver
        "policy_id": "VARCHAR",
        "kind": "VARCHAR",  # resource, resource_group, account: how narrow it is
        "target": "VARCHAR",  # resource id, resource group's scope id, or account
        "scope_id": "VARCHAR",
        "account": "VARCHAR",
        "expires_at": "TIMESTAMP",  # its effect ends at that instant; NULL: never
        "created_by": "VARCHAR",
        "created_at": "TIMESTAMP",
        "revoked_at": "TIMESTAMP",  # NULL: not revoked
        "version": "BIGINT",
    },
)

DECISIONS = (ASSIGNMENTS, EXEMPTIONS)
