"""A small estate on three clouds, as the Parquet parts that a snapshot hands to a query."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from highground.ids import assessment_key
from highground.kql import queries, views
from highground.kql.queries import Schema
from highground.kql.sandbox import Source
from highground.kql.sql import connect
from highground.kql.values import ready
from highground.scopes import EVERYTHING, Scope
from tests.tables import AT, day, fill

SUBSCRIPTION = "00000000-0000-0000-0000-000000000001"
AWS = "111122223333"
GCP = "shop-prod"
GROUP = f"/subscriptions/{SUBSCRIPTION}/resourceGroups/shop"
STORE = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/shopdata"
STORE_2 = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/shoplogs"
BUCKET = "arn:aws:s3:::shop-orders"
MACHINE = f"arn:aws:ec2:eu-west-1:{AWS}:instance/i-0a1"
DISK = f"//compute.googleapis.com/projects/{GCP}/zones/europe-west1-b/disks/db"


def key(policy_id: str) -> str:
    return assessment_key(policy_id)


def policy(id: str, environment: str, applies_to: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id,
        "title": f"{id} should hold",
        "severity": "high",
        "environment": environment,
        "applies_to": applies_to,
        "view": "misconfiguration",
        "category": "data",
        "maturity": "ga",
        "threats": ["dataExfiltration"],
        "standards": ["mcsb/NS-1", "mcsb/NS-2", "cis/1.1"],
        "assessment_key": key(id),
        "description": "What can happen.",
        "remediation": {"manual": "Do this.", "cli": "do this"},
        "user_impact": "low",
        "implementation_effort": "moderate",
    } | more


def resource(id: str, environment: str, account: str, type: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id,
        "name": id.replace(":::", "/").rsplit("/", 1)[1],
        "type": type,
        "environment": environment,
        "account": account,
        "subscriptionId": account,
        "region": "westeurope",
        "scope_id": account,
        "properties": {},
        "first_seen_at": day(1),
    } | more


def verdict(policy_id: str, resource_id: str, account: str, status: str, **more: Any) -> Any:
    return {
        "policy_id": policy_id,
        "resource_id": resource_id,
        "account": account,
        "scope_id": account,
        "status": status,
        "changed_at": AT,
    } | more


def recommendation(policy_id: str, resource_id: str, account: str, **more: Any) -> dict[str, Any]:
    return {
        "policy_id": policy_id,
        "resource_id": resource_id,
        "account": account,
        "scope_id": account,
        "status": "unassigned",
        "risk_level": "high",
    } | more


RESOURCE_ROWS = [
    resource(STORE, "Azure", SUBSCRIPTION, "microsoft.storage/storageaccounts")
    | {
        "kind": "StorageV2",
        "resourceGroup": "shop",
        "scope_id": GROUP.lower(),
        "properties": {"allowBlobPublicAccess": True, "count": "many", "rules": [{"port": 22}]},
        "tags": {"env": "prod"},
    },
    resource(STORE_2, "Azure", SUBSCRIPTION, "microsoft.storage/storageaccounts")
    | {
        "kind": "BlobStorage",
        "resourceGroup": "shop",
        "scope_id": GROUP.lower(),
        "properties": {"allowBlobPublicAccess": "yes", "count": 7, "rules": []},
    },
    resource(BUCKET, "AWS", AWS, "AWS::S3::Bucket"),
    resource(MACHINE, "AWS", AWS, "AWS::EC2::Instance", region="eu-west-1"),
    resource(DISK, "GCP", GCP, "compute.googleapis.com/Disk"),
    resource(
        f"/subscriptions/{SUBSCRIPTION}",
        "Azure",
        SUBSCRIPTION,
        "microsoft.resources/subscriptions",
        properties={"managementGroupAncestorsChain": [{"name": "root", "displayName": "Root"}]},
    ),
    resource(
        f"/subscriptions/{SUBSCRIPTION}/providers/Microsoft.Authorization/RoleAssignments/r1",
        "Azure",
        SUBSCRIPTION,
        "microsoft.authorization/roleassignments",
        properties={"principalType": "User"},
    ),
]
POLICY_ROWS = [
    policy("azure-storage", "Azure", "microsoft.storage/storageaccounts"),
    policy("aws-bucket", "AWS", "AWS::S3::Bucket"),
    policy("aws-machine", "AWS", "AWS::EC2::Instance", view="vulnerability", category="compute"),
    policy("aws-secret", "AWS", "AWS::EC2::Instance", view="secret", category="compute"),
    policy("gcp-disk", "GCP", "compute.googleapis.com/Disk"),
]
VERDICT_ROWS = [
    verdict("azure-storage", STORE, SUBSCRIPTION, "unhealthy")
    | {"evidence": [{"resource_id": STORE, "path": "properties.a", "value": "true"}]},
    verdict("azure-storage", STORE_2, SUBSCRIPTION, "unhealthy"),
    verdict("aws-bucket", BUCKET, AWS, "unknown")
    | {"missing": [{"aspect": "policy", "code": "AccessDenied"}]},
    verdict("aws-machine", MACHINE, AWS, "unhealthy"),
    verdict("aws-secret", MACHINE, AWS, "unhealthy"),
    verdict("gcp-disk", DISK, GCP, "healthy"),
    verdict("gcp-disk", GCP, GCP, "unknown")
    | {"missing": [{"aspect": "compute.googleapis.com/Disk/list", "code": ""}]},
]
RECOMMENDATION_ROWS = [
    recommendation("azure-storage", STORE, SUBSCRIPTION),
    recommendation("azure-storage", STORE_2, SUBSCRIPTION)
    | {"status": "exempted", "exemption_id": "e1", "exemption_category": "waiver"},
    recommendation("aws-machine", MACHINE, AWS),
    recommendation("aws-secret", MACHINE, AWS),
]
REASONS = [
    {"part": "severity", "factor": None, "points": 5, "why": "high severity", "evidence": []},
    {"part": "likelihood", "factor": "internet", "points": 3, "why": "exposed", "evidence": []},
]
RISK_ROWS = [
    {
        "policy_id": "azure-storage",
        "resource_id": STORE,
        "account": SUBSCRIPTION,
        "scope_id": GROUP.lower(),
        "risk_level": "high",
        "points": 8,
        "at_least": True,
        "factors": ["internet", "lateralSensitive"],
        "reasons": REASONS,
    }
]
FINDING_ROWS = [
    {
        "id": f"f{n}",
        "report_id": "t1",
        "kind": kind,
        "finding": finding,
        "title": finding,
        "severity": "critical",
        "cvss": 9.8,
        "package": "openssl",
        "version": "3.0.1",
        "fixed_version": "3.0.7",
        "resource_id": MACHINE,
        "account": AWS,
        "scope_id": AWS,
    }
    for n, (kind, finding) in enumerate(
        [("vulnerability", "CVE-2022-3602"), ("vulnerability", "CVE-2022-3786"), ("secret", "key")]
    )
]
ASSIGNMENT_ROWS: list[dict[str, Any]] = [
    {
        "policy_id": "azure-storage",
        "resource_id": STORE,
        "account": SUBSCRIPTION,
        "scope_id": GROUP.lower(),
        "owner": "data@example.com",
        "due_on": day(20).date(),
        "eta_on": day(25).date(),
        "justification": "a release is due first",
        "grace": True,
    }
]
EXEMPTION_ROWS: list[dict[str, Any]] = [
    {
        "id": "e1",
        "name": "Logs",
        "category": "waiver",
        "policy_id": "azure-storage",
        "kind": "resource",
        "target": STORE_2,
        "account": SUBSCRIPTION,
        "scope_id": GROUP.lower(),
        "expires_at": day(30),
    }
]
COVERAGE_ROWS: list[dict[str, Any]] = [
    {
        "account": AWS,
        "region": "eu-west-1",
        "type": "AWS::S3::Bucket",
        "aspect": "policy",
        "outcome": "denied",
        "needs": "s3:GetBucketPolicy",
        "scope_id": AWS,
    }
]
ROWS = {
    "resources": RESOURCE_ROWS,
    "policies": POLICY_ROWS,
    "verdicts": VERDICT_ROWS,
    "recommendations": RECOMMENDATION_ROWS,
    "risks": RISK_ROWS,
    "findings": FINDING_ROWS,
    "assignments": ASSIGNMENT_ROWS,
    "exemptions": EXEMPTION_ROWS,
    "coverage": COVERAGE_ROWS,
    "reports": [
        {"id": "t1", "scanner": "trivy", "taken_at": AT, "account": AWS, "scope_id": AWS},
    ],
    "scores": [
        {"scope": "", "view": "all", "score": 72.5, "low": 65.0, "critical": 1},
        {"scope": AWS, "view": "all", "score": 50.0},
    ],
}


def source(folder: Path, source_id: str = "estate") -> Source:
    """The estate's Parquet files, written below `folder`."""
    con = connect()
    files = {}
    for table in views.GIVEN:
        fill(con, table, *ROWS.get(table.name, []))
        file = folder / f"{table.name}.parquet"
        con.execute(f"COPY {table.name} TO '{file}'")
        files[table.name] = [str(file)]
    return Source(source_id, files)


def database(folder: Path, scope: Scope = EVERYTHING) -> Schema:
    """The estate as a reader of `scope` queries it."""
    con = connect()
    views.given(con, source(folder).parts, scope)
    views.create(con)
    return queries.schema_of(con)


def ask(schema: Schema, text: str) -> list[dict[str, Any]]:
    """The rows of a KQL query, as JSON's values."""
    found = schema.con.execute(queries.translate(text, schema))
    shape = [(each[0], ready(each[1])) for each in found.description or []]
    return [
        {name: make(value) for (name, make), value in zip(shape, row, strict=True)}
        for row in found.fetchall()
    ]
