"""A small company on three clouds, made from a seed: enough rows for every filter to bite."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any, get_args

from highground.decisions.store import Assign, Exempt
from highground.ids import assessment_key
from highground.posture.vocabulary import Category, Factor, Tactic
from tests.tables import day
from tests.web.estate import NOW, Estate, Rows

SEED = 20260115
TYPES = {
    "Azure": ("microsoft.storage/storageaccounts", "microsoft.compute/virtualmachines"),
    "AWS": ("AWS::S3::Bucket", "AWS::EC2::Instance"),
    "GCP": ("storage.googleapis.com/Bucket", "compute.googleapis.com/Instance"),
}
ACCOUNTS = {"Azure": ("sub-1", "sub-2"), "AWS": ("111111111111", "222222222222"), "GCP": ("acme",)}
VIEWS = ("misconfiguration", "misconfiguration", "vulnerability", "secret")
SEVERITIES = ("critical", "high", "medium", "low")
LEVELS = (*SEVERITIES, "not_evaluated")
OWNERS = ("data-team@example.com", "Ärztin@example.com", "unspecified")


def company(seed: int = SEED) -> Rows:
    """Facts under the tables' contracts. Equal seeds give equal rows."""
    chance = Random(seed)
    policies = [_policy(chance, e, t, n) for e in TYPES for t in TYPES[e] for n in range(4)]
    resources = [_resource(chance, e, t, n) for e in TYPES for t in TYPES[e] for n in range(11)]
    verdicts = [
        _verdict(chance, p, r) for p in policies for r in resources if p["applies_to"] == r["type"]
    ]
    risks = [
        _risk(chance, v) for v in verdicts if v["status"] == "unhealthy" and chance.random() > 0.1
    ]
    return {
        "policies": policies,
        "resources": resources,
        "verdicts": verdicts,
        "risks": risks,
        "exposure": [_exposure(chance, r) for r in resources if chance.random() > 0.3],
        "coverage": _coverage(),
    }


def _policy(chance: Random, environment: str, type_: str, number: int) -> dict[str, Any]:
    short = type_.split("/")[-1].split("::")[-1].lower()
    id_ = f"{environment.lower()}-{short}-rule-{number}"
    return {
        "id": id_,
        "title": f"{short.title()} number {chance.randrange(3)} should be 100% on_{number}",
        "severity": chance.choice(SEVERITIES),
        "environment": environment,
        "applies_to": type_,
        "view": VIEWS[number],
        "category": chance.choice(get_args(Category)),
        "maturity": chance.choice(("ga", "ga", "preview")),
        "tactics": chance.sample(get_args(Tactic), chance.randrange(4)),
        "techniques": ["T1530", "T1078.004"],
        "standards": [],
        "threats": [],
        "catalogue": [],
        "relevance": [],
        "assessment_key": assessment_key(id_),
        "user_impact": "low",
        "implementation_effort": "moderate",
        "description": f"What {id_} means",
        "remediation": {"manual": f"Switch {id_} on", "cli": None, "terraform": None},
        "source": "https://example.com/",
    }


def _resource(chance: Random, environment: str, type_: str, number: int) -> dict[str, Any]:
    account = chance.choice(ACCOUNTS[environment])
    name = f"{chance.choice(('CRM', 'crm', 'web', 'ähre'))}{number}"
    group = f"/subscriptions/{account}/resourcegroups/rg{number % 2}"
    azure = environment == "Azure"
    return {
        "id": f"{group if azure else account}/providers/{type_}/{name}-{number}",
        "name": name,
        "type": type_,
        "environment": environment,
        "account": account,
        "region": chance.choice(("eu-1", "us-1")),
        "scope_id": group if azure else account,
        "resourceGroup": f"rg{number % 2}" if azure else None,
        "listed_in": "global",
        "properties": {"number": number, "nested": {"list": [1, "two", None]}},
        "aspects": {},
        "tags": {"owner": chance.choice(OWNERS)} if chance.random() > 0.5 else {},
        "missing": [],
        "first_seen_at": day(1),
        "changed_at": day(2),
    }


def _verdict(chance: Random, policy: dict[str, Any], resource: dict[str, Any]) -> dict[str, Any]:
    status = chance.choices(("unhealthy", "healthy", "unknown", "not_applicable"), (75, 10, 10, 5))[
        0
    ]
    seen = {"resource_id": resource["id"], "path": "properties.number", "value": "7"}
    return {
        "policy_id": policy["id"],
        "resource_id": resource["id"],
        "scope_id": resource["scope_id"],
        "account": resource["account"],
        "status": status,
        "clause": None if status in ("unknown", "healthy") else 0,
        "evidence": [seen] if status in ("unhealthy", "not_applicable") else [],
        "missing": [{"aspect": "policy", "code": "AccessDenied"}] if status == "unknown" else [],
        "changed_at": day(chance.randrange(1, 10)),
    }


def _risk(chance: Random, verdict: dict[str, Any]) -> dict[str, Any]:
    factors = chance.sample(get_args(Factor), chance.randrange(4))
    key = ("policy_id", "resource_id", "scope_id", "account")
    return {name: verdict[name] for name in key} | {
        "risk_level": chance.choice(SEVERITIES),
        "points": 7,
        "at_least": chance.random() > 0.8,
        "factors": factors,
        "reasons": [
            {"part": "severity", "factor": None, "points": 7, "why": "critical", "evidence": []}
        ],
        "unseen": [],
    }


def _exposure(chance: Random, resource: dict[str, Any]) -> dict[str, Any]:
    return {
        "resource_id": resource["id"],
        "scope_id": resource["scope_id"],
        "account": resource["account"],
        "width": chance.choice(("wide", "narrow", "trusted", "none", None)),
        "rules": [],
        "evidence": [],
        "missing": [],
    }


def _coverage() -> list[dict[str, Any]]:
    return [
        {
            "account": account,
            "region": "global",
            "type": type_,
            "aspect": aspect,
            "outcome": outcome,
            "code": code,
            "count": 3,
            "looked_at": day(15),
            "environment": environment,
            "source": environment.lower(),
            "needs": f"read:{aspect}",
            "scope_id": account,
        }
        for environment, accounts in ACCOUNTS.items()
        for account in accounts
        for type_ in TYPES[environment]
        for aspect, outcome, code in (
            ("list", "complete", ""),
            ("policy", "partial", "AccessDenied"),
        )
    ]


def decide(estate: Estate) -> None:
    """Owners, due dates on both sides of today, ETAs, and exemptions of each kind."""
    chance = Random(SEED)
    today = NOW.date()
    for verdict in estate.facts["verdicts"]:
        key = {name: verdict[name] for name in ("policy_id", "resource_id", "scope_id", "account")}
        drawn = chance.random()
        if drawn < 0.3:
            due = today + timedelta(days=chance.choice((-9, -1, 0, 1, 7, 8, 30, 31, 90)))
            duty = Assign(**key, owner=chance.choice(OWNERS), due_on=due)
            if drawn < 0.1:
                duty = replace(duty, eta_on=due + timedelta(days=5), justification="later")
            estate.decisions.assign(duty, "someone", NOW, None)
        elif drawn < 0.36:
            place = {name: key[name] for name in ("policy_id", "scope_id", "account")}
            on_resource = Exempt(
                name="known",
                description="accepted",
                category="waiver",
                kind="resource",
                target=key["resource_id"],
                **place,
            )
            on_group = replace(on_resource, kind="resource_group", target=key["scope_id"])
            estate.decisions.exempt(chance.choice((on_resource, on_group)), "someone", NOW)
