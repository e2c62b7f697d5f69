"""Two ways to one number: what a page counts, and what the published query gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from duckdb import DuckDBPyConnection

from highground.kql.sandbox import Sandbox, Source
from highground.web.opening import deps
from tests.demo.estate import Demo
from tests.web.conftest import serving

# What "Open query" opens, for affected resources and for findings, written out by hand.
AFFECTED_KQL = """
securityresources
| where type =~ "microsoft.security/assessments"
| where name =~ "{key}"
| extend resourceId = tolower(tostring(coalesce(properties.resourceDetails.Id,
    properties.resourceDetails.AzureResourceId,
    extract("(?i)^(.+)/providers/Microsoft.Security/assessments/[^/]+$", 1, id))))
| extend statusCode = tostring(properties.status.code)
| where statusCode == "Unhealthy"
| project subscriptionId, resourceGroup, resourceId
| order by resourceId asc
"""

FINDINGS_KQL = """
securityresources
| where type =~ "microsoft.security/assessments/subassessments"
| extend assessmentKey = extract("(?i)/providers/Microsoft.Security/assessments/([^/]+)", 1, id)
| where assessmentKey =~ "{key}"
| where tostring(properties.status.code) == "Unhealthy"
| project findingId = tostring(properties.id), severity = tostring(properties.status.severity)
"""


@pytest.fixture(scope="module")
def pages(demo_estate: Demo) -> Iterator[httpx.Client]:
    opened = deps(demo_estate.home(), demo_estate.library())
    with opened.sandbox, serving(opened, None) as running:  # type: ignore[arg-type]
        yield running.visitor()


@pytest.fixture(scope="module")
def query(demo_estate: Demo) -> Iterator[Any]:
    view = demo_estate.view()
    with Sandbox() as sandbox:
        yield lambda text: sandbox.query(text, Source(view.id, view.parts)).rows


def keys(con: DuckDBPyConnection) -> list[tuple[str, str]]:
    sql = (
        "SELECT DISTINCT policies.id, policies.assessment_key FROM recommendations "
        "JOIN policies ON policies.id = policy_id ORDER BY ALL"
    )
    return con.execute(sql).fetchall()


def test_a_recommendation_counts_what_its_query_gives(
    shown: DuckDBPyConnection, pages: httpx.Client, query: Any
) -> None:
    found = keys(shown)
    assert len(found) > 60
    for policy, key in found:
        page = pages.get(f"/api/recommendations/{policy}").json()
        assert page["counts"]["unhealthy"] == len(query(AFFECTED_KQL.format(key=key))), policy


def test_findings_count_what_their_query_gives(
    shown: DuckDBPyConnection, pages: httpx.Client, query: Any
) -> None:
    found = shown.execute(
        "SELECT policy_id, assessment_key, list(resource_id) FROM recommendations "
        "JOIN policies ON policies.id = policy_id "
        "WHERE recommendations.view <> 'misconfiguration' GROUP BY ALL"
    ).fetchall()
    assert len(found) >= 6
    for policy, key, resources in found:
        path = f"/api/recommendations/{policy}/findings"
        totals = [pages.get(path, params={"resource_id": r}).json()["total"] for r in resources]
        assert sum(totals) == len(query(FINDINGS_KQL.format(key=key))) > 0, policy
