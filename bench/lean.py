"""What a lean loop in Python costs that reads what the policies read, and asks one thing of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from highground.kql.tree import Path
from highground.posture.policies import Policy

Plan = list[tuple[int, list[list[Path]]]]  # of each policy: the paths of each of its clauses


def plan(policies: Sequence[Policy]) -> Plan:
    """What is read for each policy of one type, in the order of its clauses."""
    return [
        (len(policy.not_applicable_when), [list(clause.reads) for clause in policy.clauses])
        for policy in policies
        if policy.query is None
    ]


def judge(plan: Plan, resource: dict[str, Any]) -> Iterator[str]:
    """A status for each policy: as much work as a hand-written check does, and no explanation."""
    for split, clauses in plan:
        status = "healthy"
        for n, paths in enumerate(clauses):
            values = [list(_at(resource, path)) for path in paths]
            if not all(values):
                status = "unknown"
                break
            if all(any(each) for each in values):
                status = "not_applicable" if n < split else "unhealthy"
                break
        yield status


def _at(value: Any, path: Path) -> Iterator[Any]:
    """Everything at a path; of lists, of every element."""
    for n, name in enumerate(path):
        if name == "[]":
            if isinstance(value, list):
                for each in value:
                    yield from _at(each, path[n + 1 :])
            return
        if not isinstance(value, dict) or name not in value:
            return
        value = value[name]
    yield value
