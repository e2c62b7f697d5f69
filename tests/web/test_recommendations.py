"""List, facets, groups and cards are what plain Python makes of the same rows."""

from __future__ import annotations

from random import Random
from typing import Any

import httpx
import pytest

from tests.web import expected
from tests.web.conftest import Web
from tests.web.expected import OF_UNKNOWN, OPEN, Row

VALUES: dict[str, list[Any]] = {
    "view": ["all", "misconfiguration", "vulnerability", "secret"],
    "environment": ["Azure", "AWS", "GCP"],
    "risk_level": ["critical", "high", "medium", "low", "not_evaluated"],
    "factor": ["internet", "vuln", "sensitive", "anonymous", "lateralSensitive"],
    "exposed": ["yes", "no", "not_evaluated"],
    "category": ["data", "compute", "identity", "networking"],
    "status": ["unassigned", "on_time", "overdue", "exempted"],
    "severity": ["critical", "high", "medium", "low"],
    "maturity": ["ga", "preview"],
    "resource_type": ["AWS::S3::Bucket", "microsoft.compute/virtualmachines"],
    "account": ["sub-1", "111111111111", "acme"],
    "owner": ["", "unspecified", "Ärztin@example.com"],
    "due": ["overdue", "in_7_days", "in_30_days", "later", "none"],
    "tactic": ["Impact", "Initial Access", "Lateral Movement"],
    "policy_id": ["aws-bucket-rule-0", "gcp-instance-rule-1"],
    "q": ["crm", "ÄHRE", "100%", "_1", "Bucket number 1", "nothing at all"],
}
ONE = [{name: value} for name, values in VALUES.items() for value in values]


def drawn(seed: int) -> dict[str, Any]:
    """Up to four filters with up to three values each."""
    chance = Random(seed)
    names = chance.sample(sorted(VALUES), chance.randrange(2, 5))
    one = ("view", "q")
    return {
        name: chance.choice(VALUES[name])
        if name in one
        else chance.sample(VALUES[name], chance.randrange(1, min(3, len(VALUES[name])) + 1))
        for name in names
    }


FILTERS = [{}, *ONE, *map(drawn, range(25))]


@pytest.fixture(scope="module")
def rows(quiet: Web) -> list[Row]:
    return expected.listed(quiet.estate)


@pytest.fixture(scope="module")
def unknown(quiet: Web) -> list[Row]:
    return expected.unknown(quiet.estate)


def listed(api: httpx.Client, **asked: Any) -> dict[str, Any]:
    answer = api.get("/api/recommendations", params={"limit": 500, **asked})
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json()
    return page


def keys(rows: list[Row]) -> list[tuple[str, str]]:
    return [(row["policy_id"], row["resource_id"]) for row in rows]


def asked_of(filters: dict[str, Any]) -> dict[str, Any]:
    """As the page asks: exempted rows wait to be asked for."""
    many = {n: v if isinstance(v, list) or n in ("view", "q") else [v] for n, v in filters.items()}
    return {"status": OPEN} | many


def test_the_company_is_large_enough_for_every_filter_to_bite(rows: list[Row]) -> None:
    assert len(rows) > 180
    for name in ("risk_level", "exposed", "status", "due", "owner", "tactic", "factor"):
        assert len(expected.counted(rows, name)) >= 3, name


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_the_list_holds_what_the_filters_leave(
    api: httpx.Client, rows: list[Row], unknown: list[Row], filters: dict[str, Any]
) -> None:
    page = listed(api, **filters)
    wanted = expected.kept(rows, asked_of(filters))
    assert keys(page["items"]) == keys(wanted)
    assert (page["total"], page["next"]) == (len(wanted), None)
    assert page["unknown"] == len(expected.kept(unknown, asked_of(filters), OF_UNKNOWN))


@pytest.mark.parametrize("filters", FILTERS[::7], ids=str)
def test_each_facet_is_counted_without_its_own_filter(
    api: httpx.Client, rows: list[Row], filters: dict[str, Any]
) -> None:
    facets = api.get("/api/recommendations/facets", params=filters).json()
    asked = asked_of(filters)
    for name, values in facets.items():
        others = {other: each for other, each in asked.items() if other != name}
        wanted = expected.counted(expected.kept(rows, others), name)
        if name == "view":
            wanted["all"] = wanted.total()
        found = {value["value"]: value["count"] for value in values}
        assert found == ({"all": 0} if name == "view" else {}) | dict(wanted), name


def test_facets_name_policies_and_resources_as_people_do(
    api: httpx.Client, rows: list[Row]
) -> None:
    facets = api.get("/api/recommendations/facets").json()
    titles = {row["policy_id"]: row["title"] for row in rows}
    names = {row["resource_id"]: row["resource_name"] for row in rows}
    assert all(titles[each["value"]] == each["label"] for each in facets["policy_id"])
    assert all(names[each["value"]] == each["label"] for each in facets["resource_id"])


@pytest.mark.parametrize("down", ["", "-"])
@pytest.mark.parametrize("by", sorted(expected.SORTS))
def test_a_sorted_list_keeps_equal_rows_in_page_order(
    api: httpx.Client, rows: list[Row], by: str, down: str
) -> None:
    wanted = expected.sort(expected.kept(rows, {"status": OPEN}), down + by)
    assert keys(listed(api, sort=down + by)["items"]) == keys(wanted)


