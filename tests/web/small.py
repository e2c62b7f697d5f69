"""One bucket, one machine, one account that could not be listed: rows small enough to read."""

from __future__ import annotations

from typing import Any

from highground.ids import assessment_key
from tests.tables import day
from tests.web.estate import Rows

BUCKET = "arn:aws:s3:::crm-data"
MACHINE = "/subscriptions/sub-1/resourcegroups/rg/providers/microsoft.compute/virtualmachines/web"
GROUP = "/subscriptions/sub-1/resourcegroups/rg"
PUBLIC, ENCRYPTED, CVES = "aws-s3-public", "aws-s3-encrypted", "azure-vm-cves"
SEEN = {"resource_id": BUCKET, "path": "properties.public", "value": "true"}
TAGGED = {"resource_id": BUCKET, "path": "tags.data", "value": '"pii"'}
DENIED = {"aspect": "policy", "code": "AccessDenied"}


def policy(id_: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "title": f"{id_} should hold",
        "severity": "high",
        "environment": "AWS",
        "applies_to": "AWS::S3::Bucket",
        "view": "misconfiguration",
        "category": "data",
        "maturity": "ga",
        "tactics": ["Exfiltration", "Initial Access"],
        "techniques": ["T1530", "T1078.004"],
        "standards": ["mcsb/NS-2"],
        "assessment_key": assessment_key(id_),
        "user_impact": "low",
        "implementation_effort": "low",
        "description": "What can happen",
        "remediation": {"manual": "Switch it off", "cli": "aws s3api …", "terraform": None},
        "source": "https://docs.aws.amazon.com/",
    } | more


def resource(id_: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "name": id_.rsplit("/", 1)[-1].rsplit(":", 1)[-1],
        "type": "AWS::S3::Bucket",
        "environment": "AWS",
        "account": "111",
        "region": "eu-1",
        "scope_id": "111",
        "listed_in": "eu-1",
        "properties": {"public": True},
        "aspects": {"acl": {}},
        "tags": {"data": "pii", "owner": "data-team@example.com"},
        "missing": [DENIED],
        "first_seen_at": day(1),
        "changed_at": day(2),
    } | more


def verdict(policy_id: str, resource_id: str, status: str, **more: Any) -> dict[str, Any]:
    azure = resource_id.startswith("/subscriptions/")
    return {
        "policy_id": policy_id,
        "resource_id": resource_id,
        "scope_id": GROUP if azure else "111",
        "account": "sub-1" if azure else "111",
        "status": status,
        "evidence": [],
        "missing": [],
        "changed_at": day(3),
    } | more


def look(type_: str, aspect: str, outcome: str, **more: Any) -> dict[str, Any]:
    return {
        "account": "111",
        "region": "eu-1",
        "type": type_,
        "aspect": aspect,
        "outcome": outcome,
        "code": "" if outcome == "complete" else "AccessDenied",
        "count": 1,
        "looked_at": day(15),
        "environment": "AWS",
        "source": "aws",
        "needs": "",
        "scope_id": "111",
    } | more


