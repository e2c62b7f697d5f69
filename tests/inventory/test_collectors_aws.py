"""The tables of calls speak of the AWS that botocore describes: nothing in them is a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

import jmespath
import pytest
from botocore import xform_name
from botocore.model import OperationModel, ServiceModel
from botocore.session import Session

from highground.errors import BadCollector
from highground.inventory.calls import Calls, load, load_all, permissions
from tests.inventory.shapes import at

FOLDER = Path(__file__).parents[2] / "collectors" / "aws"
CALLS = load_all(FOLDER)
OURS = {"account", "region", "partition", "listed", "parent"}

each_type = pytest.mark.parametrize("calls", CALLS, ids=lambda each: f"{each.type}-{each.where}")


@cache
def service_model(service: str) -> ServiceModel:
    """botocore's model of a service, read once."""
    return Session().get_service_model(service)


@cache
def operation(service: str, name: str) -> OperationModel:
    """botocore's model of an operation, by the name that the tables use."""
    elsewhere, _, name = name.rpartition(":")
    model = service_model(elsewhere or service)
    known = {xform_name(each): each for each in model.operation_names}
    return model.operation_model(known[name])


def item_of(calls: Calls) -> Any:
    """The shape of one listed resource."""
    listed = at(calls.result, operation(calls.service, calls.operation).output_shape)
    assert listed.type_name == "list"
    if calls.describe is None:
        return listed.member
    described = operation(calls.service, calls.describe.operation).output_shape
    shape = at(calls.describe.result, described)
    return shape.member if calls.describe.batch else shape


def fields(template: Any) -> Iterator[str]:
    """The fields that a template names."""
    if isinstance(template, str):
        for _, name, _, _ in Formatter().parse(template):
            if name is not None:
                yield name.split("[")[0]
    elif isinstance(template, Mapping):
        for value in template.values():
            yield from fields(value)


def check_parameters(model: OperationModel, given: set[str]) -> None:
    """Every parameter is one of the operation's, and none that it asks for is missing."""
    known = set(model.input_shape.members) if model.input_shape else set()
    required = set(model.input_shape.required_members) if model.input_shape else set()
    assert given <= known
    assert required <= given


@each_type
def test_every_listing_is_one_of_aws(calls: Calls) -> None:
    check_parameters(operation(calls.service, calls.operation), set(calls.parameters))
    if calls.describe:
        model = operation(calls.service, calls.describe.operation)
        check_parameters(model, {*calls.describe.parameters, *calls.describe.batch})


@each_type
def test_every_template_names_fields_that_the_document_has(calls: Calls) -> None:
    item = item_of(calls)
    templates: list[Any] = [calls.id, calls.name, *(a.match for a in calls.aspects)]
    templates += [a.parameters for a in calls.aspects if not a.by]
    for field in {field for template in templates for field in fields(template)} - OURS:
        assert item.type_name == "map" or field in item.members, field


@each_type
def test_every_path_leads_somewhere(calls: Calls) -> None:
    item = item_of(calls)
    for path in (calls.located, calls.tags if calls.tags != "bulk" else None):
        if path:
            at(path, item)
    for aspect in calls.aspects:
        if not aspect.operation:
            at(aspect.result, item)
            continue
        model = operation(calls.service, aspect.operation)
        check_parameters(model, set(aspect.parameters))
        answer = at(aspect.result, model.output_shape)
        if aspect.by and not aspect.text:
            at(aspect.by, answer.member)
        if aspect.before:
            ready = operation(calls.service, aspect.before.operation)
            jmespath.compile(aspect.before.until)
            check_parameters(ready, set())


@each_type
def test_only_reading_operations_stand_in_the_tables(calls: Calls) -> None:
    every = [calls.operation, calls.describe.operation if calls.describe else "get_"]
    every += [aspect.operation or "get_" for aspect in calls.aspects]
    every += [aspect.before.operation for aspect in calls.aspects if aspect.before]
    reading = ("get_", "list_", "describe_", "batch_get_", "generate_credential_report")
    assert all(each.rpartition(":")[2].startswith(reading) for each in every)


@each_type
def test_every_aspect_has_one_name_and_every_look_a_permission(calls: Calls) -> None:
    keys = [aspect.key for aspect in calls.aspects]
    assert len(keys) == len(set(keys))
    assert ":" in calls.needs


def test_there_are_at_least_sixty_types_in_twenty_five_services() -> None:
    assert len({each.type for each in CALLS}) >= 60
    assert len({each.service for each in CALLS}) >= 25


def test_the_permissions_are_those_of_every_look() -> None:
    file = load(FOLDER / "secretsmanager.yaml")
    assert permissions(file) == ["secretsmanager:GetResourcePolicy", "secretsmanager:ListSecrets"]
    assert all(re.fullmatch(r"[a-z0-9-]+:[A-Za-z0-9]+", each) for each in permissions(CALLS))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("result: '['", "result: Value error, not JMESPath"),
        ("aspects: [{key: a, operation: get_a, result: A}]", "say which under `needs`"),
        ("aspects: [{key: a, result: A, by: B}]", "`by` and `match` go together"),
        ("parent: AWS::A::C", "list AWS::A::C above it"),
        ("colour: red", "colour: Extra inputs are not permitted"),
    ],
)
def test_a_table_that_is_wrong_names_its_file_and_line(
    tmp_path: Path, text: str, problem: str
) -> None:
    file = tmp_path / "a.yaml"
    good = "- {type: 'AWS::A::B', service: a, operation: list_b, id: '{Arn}', needs: 'a:B'"
    rest = "" if text.startswith("result") else ", result: Bs"
    file.write_text(f"{good}{rest}, {text}}}\n")
    with pytest.raises(BadCollector) as refused:
        load(file)
    assert str(refused.value).startswith(f"{file}:1: ")
    assert problem in str(refused.value)
