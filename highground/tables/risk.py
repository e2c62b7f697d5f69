"""What risk makes: factors of each resource's surroundings, and levels out of them."""

from __future__ import annotations

from highground.tables.table import EVIDENCE, MISSING, Table

FACTORS = Table(
    "factors",
    key=("resource_id", "factor"),
    columns={
        "resource_id": "VARCHAR",
        "factor": "VARCHAR",  # internet, vuln, sensitive, critical, anonymous, unencrypted, …
        "value": "VARCHAR",  # wide, narrow, trusted, very_high, …, yes, no; NULL: not evaluated
        "evidence": EVIDENCE,
        "missing": MISSING,  # of a NULL value: what was not seen
    },
)

RISKS = Table(
    "risks",
    key=("policy_id", "resource_id"),
    columns={
        "policy_id": "VARCHAR",
        "resource_id": "VARCHAR",
        "scope_id": "VARCHAR",
        "account": "VARCHAR",
        "risk_level": "VARCHAR",  # critical, high, medium, low
        "points": "INTEGER",  # severity + likelihood + impact + path
        "at_least": "BOOLEAN",  # a factor that was not evaluated could raise the level
        "factors": "VARCHAR[]",  # keys of all that are true of the resource, counted or not
        # They add up to `points`. Of a factor that does not count for this policy, points are 0.
        "reasons": (
            "STRUCT(part VARCHAR, factor VARCHAR, points INTEGER, why VARCHAR, "
            'evidence STRUCT(resource_id VARCHAR, path VARCHAR, "value" JSON)[])[]'
        ),
        "unseen": "VARCHAR[]",  # the factors behind `at_least`
    },
)
