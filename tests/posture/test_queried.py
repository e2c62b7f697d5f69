"""A policy that looks at more than one resource is unknown where it could not see them all."""

from __future__ import annotations

from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from highground.posture.policies import Policy
from highground.posture.trial import Case, try_cases

QUERY = """
resources
| where type == 'Test::Thing'
| join kind=leftouter (
    resources | where type == 'Test::Log' | project log = tostring(properties['of'])
  ) on $left.id == $right.log
| project id, unhealthy = isempty(log)
"""


def policy(**more: Any) -> Policy:
    return Policy.model_validate(
        {
            "id": "p-1",
            "title": "Things should be logged",
            "severity": "low",
            "category": "data",
            "applies_to": "Test::Thing",
            "query": QUERY,
            "needs": [{"type": "Test::Log"}],
            "description": "",
            "remediation": {"manual": ""},
            "source": "https://example.com",
            **more,
        }
    )


LOG = {"id": "log", "type": "Test::Log", "properties": {"of": "it"}}


@pytest.mark.parametrize(
    ("case", "status"),
    [
        ({"others": [LOG]}, "healthy"),
        ({}, "unhealthy"),
        ({"others": [{**LOG, "properties": {"of": "other"}}]}, "unhealthy"),
        ({"looks": [{"type": "Test::Log", "outcome": "denied", "code": "X"}]}, "unknown"),
        ({"looks": [{"type": "Test::Log", "outcome": "not_enabled"}]}, "unhealthy"),
        (
            {
                "others": [LOG],
                "looks": [{"type": "Test::Log", "outcome": "partial", "code": "X"}],
            },
            "unknown",
        ),
        ({"others": [{**LOG, "last_seen_at": "2026-01-01T00:00:00Z"}]}, "unknown"),
        ({"others": [LOG], "last_seen_at": "2026-01-01T00:00:00Z"}, "unknown"),
    ],
    ids=str,
)
def test_what_it_looks_up_must_have_been_seen(
    con: DuckDBPyConnection, case: dict[str, Any], status: str
) -> None:
    given = Case.model_validate({"status": status, "why": "", **case})
    assert try_cases(con, policy(), [given], {}) == [status]


def test_a_query_can_say_that_it_does_not_apply(con: DuckDBPyConnection) -> None:
    one = policy(query=QUERY.strip() + ", not_applicable = name == 'it'")
    given = Case.model_validate({"status": "not_applicable", "why": ""})
    assert try_cases(con, one, [given], {}) == ["not_applicable"]


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("resources | project id", "no column `unhealthy`"),
        ("resources | project id, unhealthy = 1", "no column `unhealthy` of type BOOLEAN"),
        ("resources | project id, unhealthy = changed_at < ago(1d)", "does not read the clock"),
        ("nothing | project id, unhealthy = true", "not KQL we can run"),
        ("resources | projekt id", "not KQL we can run"),
        (".drop table resources", "not KQL we can run"),
    ],
)
def test_a_query_that_cannot_judge_is_refused(query: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        policy(query=query)