def test_the_other_way_round_begins_with_the_least_risk(api: httpx.Client, rows: list[Row]) -> None:
    wanted = keys(expected.kept(rows, {"status": OPEN}))
    assert keys(listed(api, sort="-risk")["items"]) == wanted[::-1]


def _group(rows: list[Row]) -> dict[str, Any]:
    """What every group tells of its rows."""
    factors = {factor for row in rows for factor in row["factor"]}
    worst = max((row["risk_level"] for row in rows), key=expected.RANKS.__getitem__)
    return {
        "risk_level": worst,
        # Nothing is above critical, so such a group is no lower bound.
        "at_least": worst != "critical" and any(row["at_least"] for row in rows),
        "levels": {level: 0 for level in expected.RANKS} | expected.counted(rows, "risk_level"),
        "statuses": dict.fromkeys((*OPEN, "exempted"), 0) | expected.counted(rows, "status"),
        "factors": factors,
    }


@pytest.mark.parametrize("filters", FILTERS[::9], ids=str)
def test_by_title_sums_up_the_rows_of_a_policy(
    api: httpx.Client, quiet: Web, rows: list[Row], filters: dict[str, Any]
) -> None:
    groups = expected.grouped(expected.kept(rows, asked_of(filters)), "policy_id")
    page = listed(api, group="title", **filters)
    assert page["total"] == len(groups)
    verdicts = expected.grouped(quiet.estate.facts["verdicts"], "policy_id")
    for item in page["items"]:
        of_policy = [v["status"] for v in verdicts[item["policy_id"]]]
        wanted = _group(groups[item["policy_id"]]) | {
            "affected": len(groups[item["policy_id"]]),
            "total": of_policy.count("healthy") + of_policy.count("unhealthy"),
            "unknown": of_policy.count("unknown"),
        }
        assert _told(item, wanted) == wanted
    order = [(-expected.RANKS[i["risk_level"]], i["title"], i["policy_id"]) for i in page["items"]]
    assert order == sorted(order)


@pytest.mark.parametrize("filters", FILTERS[::9], ids=str)
def test_by_resource_sums_up_the_rows_of_a_resource(
    api: httpx.Client, rows: list[Row], unknown: list[Row], filters: dict[str, Any]
) -> None:
    groups = expected.grouped(expected.kept(rows, asked_of(filters)), "resource_id")
    page = listed(api, group="resource", **filters)
    assert page["total"] == len(groups)
    unseen = expected.counted(unknown, "resource_id")
    for item in page["items"]:
        of_resource = groups[item["resource_id"]]
        wanted = _group(of_resource) | {
            "recommendations": len(of_resource),
            "unknown": unseen[item["resource_id"]],
            "owners": sorted({row["owner"] for row in of_resource} - {""}),
        }
        assert _told(item, wanted) == wanted


def _told(item: Row, wanted: Row) -> Row:
    """What an item says of the same things. Factors are a set, whatever their order."""
    return {n: set(item[n]) if n == "factors" else item[n] for n in wanted}


def test_groups_can_be_sorted_by_their_size(api: httpx.Client) -> None:
    sizes = [i["affected"] for i in listed(api, group="title", sort="-count")["items"]]
    assert sizes == sorted(sizes, reverse=True)
    sizes = [i["recommendations"] for i in listed(api, group="resource", sort="count")["items"]]
    assert sizes == sorted(sizes)


@pytest.mark.parametrize(
    ("group", "sort"),
    [("flat", "risk"), ("flat", "-title"), ("title", "risk"), ("resource", "count")],
)
def test_pages_join_up(api: httpx.Client, group: str, sort: str) -> None:
    whole = listed(api, group=group, sort=sort)["items"]
    found, after = [], ""
    while True:
        page = listed(api, group=group, sort=sort, limit=17, after=after)
        found += page["items"]
        after = page["next"]
        if after is None:
            break
    assert found == whole


def test_the_cards_follow_the_filters(
    api: httpx.Client, rows: list[Row], unknown: list[Row]
) -> None:
    filters = {"environment": ["AWS"], "severity": ["high", "low"]}
    cards = api.get("/api/recommendations/summary", params=filters).json()
    left = expected.kept(rows, filters)
    open_ = [row for row in left if row["status"] in OPEN]
    assert cards["levels"] == dict.fromkeys(expected.RANKS, 0) | expected.counted(
        open_, "risk_level"
    )
    statuses = dict.fromkeys((*OPEN, "exempted"), 0) | expected.counted(left, "status")
    assert cards["statuses"] == statuses
    assert cards["overdue"] == statuses["overdue"] > 0
    assert cards["unknown"] == len(expected.kept(unknown, filters))
    assert cards["attack_paths"] == {"count": 0, "evaluated": False}


def test_the_csv_has_every_row_and_no_formula(api: httpx.Client, rows: list[Row]) -> None:
    answer = api.get("/api/recommendations.csv", params={"environment": "Azure"})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    head, *lines = answer.text.splitlines()
    assert head.startswith("policy_id,resource_id,scope_id,account,environment,title,severity")
    wanted = expected.kept(rows, asked_of({"environment": "Azure"}))
    assert [tuple(line.split(",")[:2]) for line in lines] == keys(wanted)
