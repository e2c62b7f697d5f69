"""What the Recommendations page must show, said again in plain Python: lists, dicts and loops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from tests.web.estate import NOW, Estate

Row = dict[str, Any]
RANKS = {"critical": 4, "high": 3, "medium": 2, "low": 1, "not_evaluated": 0}
OPEN = ("unassigned", "on_time", "overdue")
OF_UNKNOWN = (
    "view",
    "environment",
    "category",
    "severity",
    "maturity",
    "resource_type",
    "account",
    "policy_id",
    "resource_id",
    "tactic",
    "q",
)


def listed(estate: Estate) -> list[Row]:
    """Every unhealthy verdict with all that filters ask of it, in page order."""
    decided = {
        "assignments": estate.decisions.assignments(),
        "exemptions": estate.decisions.exemptions(),
    }
    facts = {**estate.facts, **decided}
    rows = [
        _row(facts, verdict) for verdict in facts["verdicts"] if verdict["status"] == "unhealthy"
    ]
    return sorted(rows, key=page_order)


def unknown(estate: Estate) -> list[Row]:
    """Every unknown verdict with the facts that are known of it."""
    facts = estate.facts
    return [_known(facts, v) for v in facts["verdicts"] if v["status"] == "unknown"]


def page_order(row: Row) -> tuple[Any, ...]:
    return (
        -RANKS[row["risk_level"]],
        0,
        row["title"],
        row["resource_name"],
        row["policy_id"],
        row["resource_id"],
    )


def _known(facts: Mapping[str, list[Row]], verdict: Row) -> Row:
    policy = next(p for p in facts["policies"] if p["id"] == verdict["policy_id"])
    resource = next(r for r in facts["resources"] if r["id"] == verdict["resource_id"])
    names = ("title", "severity", "view", "category", "maturity", "environment")
    return {name: policy[name] for name in names} | {
        "policy_id": policy["id"],
        "resource_id": resource["id"],
        "account": resource["account"],
        "resource_name": resource["name"],
        "resource_type": resource["type"],
        "tactic": policy["tactics"],
        "scope_id": resource["scope_id"],
    }


def _row(facts: Mapping[str, list[Row]], verdict: Row) -> Row:
    key = (verdict["policy_id"], verdict["resource_id"])
    row = _known(facts, verdict)
    risk = next((r for r in facts["risks"] if (r["policy_id"], r["resource_id"]) == key), None)
    width = next((e["width"] for e in facts["exposure"] if e["resource_id"] == key[1]), None)
    factors = risk["factors"] if risk else []
    seen = width in ("wide", "narrow") or "internet" in factors
    duties = [a for a in facts["assignments"] if (a["policy_id"], a["resource_id"]) == key]
    duty = duties[0] if duties else None
    due = duty["due_on"] if duty else None
    exempted = any(_covers(e, row) for e in facts["exemptions"])
    return row | {
        "risk_level": risk["risk_level"] if risk else "not_evaluated",
        "at_least": bool(risk and risk["at_least"]),
        "factor": factors,
        "exposed": "yes" if seen else "no" if width else "not_evaluated",
        "owner": duty["owner"] if duty else "",
        "due_on": due.isoformat() if due else None,
        "due": _bucket((due - NOW.date()).days) if due else "none",
        "status": "exempted" if exempted else _status(due),
        "changed_at": verdict["changed_at"].isoformat() + "Z",
    }


def _covers(exemption: Mapping[str, Any], row: Row) -> bool:
    target = row["resource_id"] if exemption["kind"] == "resource" else row["scope_id"]
    return bool(exemption["policy_id"] == row["policy_id"] and exemption["target"] == target)


def _status(due: Any) -> str:
    if due is None:
        return "unassigned"
    return "overdue" if due < NOW.date() else "on_time"


def _bucket(days: int) -> str:
    if days < 0:
        return "overdue"
    return "in_7_days" if days <= 7 else "in_30_days" if days <= 30 else "later"


def kept(rows: Iterable[Row], filters: Mapping[str, Any], names: Iterable[str] = ()) -> list[Row]:
    """The rows for which all filters hold; with `names`, only these filters are asked."""
    asked = {name: each for name, each in filters.items() if not names or name in names}
    return [row for row in rows if all(_holds(row, name, each) for name, each in asked.items())]


def _holds(row: Row, name: str, asked: Any) -> bool:
    if name == "q":
        return (
            asked.lower() in row["title"].lower() or asked.lower() in row["resource_name"].lower()
        )
    if name == "view":
        return asked in ("all", row["view"])
    values = row[name] if isinstance(row[name], list) else [row[name]]
    return any(value in asked for value in values)


def counted(rows: Iterable[Row], name: str) -> Counter[str]:
    """How many rows have each value of one filter."""
    found: Counter[str] = Counter()
    for row in rows:
        found.update(row[name] if isinstance(row[name], list) else [row[name]])
    return found


def grouped(rows: Iterable[Row], name: str) -> dict[str, list[Row]]:
    """Rows by the value of one column."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row[name], []).append(row)
    return found


SORTS: dict[str, Callable[[Row], Any]] = {
    "title": lambda row: row["title"],
    "resource_name": lambda row: row["resource_name"],
    "resource_type": lambda row: row["resource_type"],
    "environment": lambda row: row["environment"],
    "account": lambda row: row["account"],
    "severity": lambda row: RANKS[row["severity"]],
    "owner": lambda row: row["owner"] or None,
    "status": lambda row: row["status"],
    "due_on": lambda row: row["due_on"],
    "changed_at": lambda row: row["changed_at"],
}


def sort(rows: list[Row], by: str) -> list[Row]:
    """Rows in another order: equal ones stay in page order, and what is not set comes last."""
    key = SORTS[by.removeprefix("-")]
    there = [row for row in rows if key(row) is not None]
    values = sorted({key(row) for row in there}, reverse=by.startswith("-"))
    return [r for v in values for r in there if key(r) == v] + [r for r in rows if key(r) is None]
