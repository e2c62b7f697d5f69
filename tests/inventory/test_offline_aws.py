"""What one file of AWS shows by name only, another may show whole."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from highground.inventory.collect import Coverage, Item, Outcome, Raw
from highground.inventory.offline import OfflineSource
from tests.inventory.test_offline import read, write

ROLE = "AWS::IAM::Role"
BUCKET = "AWS::S3::Bucket"
ARN = "arn:aws:iam::111122223333:role/app"
DETAILS = {
    "RoleDetailList": [
        {
            "Arn": ARN,
            "RoleName": "app",
            "Path": "/",
            "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []},
            "RolePolicyList": [],
            "AttachedManagedPolicies": [],
        }
    ]
}
CONFIG = {
    "configurationItems": [
        {
            "resourceType": ROLE,
            "resourceId": "AROA",
            "ARN": ARN,
            "awsAccountId": "111122223333",
            "awsRegion": "global",
            "configurationItemStatus": "OK",
            "configuration": {"roleName": "app"},
        }
    ]
}


def listing(items: list[Item], type_: str) -> Coverage:
    [row] = [
        each
        for each in items
        if isinstance(each, Coverage) and (each.type, each.aspect) == (type_, "list")
    ]
    return row


def shown(folder: Path, complete: Any = "present", **files: Any) -> tuple[list[Raw], list[Item]]:
    write(folder, {f"{name}.json": content for name, content in files.items()})
    items = read(OfflineSource([folder], complete, {"AWS": frozenset([ROLE, BUCKET])}))
    return [each for each in items if isinstance(each, Raw)], items


def test_a_role_in_both_files_is_the_one_that_is_shown_whole(tmp_path: Path) -> None:
    [role], items = shown(tmp_path, config=CONFIG, details=DETAILS)
    assert role.properties["RoleName"] == "app"
    assert "list" not in {each.aspect for each in role.missing}
    assert listing(items, ROLE).outcome is Outcome.COMPLETE
    keys = [
        (each.account, each.region, each.type, each.aspect)
        for each in items
        if isinstance(each, Coverage)
    ]
    assert len(set(keys)) == len(keys)


def test_config_alone_shows_no_properties(tmp_path: Path) -> None:
    [role], items = shown(tmp_path, config=CONFIG)
    assert "list" in {each.aspect for each in role.missing}
    assert listing(items, ROLE).outcome is Outcome.PARTIAL


def test_an_expected_type_that_no_file_shows_was_not_looked_at(tmp_path: Path) -> None:
    _, items = shown(tmp_path, details=DETAILS)
    row = listing(items, BUCKET)
    assert (row.account, row.outcome, row.code) == (
        "111122223333",
        Outcome.UNSUPPORTED,
        "NotInExport",
    )


def test_where_nobody_vouches_for_the_file_there_may_be_more_roles(tmp_path: Path) -> None:
    _, items = shown(tmp_path, "none", details=DETAILS)
    assert (listing(items, ROLE).outcome, listing(items, ROLE).code) == (
        Outcome.PARTIAL,
        "NotComplete",
    )


def test_where_one_file_cannot_be_read_there_may_be_more_roles(tmp_path: Path) -> None:
    broken = '{"UserDetailList": [{"Arn": '
    _, items = shown(tmp_path, details=DETAILS, users=broken)
    assert listing(items, ROLE).code == "UnreadableFile"
    assert listing(items, BUCKET).outcome is Outcome.FAILED
