"""The query page, and the texts that lead there: the same rows as the pages show."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from highground.web import texts
from tests.web.conftest import Web
from tests.web.small import BUCKET, CVES, ENCRYPTED, MACHINE, PUBLIC
from tests.web.test_recommendations import VALUES, drawn

DUTY = {"policy_id": PUBLIC, "resource_id": BUCKET, "owner": "me"}
OTHER = {"policy_id": CVES, "resource_id": MACHINE, "owner": "me"}

# One of each, and some together. Due dates are counted from the real clock: a test of their own.
TRIED = [{}, *({name: values[-2]} for name, values in VALUES.items() if name != "due")]
TRIED += [{"q": "100%"}, {"owner": ""}, {"exposed": "yes"}, {"exposed": "not_evaluated"}]
TRIED += [filters for filters in map(drawn, range(12)) if "due" not in filters]


def run(api: httpx.Client, query: str, **more: Any) -> list[dict[str, Any]]:
    answer = api.post("/api/query", json={"query": query, "limit": 100_000, **more})
    assert answer.status_code == 200, (answer.text, query)
    found = answer.json()
    names = [column["name"] for column in found["columns"]]
    return [dict(zip(names, row, strict=True)) for row in found["rows"]]


@pytest.mark.parametrize("filters", TRIED, ids=str)
def test_the_lists_query_gives_the_rows_of_the_list(
    api: httpx.Client, filters: dict[str, Any]
) -> None:
    query = api.get("/api/recommendations/query", params=filters).json()["query"]
    found = {(row["policy_id"], row["resource_id"]) for row in run(api, query)}
    page = api.get("/api/recommendations", params={"limit": 500, **filters}).json()
    assert found == {(row["policy_id"], row["resource_id"]) for row in page["items"]}


@pytest.mark.parametrize(
    ("due", "days"),
    [("overdue", -5), ("in_7_days", 3), ("in_30_days", 20), ("later", 60), ("none", None)],
)
def test_due_dates_are_counted_as_the_list_counts_them(
    tiny: Web, due: str, days: int | None
) -> None:
    tiny.estate.now = datetime.now(UTC)
    client = tiny.visitor()
    if days is None:
        client.post("/api/assignments", json={**OTHER, "due_on": "2030-01-01"})
    else:
        on = tiny.estate.now.date() + timedelta(days=days)
        client.post("/api/assignments", json={**DUTY, "due_on": on.isoformat()})
    query = client.get("/api/recommendations/query", params={"due": due}).json()["query"]
    page = client.get("/api/recommendations", params={"due": due}).json()
    assert [row["policy_id"] for row in page["items"]] == [PUBLIC]
    assert [row["policy_id"] for row in run(client, query)] == [PUBLIC]


def test_a_recommendations_query_counts_what_its_page_counts(api: httpx.Client) -> None:
    policies = api.get("/api/policies", params={"limit": 500}).json()["items"]
    for policy in policies[::4]:
        page = api.get(f"/api/recommendations/{policy['id']}").json()
        assert len(run(api, page["query"])) == page["counts"]["unhealthy"]


def test_the_whole_list_has_a_row_for_each_verdict(api: httpx.Client) -> None:
    rows = run(api, texts.WHOLE_LIST_KQL)
    policies = api.get("/api/policies", params={"limit": 500}).json()["items"]
    names = ("unhealthy", "healthy", "not_applicable", "unknown")
    assert len(rows) == sum(policy["counts"][name] for policy in policies for name in names)
    exempted = sum(policy["counts"]["exempted"] for policy in policies)
    assert [row["status"] for row in rows].count("Exempted") == exempted > 0


@pytest.mark.parametrize(
    ("policy_id", "resource_id", "code"),
    [(PUBLIC, BUCKET, "Unhealthy"), (ENCRYPTED, BUCKET, "NotApplicable")],
)
def test_one_items_query_gives_its_row_whatever_the_verdict(
    small_api: httpx.Client, policy_id: str, resource_id: str, code: str
) -> None:
    path = f"/api/recommendations/{policy_id}/item"
    queries = small_api.get(path, params={"resource_id": resource_id}).json()["queries"]
    [row] = run(small_api, queries["resource"])
    assert row["properties"]["status"]["code"] == code


def test_the_findings_query_counts_what_the_tab_counts(small_api: httpx.Client) -> None:
    params = {"resource_id": MACHINE}
    path = f"/api/recommendations/{CVES}"
    query = small_api.get(f"{path}/item", params=params).json()["queries"]["findings"]
    total = small_api.get(f"{path}/findings", params=params).json()["total"]
    assert len(run(small_api, query)) == total == 3


def test_a_resources_query_gives_the_resource(small_api: httpx.Client) -> None:
    query = small_api.get("/api/resources/item", params={"id": BUCKET}).json()["query"]
    [row] = run(small_api, query)
    assert row["id"] == BUCKET


def test_a_query_that_does_not_parse_says_where(small_api: httpx.Client) -> None:
    answer = small_api.post("/api/query", json={"query": "resources\n| summarise count()"})
    assert answer.status_code == 400
    said = answer.json()
    assert (said["code"], said["line"], said["column"]) == ("bad_query", 2, 3)


def test_more_rows_than_asked_for_are_cut_and_told(small_api: httpx.Client) -> None:
    answer = small_api.post("/api/query", json={"query": "resources", "limit": 2}).json()
    assert (len(answer["rows"]), answer["truncated"]) == (2, True)
    answer = small_api.post("/api/query", json={"query": "resources", "limit": 3}).json()
    assert (len(answer["rows"]), answer["truncated"]) == (3, False)


def test_the_schema_names_every_table_a_query_may_read(small_api: httpx.Client) -> None:
    tables = small_api.get("/api/query/schema").json()["tables"]
    columns = {table["name"]: {c["name"]: c["type"] for c in table["columns"]} for table in tables}
    assert {"resources", "securityresources", "coverage", "verdicts"} <= set(columns)
    assert columns["resources"]["properties"] == "dynamic"
    assert columns["coverage"]["looked_at"] == "datetime"
    for name in columns:
        run(small_api, f"{name} | take 1")


@pytest.mark.parametrize("text", ['a"b', "a\\b", "a'b", "a\nb", "a | b", "ä"])
def test_any_text_can_stand_in_a_query(small_api: httpx.Client, text: str) -> None:
    params = {"owner": text, "q": text}
    query = small_api.get("/api/recommendations/query", params=params).json()["query"]
    assert run(small_api, query) == []
    assert run(small_api, texts.resource(text)) == []
