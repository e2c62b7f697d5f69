"""One recommendation's page: its item, with the reasons, proofs and decisions behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from highground.errors import NotFound
from highground.web import attack, deciding, findings, items, library, texts
from highground.web.answers.common import Severities
from highground.web.answers.decisions import Exemption
from highground.web.answers.details import Details, FactorSeen, Queries, Reason, Scope
from highground.web.items import ITEMS_SQL
from highground.web.missing import Gaps
from highground.web.reading import Reader
from highground.web.rows import one, rows, shaped

ITEM_SQL = ITEMS_SQL + "SELECT * FROM items WHERE resource_id = $resource_id"

RISK_SQL = """
SELECT reasons, unseen, factors
FROM risks
WHERE policy_id = $policy_id AND resource_id = $resource_id
"""

FACTORS_SQL = """
SELECT factor, "value", evidence, missing
FROM factors
WHERE resource_id = $resource_id
ORDER BY factor
"""

# Narrowest first; at equal width a waiver before mitigated, the more conservative for the score.
EXEMPTIONS_SQL = """
SELECT *
FROM exemptions
WHERE policy_id = $policy_id
  AND target = CASE kind
        WHEN 'resource' THEN $resource_id
        WHEN 'resource_group' THEN $scope_id
        WHEN 'account' THEN $account
    END
  AND revoked_at IS NULL
  AND (expires_at IS NULL OR expires_at > $now)
ORDER BY
    CASE kind WHEN 'resource' THEN 0 WHEN 'resource_group' THEN 1 ELSE 2 END,
    category DESC,
    id
"""


def details(reading: Reader, policy_id: str, resource_id: str) -> Details:
    """All that is known of one policy on one resource, or `NotFound`."""
    con = reading.con
    policy = items.policy(con, policy_id)
    row = one(con, ITEM_SQL, {"policy_id": policy_id, "resource_id": resource_id})
    if row is None:
        raise NotFound(f"policy {policy_id!r} says nothing of {resource_id!r}")
    gaps = Gaps(con, [row["account"]])
    exemptions = _exemptions(reading, row)
    return Details.model_validate(
        row
        | _risk(reading, row)
        | {
            "policy": items.brief(policy),
            "resource": items.resource(row),
            "scope": _scope(row),
            "factors_seen": factors(reading, resource_id, row["account"], row["type"]),
            "attack_paths_evaluated": False,
            "freshness": "-",
            "evaluated_at": reading.edition.view.snapshot.began_at,
            "tactics": attack.tactics(policy["tactics"]),
            "techniques": attack.techniques(policy["techniques"]),
            "clause": _clause(reading, policy, row["clause"]),
            "evidence": row["evidence"] or [],
            "missing": gaps.explain(row["missing"], row["account"], row["applies_to"]),
            "findings": _findings(reading, policy, resource_id),
            "remediation": items.remediation(policy),
            "exemption": next((e for e in exemptions if e.id == row["exemption_id"]), None),
            "exemptions": exemptions,
            "history": deciding.events(reading, row),
            "queries": _queries(policy, resource_id),
        }
    )


def factors(reading: Reader, resource_id: str, account: str, type_: str) -> list[FactorSeen]:
    """What is known of each risk factor of a resource, and why the rest is not."""
    gaps = Gaps(reading.con, [account])
    return [
        FactorSeen.model_validate(
            row
            | {
                "evidence": row["evidence"] or [],
                "missing": gaps.explain(row["missing"], account, type_),
            }
        )
        for row in rows(reading.con, FACTORS_SQL, {"resource_id": resource_id})
    ]


def _risk(reading: Reader, row: Mapping[str, Any]) -> dict[str, Any]:
    """The sum behind the level. A verdict that is not unhealthy has no risk."""
    key = {"policy_id": row["policy_id"], "resource_id": row["resource_id"]}
    risk = one(reading.con, RISK_SQL, key) or {"reasons": None, "unseen": None, "factors": None}
    reasons = [
        Reason.model_validate(each | {"evidence": each["evidence"] or []})
        for each in risk["reasons"] or ()
    ]
    return {
        "reasons": reasons,
        "unseen": risk["unseen"] or [],
        "factors": risk["factors"] or row["factors"],
    }


def _scope(row: Mapping[str, Any]) -> Scope:
    kind = "account" if row["scope_id"] == row["account"] else "resource_group"
    return Scope.model_validate({**row, "kind": kind})


def _clause(reading: Reader, policy: Mapping[str, Any], clause: int | None) -> str | None:
    """The line that decided, if the library still has the policy as this snapshot knew it."""
    file = library.written(reading.deps.policies, policy["id"])
    if clause is None or file is None or file.description != policy["description"]:
        return None
    return file.clauses[clause] if clause < len(file.clauses) else None


def _findings(reading: Reader, policy: Mapping[str, Any], resource_id: str) -> Severities | None:
    """How many by severity; None of a policy that no scanner feeds."""
    if not findings.has_findings(policy):
        return None
    return findings.severities(reading.con, policy["view"], resource_id)


def _exemptions(reading: Reader, row: Mapping[str, Any]) -> list[Exemption]:
    now = reading.edition.view.now.replace(tzinfo=None)
    names = ("policy_id", "resource_id", "scope_id", "account")
    params = {name: row[name] for name in names} | {"now": now}
    return shaped(Exemption, reading.con, EXEMPTIONS_SQL, params)


def _queries(policy: Mapping[str, Any], resource_id: str) -> Queries:
    key = policy["assessment_key"]
    return Queries(
        resources=texts.affected(key),
        resource=texts.item(key, resource_id),
        findings=texts.findings(key, resource_id) if findings.has_findings(policy) else None,
    )
