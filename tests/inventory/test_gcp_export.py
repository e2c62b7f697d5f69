"""What several records of an asset export say of one asset is one resource."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from highground.inventory.collect import Coverage, Missing, Outcome, Raw
from highground.inventory.gcp_assets import account_of, raw
from highground.inventory.offline import OfflineSource
from tests.inventory.test_offline import BUCKET, looks, read, write

INSTANCE = "compute.googleapis.com/Instance"
PROJECT = "cloudresourcemanager.googleapis.com/Project"
NAME = "//storage.googleapis.com/logs"
POLICY = {"bindings": [{"role": "roles/storage.objectViewer", "members": ["allUsers"]}]}


def bucket(name: str = NAME, project: str = "p1", **data: Any) -> dict[str, Any]:
    parent = f"//cloudresourcemanager.googleapis.com/projects/{project}"
    resource = {"parent": parent, "data": {"name": "logs", **data}}
    return {"name": name, "asset_type": BUCKET, "resource": resource}


def policy(name: str = NAME, project: str = "p1") -> dict[str, Any]:
    return {
        "name": name,
        "asset_type": BUCKET,
        "iam_policy": POLICY,
        "ancestors": [f"projects/{project}", "organizations/9"],
    }


def exported(
    folder: Path, *files: list[dict[str, Any]], complete: Any = "present", **types: Any
) -> tuple[list[Raw], list[Any]]:
    for number, records in enumerate(files):
        text = "\n".join(json.dumps(each) for each in records)
        write(folder, {f"{number}.jsonl": text})
    items = read(OfflineSource([folder], complete, types))
    return [each for each in items if isinstance(each, Raw)], items


@pytest.mark.parametrize("apart", [False, True])
def test_a_resource_and_its_policy_are_one(tmp_path: Path, apart: bool) -> None:
    files = [[bucket()], [policy()]] if apart else [[policy(), bucket()]]
    [found], items = exported(tmp_path, *files)
    assert found.properties == {"name": "logs"}
    assert found.aspects == {"iamPolicy": POLICY}
    assert (found.environment, found.type, found.account, found.listed_in) == (
        "GCP",
        BUCKET,
        "p1",
        "global",
    )
    assert looks(items)["p1", BUCKET].outcome is Outcome.COMPLETE
    assert looks(items, "iamPolicy")["p1", BUCKET].outcome is Outcome.COMPLETE


def test_an_export_without_policies_has_not_looked_at_them(tmp_path: Path) -> None:
    [found], items = exported(tmp_path, [bucket()])
    assert (found.aspects, found.missing) == ({}, (Missing("iamPolicy", "NotInExport"),))
    seen = looks(items, "iamPolicy")["p1", BUCKET]
    assert (seen.outcome, seen.code, seen.count) == (Outcome.UNSUPPORTED, "NotInExport", 0)


def test_where_policies_of_a_type_are_exported_an_asset_without_one_has_none(
    tmp_path: Path,
) -> None:
    other = "//storage.googleapis.com/other"
    elsewhere = "//storage.googleapis.com/elsewhere"
    records = [bucket(), policy(), bucket(other), bucket(elsewhere, "p2")]
    raws, items = exported(tmp_path, records)
    found = {each.id: each for each in raws}
    assert found[other].aspects == {"iamPolicy": {}}
    assert found[elsewhere].aspects == {}, "of another project nothing was exported"
    assert looks(items, "iamPolicy")["p1", BUCKET].count == 2


def test_a_policy_without_its_resource_shows_that_it_exists_and_no_more(tmp_path: Path) -> None:
    [found], items = exported(tmp_path, [policy()])
    assert (found.id, found.properties, found.tags) == (NAME, {}, None)
    assert found.missing == (Missing("list", "NotInExport"),)
    assert found.aspects == {"iamPolicy": POLICY}
    seen = looks(items)["p1", BUCKET]
    assert (seen.outcome, seen.code) == (Outcome.PARTIAL, "NotInExport")


def test_the_spelling_of_the_api_is_read_too(tmp_path: Path) -> None:
    spoken = {
        "name": NAME,
        "assetType": BUCKET,
        "iamPolicy": POLICY,
        "resource": bucket()["resource"],
    }
    write(tmp_path, {"rest.json": {"readTime": "2026-01-01T00:00:00Z", "assets": [spoken]}})
    write(tmp_path, {"array.json": [{**spoken, "name": NAME + "2"}]})
    raws = [each for each in read(OfflineSource([tmp_path])) if isinstance(each, Raw)]
    assert [each.id for each in raws] == [NAME + "2", NAME]
    assert all(each.aspects == {"iamPolicy": POLICY} for each in raws)


def test_a_projects_number_becomes_its_id_wherever_the_project_is_in_the_export(
    tmp_path: Path,
) -> None:
    project = {
        "name": "//cloudresourcemanager.googleapis.com/projects/1042",
        "asset_type": PROJECT,
        "resource": {"data": {"projectId": "shop", "projectNumber": "1042"}},
    }
    raws, items = exported(tmp_path, [bucket(project="1042")], [project])
    assert {(each.account, each.name) for each in raws} == {("shop", "logs"), ("shop", "shop")}
    assert set(looks(items)) == {("shop", BUCKET), ("shop", PROJECT)}


@pytest.mark.parametrize(
    ("record", "account"),
    [
        ({"name": "//compute.googleapis.com/projects/p1/zones/z/instances/i"}, "p1"),
        ({"name": NAME, "ancestors": ["projects/12", "organizations/9"]}, "12"),
        ({"name": NAME, "ancestry_path": "organization/9/folder/5/project/p1"}, "p1"),
        ({"name": NAME, "resource": {"data": {"projectNumber": 12}}}, "12"),
        ({"name": "//cloudresourcemanager.googleapis.com/folders/5"}, "folders/5"),
        ({"name": "//cloudresourcemanager.googleapis.com/organizations/9"}, "organizations/9"),
        ({"name": "//x/accessPolicies/1", "ancestors": ["organizations/9"]}, "organizations/9"),
        ({"name": NAME}, "unknown"),
    ],
)
def test_every_asset_has_an_account(record: dict[str, Any], account: str) -> None:
    assert account_of({"asset_type": BUCKET, **record}) == account


@pytest.mark.parametrize(
    ("name", "resource", "region"),
    [
        (NAME, {"location": "europe-west1", "data": {}}, "europe-west1"),
        (NAME, {"location": "europe-west1-b", "data": {}}, "europe-west1"),
        (NAME, {"data": {"location": "US-CENTRAL1"}}, "us-central1"),
        (NAME, {"data": {"location": "EU"}}, "eu"),
        (NAME, {"data": {}}, "global"),
        ("//compute.googleapis.com/projects/p/zones/us-east1-b/disks/d", {}, "us-east1"),
        ("//x.googleapis.com/projects/p/locations/global/y/z", {}, "global"),
    ],
)
def test_where_an_asset_is(name: str, resource: dict[str, Any], region: str) -> None:
    record = {"name": name, "asset_type": BUCKET, "resource": resource}
    assert raw(record, "p").region == region


@pytest.mark.parametrize(
    ("data", "tags"),
    [
        ({"labels": {"env": "prod"}}, {"env": "prod"}),
        ({"resourceLabels": {"env": "prod"}}, {"env": "prod"}),
        ({"settings": {"userLabels": {"env": "prod"}}}, {"env": "prod"}),
        ({}, {}),
    ],
)
def test_labels_are_tags(data: dict[str, Any], tags: dict[str, str]) -> None:
    assert raw(bucket(**data), "p").tags == tags


@pytest.mark.parametrize("content", ["org_policy", "access_level", "orgPolicy", "osInventory"])
def test_other_content_is_counted_and_named(tmp_path: Path, content: str) -> None:
    record = {
        "name": "//cloudresourcemanager.googleapis.com/organizations/9",
        "asset_type": "cloudresourcemanager.googleapis.com/Organization",
        content: {},
    }
    raws, items = exported(tmp_path, [record])
    assert raws == []
    [odd] = [each for each in items if isinstance(each, Coverage) and each.code]
    spelled = {"orgPolicy": "org_policy", "osInventory": "os_inventory"}
    assert (odd.type, odd.outcome, odd.code, odd.count) == (
        spelled.get(content, content),
        Outcome.UNSUPPORTED,
        "NotUnderstood",
        1,
    )


def test_expected_types_are_judged_for_projects_only(tmp_path: Path) -> None:
    folder = {
        "name": "//cloudresourcemanager.googleapis.com/folders/5",
        "asset_type": "cloudresourcemanager.googleapis.com/Folder",
        "resource": {"data": {}},
    }
    _, items = exported(tmp_path, [bucket(), folder], GCP=frozenset([INSTANCE]))
    seen = looks(items)
    assert seen["p1", INSTANCE].outcome is Outcome.UNSUPPORTED
    assert ("folders/5", INSTANCE) not in seen


def test_an_asset_without_a_name_makes_its_type_not_all_seen(tmp_path: Path) -> None:
    _, items = exported(tmp_path, [bucket(), {**bucket(), "name": ""}])
    assert (looks(items)["p1", BUCKET].outcome, looks(items)["p1", BUCKET].code) == (
        Outcome.PARTIAL,
        "NoId",
    )
