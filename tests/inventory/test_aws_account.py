"""Who we are and which regions there are decide what is looked at, and never silently."""

from __future__ import annotations

from pathlib import Path

import pytest

from highground.inventory.collect import Outcome
from tests import cloud
from tests.emulator import ACCOUNT, Emulator
from tests.fault_proxy import FaultProxy
from tests.inventory.aws_looks import AT, BUCKET, Seen, collected, source


def test_a_unit_is_a_service_in_a_region_or_in_all(aws: Emulator) -> None:
    units = source(aws.url, "s3", "sqs", "wafv2", regions=("eu-west-1", "us-east-1")).units()
    assert units == [
        "s3/global",
        "sqs/eu-west-1",
        "sqs/us-east-1",
        "wafv2/eu-west-1",
        "wafv2/global",
        "wafv2/us-east-1",
    ]


def test_without_a_selection_every_enabled_region_is_a_unit(aws: Emulator) -> None:
    enabled = {each["RegionName"] for each in aws.client("ec2").describe_regions()["Regions"]}
    units = source(aws.url, "sqs", regions=()).units()
    assert set(units) == {f"sqs/{region}" for region in enabled}


def test_where_aws_does_not_name_its_regions_each_is_looked_at(proxy: FaultProxy) -> None:
    proxy.deny("ec2", "describe_regions")
    units = set(source(proxy.url, "sqs", regions=()).units())
    assert units >= {"sqs/us-east-1", "sqs/eu-west-1", "sqs/ap-southeast-2", "sqs/il-central-1"}


def test_regions_are_apart(aws: Emulator) -> None:
    aws.client("sqs", "eu-west-1").create_queue(QueueName="jobs")
    seen = collected(aws.url, "sqs", regions=("eu-west-1", "us-east-1"))
    assert [raw.region for raw in seen.raws] == ["eu-west-1"]
    assert {(row.region, row.count) for row in seen.coverage if row.aspect == "list"} == {
        ("eu-west-1", 1),
        ("us-east-1", 0),
    }


@pytest.mark.parametrize(("account", "shown"), [("210987654321", "210987654321"), (None, "test")])
def test_an_account_that_refuses_us_is_a_gap_in_every_listing(
    proxy: FaultProxy, account: str | None, shown: str
) -> None:
    proxy.deny("sts")
    seen = collected(proxy.url, "s3", "sqs", account=account)
    assert seen.raws == []
    assert {(row.type, row.account, row.outcome, row.code) for row in seen.coverage} == {
        (BUCKET, shown, Outcome.DENIED, "AccessDenied"),
        ("AWS::SQS::Queue", shown, Outcome.DENIED, "AccessDenied"),
    }


def test_a_cloud_that_does_not_answer_is_a_gap_in_every_listing() -> None:
    with cloud.aws({}) as address:
        pass  # nobody listens there any more
    look = collected(address, "s3").look(BUCKET)
    assert (look.outcome, look.code) == (Outcome.FAILED, "EndpointConnectionError")


def test_a_profile_that_is_not_there_is_a_gap_in_every_listing(
    aws: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    each = source(aws.url, "s3", "sqs", profile="nobody", session=None, regions=())
    looks = Seen([item for unit in each.units() for item in each.collect(unit, AT)]).coverage
    assert {row.type for row in looks} == {BUCKET, "AWS::SQS::Queue"}
    assert {(row.outcome, row.code) for row in looks} == {(Outcome.DENIED, "ProfileNotFound")}


def test_credentials_come_from_a_profile(
    aws: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "config"
    file.write_text("[profile shop]\naws_access_key_id = a\naws_secret_access_key = b\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(file))
    each = source(aws.url, "s3", profile="shop", session=None)
    assert {item.account for unit in each.units() for item in each.expected(unit, AT)} == {ACCOUNT}


def test_a_role_of_another_account_is_assumed(aws: Emulator, proxy: FaultProxy) -> None:
    organizations = aws.client("organizations")
    organizations.create_organization(FeatureSet="ALL")
    made = organizations.create_account(Email="dev@example.com", AccountName="dev")
    account = made["CreateAccountStatus"]["AccountId"]
    role = f"arn:aws:iam::{account}:role/OrganizationAccountAccessRole"
    seen = collected(proxy.url, "s3", "sts", role_arn=role, external_id="shop")
    assert seen.one("AWS::::Account").account == account
    assert proxy.count()["sts", "assume_role"] == 1


def test_a_role_that_may_not_be_assumed_is_a_gap_in_every_listing(proxy: FaultProxy) -> None:
    proxy.deny("sts", "assume_role")
    role = f"arn:aws:iam::{ACCOUNT}:role/reader"
    look = collected(proxy.url, "s3", role_arn=role, account=ACCOUNT).look(BUCKET)
    assert (look.account, look.outcome) == (ACCOUNT, Outcome.DENIED)
