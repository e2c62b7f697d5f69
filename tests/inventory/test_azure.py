"""Resource Graph answers for all types at once; what it cannot show is never an empty list."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from highground.inventory.azure import AzureSource
from highground.inventory.azure_calls import load
from highground.inventory.collect import Coverage, Missing, Outcome, Raw
from tests.azure_cloud import Cloud, azure, error, subscription

AT = datetime(2026, 1, 5, tzinfo=UTC)
ASPECTS = load(sorted((Path(__file__).parents[2] / "collectors" / "azure").glob("*.yaml")))
SUBSCRIPTION = "microsoft.resources/subscriptions"
STORAGE = "microsoft.storage/storageaccounts"
VM = "microsoft.compute/virtualmachines"
ROLE = "microsoft.authorization/roleassignments"


def row(type_: str, name: str, sub: str = "s1", **more: Any) -> dict[str, Any]:
    group = f"/subscriptions/{sub}/resourceGroups/RG"
    return {
        "id": f"{group}/providers/{type_}/{name}",
        "name": name,
        "type": type_,
        "subscriptionId": sub,
        "location": "westeurope",
        "properties": {},
        "tags": None,
        **more,
    }


def collected(
    cloud: Cloud, unit: str = "s1", **source: Any
) -> tuple[dict[str, Raw], dict[tuple[str, str, str], Coverage]]:
    source = {"subscriptions": ("s1",), "aspects": {}, "sleep": lambda _: None, **source}
    with azure(cloud) as endpoint:
        items = list(AzureSource(endpoint, **source).collect(unit, AT))
    raws = [each for each in items if isinstance(each, Raw)]
    looks = [each for each in items if isinstance(each, Coverage)]
    keys = [(each.account, each.type, each.aspect) for each in looks]
    assert len(set(keys)) == len(keys), "one row per look"
    return {each.id: each for each in raws}, dict(zip(keys, looks, strict=True))


def test_a_row_keeps_arms_document_apart_from_its_envelope() -> None:
    vm = row(VM, "web", kind="", sku={"name": "B1"}, tags={"env": "prod"}, zones=["1"])
    vm |= {"type": " Microsoft.Compute/virtualMachines", "properties": {"vmId": "1"}}
    raws, _ = collected(Cloud([subscription("s1"), vm]))
    found = raws[vm["id"]]
    assert (found.type, found.account, found.region, found.listed_in) == (
        VM,
        "s1",
        "westeurope",
        "global",
    )
    assert found.properties == {"vmId": "1"}
    assert found.tags == {"env": "prod"}
    assert found.envelope == {
        "location": "westeurope",
        "resourceGroup": "rg",
        "sku": {"name": "B1"},
        "zones": ["1"],
    }


def test_all_pages_are_read_in_the_order_of_ids() -> None:
    machines = [row(VM, f"vm{n:03}") for n in range(25)]
    cloud = Cloud([subscription("s1"), *machines], page=10)
    raws, looks = collected(cloud)
    assert sum(each.type == VM for each in raws.values()) == 25
    assert (looks["s1", VM, "list"].outcome, looks["s1", VM, "list"].count) == ("complete", 25)
    assert all("order by id asc" in each["query"] for each in cloud.queries)


def test_a_type_that_was_expected_and_does_not_occur_is_seen_to_be_absent() -> None:
    _, looks = collected(Cloud([subscription("s1")]), expected_types=frozenset([VM, ROLE]))
    for type_ in (VM, ROLE):
        assert looks["s1", type_, "list"].outcome is Outcome.COMPLETE
        assert looks["s1", type_, "list"].count == 0


def test_a_subscription_that_is_left_out_silently_is_a_denied_look() -> None:
    raws, looks = collected(Cloud([]), expected_types=frozenset([VM]))
    assert raws == {}
    assert {(each.outcome, each.code) for each in looks.values()} == {
        (Outcome.DENIED, "SubscriptionNotVisible")
    }
    assert set(looks) == {("s1", VM, "list"), ("s1", SUBSCRIPTION, "list")}


def test_an_empty_subscription_that_can_be_seen_is_complete() -> None:
    _, looks = collected(Cloud([subscription("s1")]))
    assert looks["s1", SUBSCRIPTION, "list"].outcome is Outcome.COMPLETE


@pytest.mark.parametrize(
    ("fault", "outcome", "code"),
    [
        (error(403, "AuthorizationFailed"), Outcome.DENIED, "AuthorizationFailed"),
        (error(401, "InvalidAuthenticationToken"), Outcome.DENIED, "InvalidAuthenticationToken"),
        (error(429, "RateLimiting"), Outcome.THROTTLED, "RateLimiting"),
        (error(500, "InternalServerError"), Outcome.FAILED, "InternalServerError"),
        (error(400, "BadRequest"), Outcome.FAILED, "BadRequest"),
        ((200, b'{"data": '), Outcome.FAILED, "DecodeError"),
    ],
    ids=str,
)
def test_a_refused_listing_is_coverage_of_every_expected_type(
    fault: tuple[int, Any], outcome: Outcome, code: str
) -> None:
    cloud = Cloud([subscription("s1")], graph_faults=dict.fromkeys(range(20), fault))
    raws, looks = collected(cloud, expected_types=frozenset([VM]))
    assert raws == {}
    assert (looks["s1", VM, "list"].outcome, looks["s1", VM, "list"].code) == (outcome, code)


def test_one_throttled_answer_is_asked_again() -> None:
    cloud = Cloud([subscription("s1"), row(VM, "a")], graph_faults={3: error(429, "RateLimiting")})
    raws, looks = collected(cloud)
    assert looks["s1", VM, "list"].outcome is Outcome.COMPLETE
    assert len(raws) == 2


def test_a_page_that_fails_keeps_those_before_and_makes_the_rest_unknown() -> None:
    machines = [row(VM, f"vm{n}") for n in range(4)]
    # 0: is it visible, 1: containers, 2: role data, 3 and on: resources
    denied = dict.fromkeys(range(4, 20), error(403, "AuthorizationFailed"))
    cloud = Cloud([subscription("s1"), *machines], page=2, graph_faults=denied)
    raws, looks = collected(cloud, expected_types=frozenset([STORAGE, ROLE]))
    assert sum(each.type == VM for each in raws.values()) == 2
    assert looks["s1", VM, "list"].outcome is Outcome.PARTIAL
    assert looks["s1", VM, "list"].count == 2
    assert looks["s1", STORAGE, "list"].outcome is Outcome.DENIED
    assert looks["s1", ROLE, "list"].outcome is Outcome.COMPLETE  # another table


def test_fewer_rows_than_azure_counted_are_not_all_rows() -> None:
    cloud = Cloud([subscription("s1"), row(VM, "a")], totals=9)
    _, looks = collected(cloud, expected_types=frozenset([STORAGE]))
    assert (looks["s1", VM, "list"].outcome, looks["s1", VM, "list"].code) == (
        Outcome.PARTIAL,
        "RowsMissing",
    )
    assert looks["s1", STORAGE, "list"].outcome is Outcome.PARTIAL


def test_where_the_quota_is_used_up_we_wait_as_long_as_azure_says() -> None:
    waited: list[float] = []
    collected(Cloud([subscription("s1")], remaining={0: 0, 2: 0}), sleep=waited.append)
    assert waited == [3.0, 3.0]


def test_a_management_group_is_all_subscriptions_below_it() -> None:
    rows = [subscription("s1"), subscription("s2"), row(VM, "a"), row(VM, "b", "s2")]
    cloud = Cloud(rows, groups={"corp": ["s1", "s2"]})
    raws, looks = collected(
        cloud, "managementgroups/corp", subscriptions=("S1",), management_groups=("corp",)
    )
    assert {each.account for each in raws.values()} == {"s2"}, "s1 is a unit of its own"
    group = looks["managementgroups/corp", SUBSCRIPTION, "list"]
    assert (group.outcome, group.count) == (Outcome.COMPLETE, 2)


def test_a_management_group_that_cannot_be_read_is_a_denied_look() -> None:
    faults = dict.fromkeys(range(9), error(403, "AuthorizationFailed"))
    cloud = Cloud([], graph_faults=faults)
    raws, looks = collected(
        cloud, "managementgroups/corp", subscriptions=(), management_groups=("corp",)
    )
    [look] = looks.values()
    assert (raws, look.outcome, look.account) == ({}, Outcome.DENIED, "managementgroups/corp")


def test_what_belongs_to_no_subscription_is_found_once() -> None:
    above: dict[str, Any] = {
        "table": "authorizationresources",
        "id": "/providers/Microsoft.Authorization/roleAssignments/1",
        "name": "1",
        "type": ROLE,
        "subscriptionId": "",
        "tenantId": "t1",
        "properties": {"scope": "/"},
    }
    below = row(ROLE, "2") | {"table": "authorizationresources"}
    rows = [subscription("s1"), above, below]
    raws, looks = collected(Cloud(rows), "tenant", tenant="t1")
    assert list(raws) == [above["id"]]
    assert raws[above["id"]].account == "t1"
    assert looks["t1", ROLE, "list"].count == 1
    raws, _ = collected(Cloud(rows))
    assert above["id"] not in raws
    assert below["id"] in raws


def test_what_is_expected_is_written_down_before_reading() -> None:
    with azure(Cloud([])) as endpoint:
        source = AzureSource(
            endpoint,
            {},
            ("S1", "tenant", "managementgroups/corp"),  # as an earlier run named its accounts
            ("corp",),
            expected_types=frozenset(["Microsoft.X/y"]),
        )
    assert source.units() == ["tenant", "s1", "managementgroups/corp"]
    rows = list(source.expected("s1", AT))
    assert {(each.type, each.outcome) for each in rows} == {
        ("microsoft.x/y", Outcome.FAILED),
        (SUBSCRIPTION, Outcome.FAILED),
    }
    for unit in source.units():
        assert all(each.code == "NotRead" for each in source.expected(unit, AT))


# --- what ARM is asked afterwards ---------------------------------------------------------------

ACCOUNT = row(STORAGE, "logs")
SERVICES = ACCOUNT["id"] + "/blobServices/default"
ONLY_BLOBS = {STORAGE: tuple(each for each in ASPECTS[STORAGE] if each.key == "blobServices")}


def followed(answers: dict[str, tuple[int, Any]], aspects: Any = ONLY_BLOBS) -> tuple[Raw, Any]:
    raws, looks = collected(Cloud([subscription("s1"), ACCOUNT], arm=answers), aspects=aspects)
    return raws[ACCOUNT["id"]], looks


def test_an_aspect_is_what_arm_answers_below_the_resource() -> None:
    document = {"id": SERVICES, "properties": {"isVersioningEnabled": True}}
    found, looks = followed({SERVICES: (200, document)})
    assert found.aspects == {"blobServices": {"isVersioningEnabled": True}}
    look = looks["s1", STORAGE, "blobServices"]
    assert (look.outcome, look.count) == (Outcome.COMPLETE, 1)
    assert look.needs == "Microsoft.Storage/storageAccounts/blobServices/read"


@pytest.mark.parametrize(
    ("answer", "outcome", "code"),
    [
        (error(403, "AuthorizationFailed"), Outcome.DENIED, "AuthorizationFailed"),
        (error(429, "TooManyRequests"), Outcome.THROTTLED, "TooManyRequests"),
        (error(404, "ResourceNotFound"), Outcome.FAILED, "ResourceNotFound"),
        (error(503, "ServerBusy"), Outcome.FAILED, "ServerBusy"),
        ((500, b""), Outcome.FAILED, "500"),
        ((200, b"<html>"), Outcome.FAILED, "DecodeError"),
        ((200, [1]), Outcome.FAILED, "DecodeError"),
        (error(400, "FeatureNotSupportedForAccount"), Outcome.UNSUPPORTED, None),
    ],
    ids=str,
)
def test_a_refused_aspect_is_missing_and_never_empty(
    answer: tuple[int, Any], outcome: Outcome, code: str | None
) -> None:
    found, looks = followed({SERVICES: answer})
    look = looks["s1", STORAGE, "blobServices"]
    assert found.aspects == {}
    assert found.missing == (Missing("blobServices", look.code),)
    assert look.outcome is outcome
    assert look.code == (code or "FeatureNotSupportedForAccount")


def test_a_code_that_means_nothing_is_configured_is_an_answer() -> None:
    policies = tuple(each for each in ASPECTS[STORAGE] if each.key == "managementPolicies")
    path = ACCOUNT["id"] + "/managementPolicies/default"
    found, looks = followed({path: error(404, "ManagementPolicyNotFound")}, {STORAGE: policies})
    assert found.aspects == {"managementPolicies": {}}
    assert looks["s1", STORAGE, "managementPolicies"].outcome is Outcome.COMPLETE


LISTS = {STORAGE: tuple(each for each in ASPECTS[STORAGE] if each.key == "diagnosticSettings")}
SETTINGS = ACCOUNT["id"] + "/providers/Microsoft.Insights/diagnosticSettings"


def test_a_list_is_read_over_all_its_pages() -> None:
    found, _ = followed(
        {
            SETTINGS: (200, {"value": [{"name": "a"}], "nextLink": "$BASE/more?x=1"}),
            "/more": (200, {"value": [{"name": "b"}]}),
        },
        LISTS,
    )
    assert found.aspects == {"diagnosticSettings": [{"name": "a"}, {"name": "b"}]}


def test_a_list_whose_second_page_is_denied_was_not_seen() -> None:
    found, _ = followed(
        {
            SETTINGS: (200, {"value": [{"name": "a"}], "nextLink": "$BASE/more"}),
            "/more": error(403, "AuthorizationFailed"),
        },
        LISTS,
    )
    assert found.missing == (Missing("diagnosticSettings", "AuthorizationFailed"),)


def test_our_token_is_not_sent_where_a_next_link_leads_away() -> None:
    page = {"value": [], "nextLink": "http://192.0.2.1/more"}
    found, _ = followed({SETTINGS: (200, page)}, LISTS)
    assert found.missing == (Missing("diagnosticSettings", "HttpResponseError"),)


def test_an_aspect_seen_of_some_resources_is_partial() -> None:
    other = row(STORAGE, "other")
    cloud = Cloud(
        [subscription("s1"), ACCOUNT, other],
        arm={
            SERVICES: (200, {"properties": {}}),
            other["id"] + "/blobServices/default": error(403, "AuthorizationFailed"),
        },
    )
    _, looks = collected(cloud, aspects=ONLY_BLOBS)
    look = looks["s1", STORAGE, "blobServices"]
    assert (look.outcome, look.code, look.count) == (Outcome.PARTIAL, "AuthorizationFailed", 1)


def test_every_shipped_question_is_asked_below_the_resource_and_nothing_is_written() -> None:
    rows = [subscription("s1"), *(row(type_, "r") for type_ in ASPECTS if type_ != SUBSCRIPTION)]
    cloud = Cloud(rows)
    raws, _ = collected(cloud, aspects=ASPECTS)
    wanted = {
        f"{raw.id}{aspect.path}?api-version={aspect.api_version}"
        for raw in raws.values()
        for aspect in ASPECTS[raw.type]
    }
    assert set(cloud.asked) == wanted
    assert cloud.writes == []
    assert len({type_ for type_ in ASPECTS}) >= 12


def test_a_cloud_that_does_not_answer_is_a_failed_look() -> None:
    with azure(Cloud([])) as endpoint:
        pass  # nobody listens there any more
    source = AzureSource(endpoint, {}, ("s1",), expected_types=frozenset([VM]))
    rows = list(source.collect("s1", AT))
    assert {each.outcome for each in rows if isinstance(each, Coverage)} == {Outcome.FAILED}
