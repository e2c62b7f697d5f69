"""One policy for all resources: four tabs with their counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from duckdb import DuckDBPyConnection

from highground.web import attack, findings, items, texts
from highground.web.answers.common import Levels, Missing, VerdictStatus
from highground.web.answers.details import AffectedResource, AllResources, Counts
from highground.web.items import ITEMS_SQL
from highground.web.missing import Gaps
from highground.web.paging import Turn
from highground.web.reading import Reader
from highground.web.rows import one, rows

COUNTS_SQL = (
    ITEMS_SQL
    + """
SELECT
    count(*) FILTER (tab = 'unhealthy') AS unhealthy,
    count(*) FILTER (tab = 'healthy') AS healthy,
    count(*) FILTER (tab = 'not_applicable') AS not_applicable,
    count(*) FILTER (tab = 'unknown') AS unknown,
    count(*) FILTER (status = 'exempted') AS exempted,
    count(*) FILTER (tab = 'unhealthy' AND risk_level = 'critical') AS level_critical,
    count(*) FILTER (tab = 'unhealthy' AND risk_level = 'high') AS level_high,
    count(*) FILTER (tab = 'unhealthy' AND risk_level = 'medium') AS level_medium,
    count(*) FILTER (tab = 'unhealthy' AND risk_level = 'low') AS level_low,
    count(*) FILTER (tab = 'unhealthy' AND risk_level = 'not_evaluated') AS level_not_evaluated
FROM items
"""
)

TAB_SQL = (
    ITEMS_SQL
    + """
SELECT items.*, x.category AS exemption_category, x.name AS exemption, x.description AS waived
FROM items
LEFT JOIN exemptions AS x ON x.id = items.exemption_id
WHERE tab = $tab
ORDER BY
    list_position(['critical', 'high', 'medium', 'low'], risk_level) NULLS LAST,
    attack_paths DESC,
    items.name,
    items.resource_id
LIMIT $limit OFFSET $start
"""
)


class Asked(NamedTuple):
    """Which tab, and which page of it."""

    tab: VerdictStatus
    after: str
    limit: int


def page(reading: Reader, policy_id: str, asked: Asked) -> AllResources:
    """One tab's page, or `NotFound` if there is no such policy."""
    turn = Turn(reading, f"affected\n{policy_id}\n{asked.tab}", asked.after, asked.limit)
    con = turn.reading.con
    policy = items.policy(con, policy_id)
    counts = one(con, COUNTS_SQL, {"policy_id": policy_id}) or {}
    total = counts[asked.tab]
    key = policy["assessment_key"]
    return AllResources(
        items=_tab(con, policy_id, asked.tab, turn),
        next=turn.next(total),
        unknown=counts["unknown"],
        total=total,
        policy=items.brief(policy),
        remediation=items.remediation(policy),
        tactics=attack.tactics(policy["tactics"]),
        techniques=attack.techniques(policy["techniques"]),
        tab=asked.tab,
        counts=Counts.model_validate(counts),
        levels=Levels.model_validate({name[6:]: n for name, n in counts.items()}),
        query=texts.affected(key),
        findings_query=texts.findings(key) if findings.has_findings(policy) else None,
    )


def _tab(con: DuckDBPyConnection, policy_id: str, tab: str, turn: Turn) -> list[AffectedResource]:
    params = {"policy_id": policy_id, "tab": tab, "limit": turn.limit, "start": turn.start}
    found = rows(con, TAB_SQL, params)
    gaps = Gaps(con, (row["account"] for row in found))
    return [_item(row, gaps) for row in found]


def _item(row: Mapping[str, Any], gaps: Gaps) -> AffectedResource:
    missing = gaps.explain(row["missing"], row["account"], row["applies_to"])
    return AffectedResource.model_validate(
        {
            **row,
            "resource": items.resource(row),
            "reason": _reason(row, missing),
            "missing": missing,
        }
    )


def _reason(row: Mapping[str, Any], missing: list[Missing]) -> str | None:
    """Why a resource is not applicable or not known."""
    if row["status"] == "exempted":
        name = f"{row['exemption_category']}: {row['exemption']}"
        return f"Exempt, {name}. {row['waived'] or ''}".strip()
    if row["verdict"] == "not_applicable":
        seen = "; ".join(f"{each['path']} is {each['value']}" for each in row["evidence"] or ())
        return seen or "The policy does not apply to it"
    if row["verdict"] == "unknown":
        return "; ".join(map(_unseen, missing)) or "Not seen"
    return None


def _unseen(missing: Missing) -> str:
    why = missing.code or missing.outcome or "nobody says why"
    needs = f", needs {missing.needs}" if missing.needs else ""
    return f"{missing.aspect} was not seen: {why}{needs}"
