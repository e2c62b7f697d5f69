"""Clauses joined by `all`, lists that may be one value, and conditions that narrow a principal."""

from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from highground.posture.defaults import Absence, Absences
from tests.posture.judge import DENIED, TYPE, judge, policy

STATEMENT = ("aspects", "a", "Statement")
GRANTS = {"in": "aspects.a.Statement", "or_one": True, "where": "item.Principal == '*'"}
BOTH = policy([{"all": [{"any": GRANTS}, "not(tobool(properties.blocked))"]}])
EVERYONE = {"Statement": [{"Principal": "*"}]}


@pytest.mark.parametrize(
    ("a", "properties", "status"),
    [
        (EVERYONE, {"blocked": False}, "unhealthy"),
        (EVERYONE, {"blocked": True}, "healthy"),
        ({"Statement": [{"Principal": "1"}]}, {"blocked": False}, "healthy"),
        ({"Statement": {"Principal": "*"}}, {"blocked": False}, "unhealthy"),
        ({"Statement": {"Principal": "1"}}, {"blocked": False}, "healthy"),
        (EVERYONE, {}, "unknown"),
        (None, {"blocked": False}, "unknown"),
        (None, {"blocked": True}, "healthy"),
        ({"Statement": "*"}, {"blocked": False}, "unknown"),
    ],
    ids=str,
)
def test_all_parts_must_hold_and_one_that_does_not_decides(
    con: DuckDBPyConnection, a: Any, properties: dict[str, Any], status: str
) -> None:
    aspects = {"aspects": {}, "missing": DENIED} if a is None else {"aspects": {"a": a}}
    [row] = judge(con, BOTH, resources=[{**aspects, "properties": properties}])
    assert row["status"] == status


def test_the_evidence_of_all_parts_is_shown(con: DuckDBPyConnection) -> None:
    thing = {"aspects": {"a": EVERYONE}, "properties": {"blocked": False}}
    [row] = judge(con, BOTH, resources=[thing])
    assert [each["path"] for each in row["evidence"]] == [
        "aspects.a.Statement[0]",
        "properties.blocked",
    ]


FIXED = "123456789012"


@pytest.mark.parametrize(
    ("condition", "fixed"),
    [
        (None, False),
        ({}, False),
        ({"StringEquals": {"aws:SourceAccount": FIXED}}, True),
        ({"stringequals": {"AWS:SourceAccount": [FIXED]}}, True),
        ({"StringLike": {"aws:SourceAccount": "*"}}, False),
        ({"StringLike": {"aws:SourceAccount": [FIXED, "*"]}}, False),
        ({"ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"}}, False),
        ({"ArnLike": {"aws:SourceArn": f"arn:aws:sns:eu-west-1:{FIXED}:*"}}, True),
        ({"StringEqualsIfExists": {"aws:SourceAccount": FIXED}}, False),
        ({"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-1"}}, False),
        ({"ForAnyValue:StringEquals": {"aws:PrincipalOrgID": "o-1"}}, True),
        ({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}, True),
        ({"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/0"]}}, False),
        ({"StringNotEquals": {"aws:SourceAccount": FIXED}}, False),
        ({"Bool": {"aws:SecureTransport": "true"}}, False),
        ("x", None),
    ],
    ids=str,
)
def test_a_condition_narrows_only_by_a_fixed_value(
    con: DuckDBPyConnection, condition: Any, fixed: bool | None
) -> None:
    """As AWS defines "public": userguide/access-control-block-public-access.html."""
    declared: Absences = {(TYPE, ("properties", "Condition")): Absence(None)}
    one = policy(["fixed_source(properties.Condition)"])
    given = {} if condition is None else {"Condition": condition}
    [row] = judge(con, one, resources=[{"properties": given}], absences=declared)
    assert row["status"] == {True: "unhealthy", False: "healthy", None: "unknown"}[fixed]
