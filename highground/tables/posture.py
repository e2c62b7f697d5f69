"""What posture makes: the policies in force, their verdicts, and what changed since last time."""

from __future__ import annotations

from highground.tables.table import EVIDENCE, MISSING, Table

POLICIES = Table(
    "policies",
    key=("id",),
    columns={
        "id": "VARCHAR",
        "title": "VARCHAR",
        "severity": "VARCHAR",  # low, medium, high, critical
        "environment": "VARCHAR",  # Azure, AWS, GCP
        "applies_to": "VARCHAR",
        "view": "VARCHAR",  # misconfiguration, vulnerability, secret
        "category": "VARCHAR",  # compute, containers, data, …: the workload
        "maturity": "VARCHAR",  # ga, preview
        "threats": "VARCHAR[]",
        "tactics": "VARCHAR[]",
        "techniques": "VARCHAR[]",  # ATT&CK ids
        "user_impact": "VARCHAR",  # low, moderate, high
        "implementation_effort": "VARCHAR",  # low, moderate, high
        "control": "VARCHAR",  # of the classic secure score
        "standards": "VARCHAR[]",  # as `standard/control`
        "catalogue": "VARCHAR[]",  # rows of Defender's catalogue that it covers
        "assessment_key": "VARCHAR",  # UUID: the catalogue's, else UUIDv5 of the policy id
        "relevance": "VARCHAR[]",  # risk factors that count: by its own word, else by threats
        "description": "VARCHAR",
        "remediation": "JSON",  # {manual, cli, terraform}
        "source": "VARCHAR",
    },
)

VERDICT_COLUMNS = {
    "policy_id": "VARCHAR",
    "resource_id": "VARCHAR",  # or the account, when its listing did not complete
    "scope_id": "VARCHAR",
    "account": "VARCHAR",
    "status": "VARCHAR",  # healthy, unhealthy, not_applicable, unknown
    "clause": "INTEGER",  # the deciding one, from 0: not_applicable_when, then unhealthy_when
    "evidence": EVIDENCE,  # what it read
    "missing": MISSING,  # of an unknown: what was not seen; code "": nobody says why
    "changed_at": "TIMESTAMP",  # since when the status is what it is
}
VERDICTS = Table("verdicts", key=("policy_id", "resource_id"), columns=VERDICT_COLUMNS)
LAST_VERDICTS = Table("last_verdicts", key=("policy_id", "resource_id"), columns=VERDICT_COLUMNS)

CHANGES = Table(
    "changes",
    key=("policy_id", "resource_id"),
    columns={
        "policy_id": "VARCHAR",
        "resource_id": "VARCHAR",
        "scope_id": "VARCHAR",
        "account": "VARCHAR",
        "change": "VARCHAR",  # opened, fixed, gone, lost_sight_of
        "was": "VARCHAR",  # the status before; NULL: there was none
        "changed_at": "TIMESTAMP",
    },
)
