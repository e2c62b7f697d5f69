"""AWS Config says what there is in words of its own: that is seen, and it is not the listing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from highground.errors import BadInput
from highground.inventory import aws_config
from highground.inventory.collect import Missing, Outcome
from highground.inventory.offline_shape import shape, start
from tests.inventory.aws_looks import AT, BUCKET, Seen

SHARED = Path(__file__).parents[2] / "../shared/data/aws-config-items/items.jsonl"
ACCOUNT = "111122223333"
LOGS: dict[str, Any] = {
    "resourceType": BUCKET,
    "resourceId": "logs",
    "resourceName": "logs",
    "arn": "arn:aws:s3:::logs",
    "accountId": ACCOUNT,
    "awsRegion": "eu-west-1",
    "configurationItemStatus": "OK",
    "configurationItemCaptureTime": "2026-01-02T00:00:00Z",
    "configuration": {"name": "logs"},
    "tags": {"env": "prod"},
}
BLOCK = {
    "blockPublicAcls": True,
    "ignorePublicAcls": True,
    "blockPublicPolicy": False,
    "restrictPublicBuckets": False,
}


def seen(tmp_path: Path, *lines: object) -> Seen:
    file = tmp_path / "config.json"
    texts = (each if isinstance(each, str) else json.dumps(each) for each in lines)
    file.write_text("\n".join(texts))
    assert aws_config.recognises(shape(start(file).text))
    return Seen(list(aws_config.read(file, AT)))


@pytest.mark.parametrize(
    "document",
    [
        {"fileVersion": "1.0", "configurationItems": [LOGS]},
        {"configurationItems": [{**LOGS, "configuration": json.dumps(LOGS["configuration"])}]},
        {"Results": [json.dumps(LOGS)], "QueryInfo": {"SelectFields": []}},
        {"baseConfigurationItems": [LOGS]},
        {"source": "a.json", "item": LOGS},
        LOGS,
        {**LOGS, "tags": [{"key": "env", "value": "prod", "tag": "env=prod"}]},
    ],
    ids=["snapshot", "history", "query", "batch", "wrapped", "item", "tag list"],
)
def test_every_way_to_hand_over_an_item_is_the_same_resource(
    tmp_path: Path, document: object
) -> None:
    bucket = seen(tmp_path, document).one(BUCKET)
    assert (bucket.id, bucket.name, bucket.account) == ("arn:aws:s3:::logs", "logs", ACCOUNT)
    assert (bucket.region, bucket.listed_in) == ("eu-west-1", "global")
    assert bucket.aspects["configuration"] == {"name": "logs"}
    assert bucket.tags == {"env": "prod"}


def test_the_words_of_config_are_never_properties(tmp_path: Path) -> None:
    shown = seen(tmp_path, LOGS)
    bucket, look = shown.one(BUCKET), shown.look(BUCKET)
    assert bucket.properties == {}
    assert Missing("list", "ConfigShape") in bucket.missing
    assert Missing("policy", "NotInExport") in bucket.missing
    assert (look.outcome, look.code, look.count) == (Outcome.PARTIAL, "ConfigShape", 1)


def test_what_config_says_in_so_few_words_is_an_aspect(tmp_path: Path) -> None:
    policy = {"Statement": [{"Effect": "Deny"}]}
    more = {
        "PublicAccessBlockConfiguration": json.dumps(BLOCK),
        "BucketPolicy": {"policyText": json.dumps(policy)},
    }
    bucket = seen(tmp_path, {**LOGS, "supplementaryConfiguration": more}).one(BUCKET)
    assert bucket.aspects["policy"] == policy
    assert bucket.aspects["publicAccessBlock"] == {
        "BlockPublicAcls": True,
        "IgnorePublicAcls": True,
        "BlockPublicPolicy": False,
        "RestrictPublicBuckets": False,
    }


@pytest.mark.parametrize("odd", [{}, {"blockPublicAcls": True}, "{", {"policyText": "{"}], ids=str)
def test_a_document_that_is_not_what_we_know_was_not_seen(tmp_path: Path, odd: object) -> None:
    more = {"PublicAccessBlockConfiguration": odd, "BucketPolicy": odd}
    if odd == "{":
        with pytest.raises(BadInput):
            seen(tmp_path, {**LOGS, "supplementaryConfiguration": more})
        return
    bucket = seen(tmp_path, {**LOGS, "supplementaryConfiguration": more}).one(BUCKET)
    assert set(bucket.aspects) == {"configuration"}


def test_a_bucket_without_a_policy_has_one_that_says_nothing(tmp_path: Path) -> None:
    more = {"BucketPolicy": {"policyText": None}}
    bucket = seen(tmp_path, {**LOGS, "supplementaryConfiguration": more}).one(BUCKET)
    assert bucket.aspects["policy"] == {}


def test_the_newest_item_of_a_resource_counts(tmp_path: Path) -> None:
    older = {**LOGS, "configurationItemCaptureTime": 1502617462.9, "configuration": {"name": "x"}}
    shown = seen(tmp_path, LOGS, older)
    assert shown.one(BUCKET).aspects["configuration"] == {"name": "logs"}


def test_a_resource_that_was_deleted_last_is_not_there(tmp_path: Path) -> None:
    later = "2026-01-03T00:00:00Z"
    gone = {
        **LOGS,
        "configurationItemCaptureTime": later,
        "configurationItemStatus": "ResourceDeleted",
    }
    assert seen(tmp_path, LOGS, gone).raws == []


def test_empty_tags_say_nothing(tmp_path: Path) -> None:
    assert seen(tmp_path, {**LOGS, "tags": {}}).one(BUCKET).tags is None


def test_an_item_that_names_nobody_is_counted(tmp_path: Path) -> None:
    lost = {"resourceType": "AWS::EC2::Volume", "resourceId": "vol-1", "awsRegion": "eu-west-1"}
    look = seen(tmp_path, lost).look("AWS::EC2::Volume", "content")
    assert (look.outcome, look.code, look.count) == (Outcome.UNSUPPORTED, "NoId", 1)


@pytest.mark.parametrize(
    ("lines", "line", "problem"),
    [
        ([LOGS, '{"resourceType": '], 2, "not JSON"),
        ([LOGS, '{"resourceId": "x"}'], 2, "an item without resourceType"),
        (['{"configurationItems": [1]}'], 1, "an item that is not a JSON object"),
        (['{"configurationItems": [\n{"resourceType": "a"'], 2, ""),
    ],
    ids=str,
)
def test_a_malformed_file_names_its_line_and_shows_nothing(
    tmp_path: Path, lines: list[object], line: int, problem: str
) -> None:
    with pytest.raises(BadInput) as refused:
        seen(tmp_path, *lines)
    assert refused.value.at.line == line
    assert problem in refused.value.problem


@pytest.mark.skipif(not SHARED.is_file(), reason="the data set is not here")
def test_real_items_are_read_whole() -> None:
    shown = Seen(list(aws_config.read(SHARED, AT)))
    assert len({raw.type for raw in shown.raws}) == 11  # the twelfth is a volume of no account
    assert len(shown.raws) == len({raw.id for raw in shown.raws})
    assert {row.outcome for row in shown.coverage if row.aspect == "list"} == {Outcome.PARTIAL}
    assert shown.look("AWS::EC2::Volume", "content").count == 2
