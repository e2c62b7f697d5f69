"""A query for one type of `securityresources` plans that type alone, and answers the same."""

import duckdb
import pytest

from highground.kql import queries
from highground.kql.queries import Schema

PARTS = frozenset(["securityresources/microsoft.security/assessments"])
NARROW = '"part"."securityresources/microsoft.security/assessments"'


def sql(text: str) -> str:
    tables = {"securityresources": ["id", "name", "type"], "resources": ["id", "type"]}
    return queries.translate(text, Schema(duckdb.connect(), tables, PARTS))


@pytest.mark.parametrize(
    "text",
    [
        "securityresources | where type =~ 'Microsoft.Security/Assessments'",
        "SecurityResources | where name == 'a' and type == 'microsoft.security/assessments'",
        "securityresources | where name == 'a' | where tolower(type) == "
        "'microsoft.security/assessments' | count",
        "resources | join kind=inner (securityresources | where type =~ "
        "'microsoft.security/assessments') on id",
    ],
)
def test_one_type_is_read_alone(text: str) -> None:
    assert NARROW in sql(text)


@pytest.mark.parametrize(
    "text",
    [
        "securityresources",
        "securityresources | where type =~ 'microsoft.security/pricings'",
        "securityresources | where type != 'microsoft.security/assessments'",
        "securityresources | where type == 'microsoft.security/assessments' or name == 'a'",
        "securityresources | extend type = 'x' | where type =~ 'microsoft.security/assessments'",
        "resources | where type =~ 'microsoft.security/assessments'",
        "let securityresources = resources; "
        "securityresources | where type =~ 'microsoft.security/assessments'",
    ],
)
def test_whatever_else_may_match_is_read_too(text: str) -> None:
    assert NARROW not in sql(text)
