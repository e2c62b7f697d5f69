"""Azure from a file judges as Azure live does, as far as the file shows it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from highground.inventory.collect import Coverage, Missing, Outcome, Raw
from highground.inventory.offline import OfflineSource
from tests.inventory.test_offline import VM, ids, looks, read, vm, write

STORAGE = "microsoft.storage/storageaccounts"
SERVER = "microsoft.sql/servers"
GROUP = "/subscriptions/s1/resourceGroups/rg/providers"
ACCOUNT = {"id": f"{GROUP}/Microsoft.Storage/storageAccounts/logs", "type": STORAGE}
SQL = {"id": f"{GROUP}/Microsoft.Sql/servers/db", "type": SERVER}


def one(folder: Path, *rows: dict[str, Any]) -> Raw:
    write(folder, {"export.json": list(rows)})
    return next(each for each in read(OfflineSource([folder])) if isinstance(each, Raw))


@pytest.mark.parametrize(
    "content",
    [
        [vm()],
        {"data": [vm()]},
        {"count": 1, "data": [vm()], "skip_token": None, "total_records": 1},
        {"totalRecords": 1, "count": 1, "data": [vm()], "facets": [], "resultTruncated": "false"},
        {"value": [vm()]},
        {"value": [vm()], "nextLink": None},
        vm(),
        json.dumps(vm(), indent=2),
        json.dumps(vm()) + "\n\n",
        f"{json.dumps({'data': [vm()]}, indent=1)}\n{json.dumps({'data': []}, indent=1)}",
        f"\ufeff  {json.dumps([vm()])}",
    ],
    ids=lambda value: str(value)[:20],
)
def test_every_form_of_export_is_read(tmp_path: Path, content: Any) -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    write(tmp_path, {"export.json": text})
    items = read(OfflineSource([tmp_path]))
    assert ids(items) == [vm()["id"]]
    assert looks(items)["s1", VM].outcome is Outcome.COMPLETE


@pytest.mark.parametrize("content", [{"data": []}, {"value": []}, {"value": [], "nextLink": ""}])
def test_an_export_without_rows_is_an_export(tmp_path: Path, content: Any) -> None:
    write(tmp_path, {"export.json": content})
    source = OfflineSource([tmp_path])
    [counted] = [each for each in read(source) if isinstance(each, Coverage)]
    assert (counted.type, counted.count, counted.outcome) == ("azure-export", 0, Outcome.COMPLETE)


def test_a_document_of_arm_is_read_by_its_id(tmp_path: Path) -> None:
    found = one(
        tmp_path,
        {
            "id": vm()["id"].replace("/s1/", "/S1/"),
            "name": "web",
            "type": "Microsoft.Compute/virtualMachines",
            "location": "West Europe",
            "properties": {"vmId": "1"},
            "sku": {"name": "B1"},
        },
    )
    assert (found.type, found.account, found.region) == (VM, "s1", "westeurope")
    assert found.envelope["resourceGroup"] == "rg"
    assert found.tags is None, "ARM leaves tags out where nothing shows them"
    assert found.properties == {"vmId": "1"}


def test_a_subscription_of_arm_names_no_type(tmp_path: Path) -> None:
    found = one(tmp_path, {"id": "/subscriptions/S1", "subscriptionId": "S1", "state": "Enabled"})
    assert (found.type, found.account) == ("microsoft.resources/subscriptions", "s1")


def test_what_belongs_to_no_subscription_has_its_tenant_as_account(tmp_path: Path) -> None:
    role = {"id": "/providers/Microsoft.Authorization/roleAssignments/1", "tenantId": "T1"}
    type_ = "Microsoft.Authorization/roleAssignments"
    found = one(tmp_path, {**role, "name": "1", "type": type_, "properties": {}})
    assert found.account == "t1"


def test_a_row_without_an_id_is_counted_and_its_type_was_not_all_seen(tmp_path: Path) -> None:
    write(tmp_path, {"export.json": [vm(), vm("x", subscriptionId="s1") | {"id": None}]})
    items = read(OfflineSource([tmp_path]))
    assert ids(items) == [vm()["id"]]
    odd = looks(items, "content")["s1", VM]
    assert (odd.outcome, odd.code, odd.count) == (Outcome.UNSUPPORTED, "NoId", 1)
    seen = looks(items)["s1", VM]
    assert (seen.outcome, seen.code) == (Outcome.PARTIAL, "NoId")


def test_what_somebody_concluded_is_no_resource(tmp_path: Path) -> None:
    name = "Microsoft.Security/assessments"
    row = {"id": f"{vm()['id']}/providers/{name}/1", "name": "1", "type": name}
    write(tmp_path, {"export.json": [vm(), {**row, "properties": {}}, {**row, "type": VM}]})
    items = read(OfflineSource([tmp_path]))
    assert ids(items) == [vm()["id"]]
    odd = looks(items, "content")["s1", "microsoft.security/assessments"]
    assert (odd.code, odd.count) == ("NotAResource", 2)


@pytest.mark.parametrize(
    "around",
    [
        {"skip_token": "abc"},
        {"$skipToken": "abc"},
        {"nextLink": "https://x/next"},
        {"resultTruncated": "true"},
        {"total_records": 9},
    ],
)
def test_one_page_of_several_is_not_all(tmp_path: Path, around: dict[str, Any]) -> None:
    write(tmp_path, {"export.json": {"data": [vm()], **around}})
    seen = looks(read(OfflineSource([tmp_path], "all", {"Azure": frozenset([STORAGE])})))
    assert seen["s1", VM].outcome is Outcome.PARTIAL
    assert seen["s1", STORAGE].outcome is Outcome.PARTIAL


def test_all_pages_of_one_query_are_all_there_is(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "1.json": {"data": [vm("a")], "skip_token": "abc", "total_records": 2},
            "2.json": {"data": [vm("b")], "skip_token": None, "total_records": 2},
        },
    )
    assert looks(read(OfflineSource([tmp_path])))["s1", VM].outcome is Outcome.COMPLETE


# --- children that are aspects ------------------------------------------------------------------


def child(parent: dict[str, Any], path: str, **properties: Any) -> dict[str, Any]:
    return {"id": parent["id"] + path, "type": "", "name": path, "properties": properties}


def test_a_child_resource_is_a_resource_and_an_aspect_of_its_parent(tmp_path: Path) -> None:
    services = child(ACCOUNT, "/blobServices/default", isVersioningEnabled=True)
    write(tmp_path, {"b.json": [services], "a.json": [{**ACCOUNT, "name": "logs"}]})
    items = read(OfflineSource([tmp_path]))
    parent, own = [each for each in items if isinstance(each, Raw)]
    assert parent.aspects == {"blobServices": {"isVersioningEnabled": True}}
    assert own.type == "microsoft.storage/storageaccounts/blobservices"
    assert Missing("fileServices", "NotInExport") in parent.missing
    seen = looks(items, "blobServices")["s1", STORAGE]
    assert (seen.outcome, seen.count) == (Outcome.COMPLETE, 1)
    seen = looks(items, "fileServices")["s1", STORAGE]
    assert (seen.outcome, seen.code) == (Outcome.UNSUPPORTED, "NotInExport")


def test_children_of_a_list_are_its_elements(tmp_path: Path) -> None:
    rules = [
        child(SQL, "/firewallRules/all", startIpAddress="0.0.0.0"),
        child(SQL, "/firewallRules/one", startIpAddress="10.0.0.1"),
    ]
    found = one(tmp_path, {**SQL, "name": "db"}, *rules)
    starts = [each["properties"]["startIpAddress"] for each in found.aspects["firewallRules"]]
    assert starts == ["0.0.0.0", "10.0.0.1"]


def test_a_list_that_the_export_does_not_show_is_empty_only_in_an_export_of_everything(
    tmp_path: Path,
) -> None:
    write(tmp_path, {"export.json": [{**SQL, "name": "db"}]})
    for complete, empty in (("present", False), ("all", True)):
        items = read(OfflineSource([tmp_path], complete))  # type: ignore[arg-type]
        [found] = [each for each in items if isinstance(each, Raw)]
        assert (found.aspects.get("firewallRules") == []) is empty
        assert (Missing("firewallRules", "NotInExport") in found.missing) is not empty
        assert "auditingSettings" not in found.aspects, "a document is never empty unseen"
        outcome = looks(items, "firewallRules")["s1", SERVER].outcome
        assert (outcome is Outcome.COMPLETE) is empty


def test_a_child_without_an_id_belongs_to_the_parent_that_it_names(tmp_path: Path) -> None:
    rule = {"id": None, "parentId": SQL["id"], "type": f"{SERVER}/firewallRules", "name": "x"}
    rows = [{**rule, "properties": {"n": n}} for n in range(2)]
    found = one(tmp_path, {**SQL, "name": "db"}, *rows)
    assert [each["properties"]["n"] for each in found.aspects["firewallRules"]] == [0, 1]


def test_a_child_of_nobody_makes_all_such_lists_unseen(tmp_path: Path) -> None:
    stray: dict[str, Any] = {
        "id": None,
        "type": f"{SERVER}/firewallRules",
        "name": "x",
        "properties": {},
    }
    known = child(SQL, "/firewallRules/one")
    found = one(tmp_path, {**SQL, "name": "db"}, known, stray)
    assert "firewallRules" not in found.aspects
    assert Missing("firewallRules", "NotInExport") in found.missing


def test_a_setting_of_any_resource_is_the_aspect_of_the_one_below_which_it_stands(
    tmp_path: Path,
) -> None:
    path = "/providers/microsoft.insights/diagnosticSettings/to-hub"
    found = one(tmp_path, {**ACCOUNT, "name": "logs"}, child(ACCOUNT, path, logs=[]))
    [setting] = found.aspects["diagnosticSettings"]
    assert setting["properties"] == {"logs": []}


def test_where_nobody_vouches_for_the_export_a_list_may_go_on(tmp_path: Path) -> None:
    write(tmp_path, {"e.json": [{**SQL, "name": "db"}, child(SQL, "/firewallRules/one")]})
    items = read(OfflineSource([tmp_path], "none"))
    found = next(each for each in items if isinstance(each, Raw))
    assert Missing("firewallRules", "NotComplete") in found.missing
    assert looks(items, "firewallRules")["s1", SERVER].outcome is Outcome.PARTIAL


def test_reading_twice_gives_equal_items_in_equal_order(tmp_path: Path) -> None:
    rows = [vm(f"vm{n}") for n in range(20)] + [{**SQL, "name": "db"}]
    write(tmp_path, {"export.json": rows})
    assert read(OfflineSource([tmp_path])) == read(OfflineSource([tmp_path]))
