"""IAM out of a file is IAM out of the API, less what the file was never asked for."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from highground.errors import BadInput
from highground.inventory import aws_authdetails
from highground.inventory.collect import Missing, Outcome
from highground.inventory.offline_shape import shape, start
from tests.emulator import ACCOUNT, Emulator
from tests.inventory.aws_looks import AT, Seen, collected

SHARED = Path(__file__).parents[2] / "../shared/data/aws-iam-authdetails"
ALLOW = {"Effect": "Allow", "Action": "*", "Resource": "*"}
WIDE = {"Version": "2012-10-17", "Statement": [ALLOW]}
ROLE = {
    "Arn": f"arn:aws:iam::{ACCOUNT}:role/service/web",
    "AssumeRolePolicyDocument": WIDE,
    "CreateDate": "2019-08-16 17:27:59+00:00",
}


def seen(tmp_path: Path, document: object) -> Seen:
    file = tmp_path / "iam.json"
    file.write_text(document if isinstance(document, str) else json.dumps(document))
    return Seen(list(aws_authdetails.read(file, AT)))


def test_a_file_shows_what_the_live_collector_shows(aws: Emulator, tmp_path: Path) -> None:
    iam = aws.client("iam")
    text = json.dumps(WIDE)
    iam.create_user(UserName="ci", Tags=[{"Key": "team", "Value": "core"}])
    iam.put_user_policy(UserName="ci", PolicyName="p", PolicyDocument=text)
    iam.create_role(RoleName="web", AssumeRolePolicyDocument=text)
    iam.create_policy(PolicyName="wide", PolicyDocument=text)
    iam.create_group(GroupName="admins")
    answer = iam.get_account_authorization_details()
    live = {raw.id: raw for raw in collected(aws.url, "iam").raws}
    offline = seen(tmp_path, json.dumps(answer, default=str)).raws
    assert len(offline) == 4
    for raw in offline:
        asked = {each.aspect for each in raw.missing}
        known = {key: each for key, each in live[raw.id].aspects.items() if key not in asked}
        assert raw == replace(live[raw.id], aspects=known, missing=raw.missing)


@pytest.mark.parametrize("encoded", [WIDE, json.dumps(WIDE), quote(json.dumps(WIDE))], ids=str)
def test_a_policy_document_is_json_whatever_the_file_makes_of_it(
    tmp_path: Path, encoded: object
) -> None:
    role = {**ROLE, "AssumeRolePolicyDocument": encoded}
    [raw] = seen(tmp_path, {"RoleDetailList": [role]}).raws
    assert raw.properties["AssumeRolePolicyDocument"] == WIDE
    assert (raw.name, raw.account) == ("web", ACCOUNT)
    assert raw.properties["CreateDate"] == "2019-08-16T17:27:59Z"


def test_what_the_file_was_not_asked_for_is_missing(tmp_path: Path) -> None:
    user = {"Arn": f"arn:aws:iam::{ACCOUNT}:user/ci", "UserName": "ci"}
    shown = seen(tmp_path, {"UserDetailList": [user]})
    assert Missing("accessKeys", "NotInExport") in shown.raws[0].missing
    look = shown.look("AWS::IAM::User", "accessKeys")
    assert (look.outcome, look.count) == (Outcome.UNSUPPORTED, 0)


def test_only_the_lists_of_a_file_are_looks(tmp_path: Path) -> None:
    looks = seen(tmp_path, {"RoleDetailList": [ROLE], "GroupDetailList": []}).coverage
    assert {(row.type, row.outcome, row.count) for row in looks} == {
        ("AWS::IAM::Role", Outcome.COMPLETE, 1),
        ("AWS::IAM::Group", Outcome.COMPLETE, 0),
    }


def test_one_page_of_several_is_partial(tmp_path: Path) -> None:
    shown = seen(tmp_path, {"RoleDetailList": [ROLE], "IsTruncated": True, "Marker": "x"})
    assert shown.look("AWS::IAM::Role").outcome is Outcome.PARTIAL


def test_the_policies_of_aws_are_nobodys(tmp_path: Path) -> None:
    admin = {"Arn": "arn:aws:iam::aws:policy/AdministratorAccess"}
    assert (
        seen(tmp_path, {"Policies": [admin], "RoleDetailList": [ROLE]}).of(
            "AWS::IAM::ManagedPolicy"
        )
        == []
    )


@pytest.mark.parametrize(
    ("document", "line", "problem"),
    [
        ('{"UserDetailList": [\n{"Arn": ', 2, "not JSON"),
        ('{"UserDetailList": {}}', 1, "UserDetailList is not a list"),
        ('{"UserDetailList": [{"UserName": "ci"}]}', 1, "UserDetailList[0] has no Arn"),
        (
            json.dumps({"RoleDetailList": [{**ROLE, "AssumeRolePolicyDocument": "%7B"}]}),
            1,
            "RoleDetailList[0] holds what is not readable",
        ),
        ("[]", 1, "a JSON object was expected"),
    ],
)
def test_a_malformed_file_names_its_line_and_shows_nothing(
    tmp_path: Path, document: str, line: int, problem: str
) -> None:
    with pytest.raises(BadInput) as refused:
        seen(tmp_path, document)
    assert str(refused.value).startswith(f"{tmp_path / 'iam.json'}:{line}: {problem}")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the data set is not here")
@pytest.mark.parametrize(
    ("name", "users", "groups", "roles"),
    [("account-large.json", 44, 5, 78), ("account-small.json", 3, 2, 3)],
)
def test_a_real_account_is_read_whole(name: str, users: int, groups: int, roles: int) -> None:
    file = SHARED / name
    assert aws_authdetails.recognises(shape(start(file).text))
    found = Counter(raw.type for raw in Seen(list(aws_authdetails.read(file, AT))).raws)
    assert (found["AWS::IAM::User"], found["AWS::IAM::Group"], found["AWS::IAM::Role"]) == (
        users,
        groups,
        roles,
    )