def small() -> Rows:
    """Facts in which every kind of answer occurs once or twice."""
    azure = {"environment": "Azure", "applies_to": "microsoft.compute/virtualmachines"}
    return {
        "policies": [
            policy(PUBLIC),
            policy(ENCRYPTED, severity="low", tactics=None, techniques=None, standards=None),
            policy(CVES, view="vulnerability", category="compute", **azure),
            policy("aws-iam-mfa", applies_to="AWS::IAM::User"),
        ],
        "resources": [
            resource(BUCKET),
            resource("arn:aws:s3:::logs", last_seen_at=day(10)),
            resource(
                MACHINE,
                type="microsoft.compute/virtualmachines",
                environment="Azure",
                account="sub-1",
                scope_id=GROUP,
                resourceGroup="rg",
                missing=[],
                tags=None,
            ),
        ],
        "verdicts": [
            verdict(PUBLIC, BUCKET, "unhealthy", clause=1, evidence=[SEEN]),
            verdict(PUBLIC, "arn:aws:s3:::logs", "healthy"),
            verdict(ENCRYPTED, BUCKET, "unknown", missing=[DENIED]),
            verdict(ENCRYPTED, "arn:aws:s3:::logs", "not_applicable", clause=0, evidence=[SEEN]),
            verdict(CVES, MACHINE, "unhealthy", clause=0),
            verdict(
                "aws-iam-mfa",
                "111",
                "unknown",
                missing=[{"aspect": "list", "code": "AccessDenied"}],
            ),
        ],
        "risks": [
            {
                "policy_id": PUBLIC,
                "resource_id": BUCKET,
                "scope_id": "111",
                "account": "111",
                "risk_level": "high",
                "points": 7,
                "at_least": True,
                "factors": ["sensitive"],
                "reasons": [
                    _reason("severity", None, 5, "high severity", []),
                    _reason("impact", "sensitive", 2, "sensitive data", [TAGGED]),
                ],
                "unseen": ["internet"],
            }
        ],
        "factors": [
            _factor("sensitive", "yes", [TAGGED], []),
            _factor("internet", None, [], [{"aspect": "AWS::S3::Bucket/policy", "code": ""}]),
        ],
        "exposure": [
            {
                "resource_id": BUCKET,
                "scope_id": "111",
                "account": "111",
                "width": None,
                "rules": [],
                "evidence": [],
                "missing": [DENIED],
            }
        ],
        "coverage": [
            look("AWS::S3::Bucket", "list", "complete"),
            look("AWS::S3::Bucket", "policy", "partial", needs="s3:GetBucketPolicy"),
            look("AWS::S3::Bucket", "policy", "denied", region="us-1", needs="s3:GetBucketPolicy"),
            look("AWS::IAM::User", "list", "denied", region="global", needs="iam:ListUsers"),
        ],
        "reports": [
            _report("r1", "vulnerability", "web", "sub-1", GROUP),
            _report("r2", "secret", "git@example.com:lost.git", None, None),
        ],
        "findings": [
            _finding("f1", "CVE-2021-44228", "critical", known_exploited=True, cvss=10.0),
            _finding("f2", "CVE-2020-0001", "low", cvss=3.1, package="zlib"),
            _finding("f3", "CVE-2020-0002", "critical", cvss=9.8),
            _finding("f4", "aws-key", "unknown", kind="secret", report_id="r2", resource_id=None),
        ],
        "scores": [
            _score("", "all", 44.0, 30.5),
            _score("AWS", "all", 82.04, None, unlisted=["111 AWS::IAM::User"]),
            _score("", "secret", None, None),
        ],
    }


def _reason(part: str, factor: str | None, points: int, why: str, evidence: Any) -> Any:
    return {"part": part, "factor": factor, "points": points, "why": why, "evidence": evidence}


def _factor(factor: str, value: str | None, evidence: Any, missing: Any) -> dict[str, Any]:
    known = {"factor": factor, "value": value, "evidence": evidence, "missing": missing}
    return {"resource_id": BUCKET, **known}


def _report(
    id_: str, kind: str, target: str, account: str | None, scope_id: str | None
) -> dict[str, Any]:
    return {
        "id": id_,
        "scanner": "trivy" if kind == "vulnerability" else "gitleaks",
        "kind": kind,
        "target": target,
        "file": f"{id_}.json",
        "taken_at": day(4),
        "count": 1,
        "account": account,
        "scope_id": scope_id,
    }


def _finding(id_: str, finding: str, severity: str, **more: Any) -> dict[str, Any]:
    return {
        "id": id_,
        "report_id": "r1",
        "kind": "vulnerability",
        "finding": finding,
        "title": f"About {finding}",
        "severity": severity,
        "resource_id": MACHINE,
        "account": "sub-1",
        "scope_id": GROUP,
        "details": {"fingerprint": 1},
    } | more


def _score(scope: str, view: str, score: float | None, low: float | None, **more: Any) -> Any:
    return {
        "scope": scope,
        "view": view,
        "score": score,
        "low": low,
        "unlisted": [],
        "resources": 3,
        "unknown_resources": 1,
        "unknown": 2,
        "critical": 0,
        "high": 1,
        "medium": 0,
        "low_level": 0,
        "constants": {},
    } | more
