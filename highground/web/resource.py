"""One resource's page: its documents and all that is concluded from them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from highground.errors import NotFound
from highground.web import details, texts
from highground.web.answers.resources import Exposure, Resource, ResourceVerdict
from highground.web.missing import Gaps
from highground.web.reading import Reader
from highground.web.rows import one, rows

RESOURCE_SQL = "SELECT * FROM resources WHERE id = $id"
EXPOSURE_SQL = "SELECT * FROM exposure WHERE resource_id = $id"

VERDICTS_SQL = """
SELECT
    v.policy_id,
    p.title,
    p.severity,
    p.applies_to,
    v.status,
    n.risk_level,
    v.missing,
    v.changed_at
FROM verdicts AS v
JOIN policies AS p ON p.id = v.policy_id
LEFT JOIN recommendations AS n USING (policy_id, resource_id)
WHERE v.resource_id = $id
ORDER BY
    list_position(['unhealthy', 'unknown', 'healthy', 'not_applicable'], v.status),
    list_position(['critical', 'high', 'medium', 'low'], n.risk_level) NULLS LAST,
    p.title,
    v.policy_id
"""


def details_of(reading: Reader, resource_id: str) -> Resource:
    """The resource with exposure, factors and verdicts, or `NotFound`."""
    con = reading.con
    row = one(con, RESOURCE_SQL, {"id": resource_id})
    if row is None:
        raise NotFound(f"no resource {resource_id!r}")
    account, type_ = row["account"], row["type"]
    gaps = Gaps(con, [account])
    verdicts = rows(con, VERDICTS_SQL, {"id": resource_id})
    return Resource.model_validate(
        row
        | {
            "resource_group": row["resourceGroup"],
            "missing": gaps.explain(row["missing"], account, type_),
            "exposure": _exposure(reading, row, gaps),
            "factors": details.factors(reading, resource_id, account, type_),
            "verdicts": [_verdict(each, gaps, account) for each in verdicts],
            "query": texts.resource(resource_id),
        }
    )


def _exposure(reading: Reader, row: Mapping[str, Any], gaps: Gaps) -> Exposure | None:
    found = one(reading.con, EXPOSURE_SQL, {"id": row["id"]})
    if found is None:
        return None
    missing = gaps.explain(found["missing"], row["account"], row["type"])
    evidence = found["evidence"] or []
    rules = found["rules"] or []
    return Exposure.model_validate(
        found | {"missing": missing, "evidence": evidence, "rules": rules}
    )


def _verdict(row: Mapping[str, Any], gaps: Gaps, account: str) -> ResourceVerdict:
    missing = gaps.explain(row["missing"], account, row["applies_to"])
    return ResourceVerdict.model_validate({**row, "missing": missing})
