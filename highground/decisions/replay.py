"""Decisions out of their log: what stood after the last of these events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping

Row = dict[str, Any]

DATES = ("due_on", "eta_on")
TIMES = ("expires_at", "created_at", "revoked_at", "assigned_at")


def replay(events: Sequence[RowMapping]) -> tuple[list[Row], list[Row]]:
    """Assignments and exemptions, in the columns of their tables and the order of their keys."""
    assignments: dict[tuple[str, str], Row] = {}
    exemptions: dict[str, Row] = {}
    for event in events:
        detail = _parsed(event["detail"])
        key = (event["policy_id"], str(detail.get("resource_id")))
        stamp = {"version": event["seq"]}
        match event["kind"]:
            case "assigned" | "changed":
                by = {"assigned_by": event["by"], "assigned_at": event["at"]}
                assignments[key] = detail | by | stamp
            case "unassigned":
                assignments.pop(key, None)
            case "exempted":
                by = {"created_by": event["by"], "created_at": event["at"], "revoked_at": None}
                id_ = event["exemption_id"]
                exemptions[id_] = detail | by | stamp | {"id": id_}
            case "revoked":
                exemptions[event["exemption_id"]] |= {"revoked_at": event["at"]} | stamp
    return [assignments[each] for each in sorted(assignments)], [
        exemptions[each] for each in sorted(exemptions)
    ]


def _parsed(detail: Mapping[str, Any]) -> Row:
    """The log keeps days and times as text."""
    row = dict(detail)
    for name in DATES:
        row |= {name: date.fromisoformat(row[name])} if row.get(name) else {}
    for name in TIMES:
        row |= {name: datetime.fromisoformat(row[name])} if row.get(name) else {}
    return row
