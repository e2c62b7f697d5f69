"""What a person writes in YAML takes the form that AWS wants."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from botocore.loaders import create_loader
from botocore.model import ServiceModel, Shape

from highground.demo.forms import formed
from highground.demo.seeding import filled

LOADER = create_loader()


def shape(service: str, operation: str) -> Shape:
    model = ServiceModel(LOADER.load_service_model(service, "service-2"), service)
    found = model.operation_model(operation).input_shape
    assert found
    return found


@pytest.mark.parametrize(
    ("service", "operation", "written", "sent"),
    [
        (
            "iam",
            "CreateUser",
            {"UserName": "a", "Tags": {"owner": "o"}},
            {"UserName": "a", "Tags": [{"Key": "owner", "Value": "o"}]},
        ),
        (
            "kms",
            "CreateKey",
            {"Tags": {"owner": "o"}},
            {"Tags": [{"TagKey": "owner", "TagValue": "o"}]},
        ),
        ("ecs", "CreateCluster", {"tags": {"a": "b"}}, {"tags": [{"key": "a", "value": "b"}]}),
        ("sqs", "CreateQueue", {"tags": {"a": "b"}}, {"tags": {"a": "b"}}),
        (
            "sqs",
            "CreateQueue",
            {"Attributes": {"Policy": {"Version": "1"}}},
            {"Attributes": {"Policy": '{"Version": "1"}'}},
        ),
        (
            "ec2",
            "RunInstances",
            {"TagSpecifications": [{"ResourceType": "instance", "Tags": {"a": "b"}}]},
            {
                "TagSpecifications": [
                    {"ResourceType": "instance", "Tags": [{"Key": "a", "Value": "b"}]}
                ]
            },
        ),
    ],
)
def test_documents_and_tags_take_the_form_of_their_place(
    service: str, operation: str, written: dict[str, Any], sent: dict[str, Any]
) -> None:
    assert formed(written, shape(service, operation)) == sent


def test_files_become_an_archive_that_is_the_same_each_time() -> None:
    written = {"Code": {"ZipFile": {"main.py": "x = 1"}}}
    sent = formed(written, shape("lambda", "CreateFunction"))["Code"]["ZipFile"]
    assert sent == formed(written, shape("lambda", "CreateFunction"))["Code"]["ZipFile"]
    assert zipfile.ZipFile(io.BytesIO(sent)).read("main.py") == b"x = 1"


@pytest.mark.parametrize(
    ("written", "put_in"),
    [
        ("{group}", "group_app"),
        ("{{group}}", "sg-1"),
        ("{kms_{key}}", "k-1"),
        ("a/{group}/b", "a/group_app/b"),
        (["{ports}", {"x": "{ports}"}], [[80], {"x": [80]}]),
        ("{ $.a = 1 }", "{ $.a = 1 }"),
        (7, 7),
    ],
)
def test_names_are_put_in_from_the_inside_out(written: object, put_in: object) -> None:
    names = {"group": "group_app", "group_app": "sg-1", "key": "x", "kms_x": "k-1", "ports": [80]}
    assert filled(written, names) == put_in
