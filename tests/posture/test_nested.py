"""Lists within lists are decided like lists, and the deciding element stands in the evidence."""

import json
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from highground.posture.defaults import Absence, Absences
from tests.posture.judge import TYPE, judge, policy

RULES = ("properties", "IpPermissions")
MEANT = {
    (TYPE, RULES): Absence([]),
    (TYPE, (*RULES, "[]", "IpRanges")): Absence([]),
    (TYPE, (*RULES, "[]", "FromPort")): Absence(0),
}
CLAUSE = {
    "any": {
        "in": "properties.IpPermissions",
        "where": "toint(item.FromPort) <= 22",
        "and": [{"any": {"in": "item.IpRanges", "where": "any_address(item.CidrIp)"}}],
    }
}
EVERYONE, SOMEONE = {"CidrIp": "0.0.0.0/0"}, {"CidrIp": "10.0.0.0/8"}


@pytest.mark.parametrize(
    ("rules", "status"),
    [
        ([{"FromPort": 22, "IpRanges": [SOMEONE, EVERYONE]}], "unhealthy"),
        ([{"IpRanges": [EVERYONE]}], "unhealthy"),
        ([{"FromPort": 443, "IpRanges": [EVERYONE]}], "healthy"),
        ([{"FromPort": 22, "IpRanges": [SOMEONE]}], "healthy"),
        ([{"FromPort": 22}], "healthy"),
        ([{"FromPort": 443, "IpRanges": [{}]}], "healthy"),
        ([{"FromPort": 22, "IpRanges": [{}]}], "unknown"),
        ([{"FromPort": 22, "IpRanges": [{}, EVERYONE]}], "unhealthy"),
        ([{"FromPort": 22, "IpRanges": "all"}], "unknown"),
        ([{"FromPort": "ssh", "IpRanges": [EVERYONE]}], "unknown"),
        (None, "healthy"),
    ],
    ids=str,
)
def test_both_levels_decide(con: DuckDBPyConnection, rules: Any, status: str) -> None:
    thing = {"properties": {} if rules is None else {"IpPermissions": rules}}
    [row] = judge(con, policy([CLAUSE]), resources=[thing], absences=MEANT)
    assert row["status"] == status


def test_the_deciding_element_is_the_evidence(con: DuckDBPyConnection) -> None:
    open_rule = {"FromPort": 22, "IpRanges": [EVERYONE]}
    thing = {"properties": {"IpPermissions": [{"FromPort": 443}, open_rule]}}
    [row] = judge(con, policy([CLAUSE]), resources=[thing], absences=MEANT)
    [shown] = row["evidence"]
    assert (shown["path"], json.loads(shown["value"])) == ("properties.IpPermissions[1]", open_rule)


def test_resource_graphs_own_columns_are_read_beside_the_documents(con: DuckDBPyConnection) -> None:
    one = policy(["sku.name == 'Basic' and ['kind'] == 'web' and isnull(identity.type)"])
    declared: Absences = {(TYPE, ("identity", "type")): Absence(None)}
    thing = {"sku": {"name": "Basic"}, "kind": "web"}
    [row] = judge(con, one, resources=[thing], absences=declared)
    assert row["status"] == "unhealthy"


@pytest.mark.parametrize(("days", "status"), [(89, "unhealthy"), (91, "healthy")])
def test_a_clause_reads_the_time_of_the_run(
    con: DuckDBPyConnection, days: int, status: str
) -> None:
    """The run is on 5 January 2026, when the thing is 90 days old."""
    one = policy([f"todatetime(properties.created) < ago({days}d)"])
    [row] = judge(con, one, resources=[{"properties": {"created": "2025-10-07T00:00:00Z"}}])
    assert row["status"] == status
