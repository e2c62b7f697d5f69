"""What is at a JMESPath of a document, by the shape that botocore gives the document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import jmespath
from botocore import model


@dataclass(frozen=True, slots=True)
class Shape:
    """As much of a shape as a path can ask for. `unknown` is what a path makes of itself."""

    type_name: str
    name: str = ""
    members: Mapping[str, Shape] = field(default_factory=dict)
    _member: Any = None

    @property
    def member(self) -> Any:
        """The shape of each element of a list, or of each value of a map."""
        return self._member


UNKNOWN = Shape("unknown")


def at(path: str, shape: Any) -> Any:
    """The shape at a path; AssertionError where the path leaves what the shape has."""
    return _at(jmespath.compile(path).parsed, shape)


def _at(node: Mapping[str, Any], shape: Any) -> Any:
    if shape is UNKNOWN:
        return UNKNOWN
    return READ[node["type"]](node, shape)


def _field(node: Mapping[str, Any], shape: Any) -> Any:
    if shape.type_name == "map":
        return shape.value if isinstance(shape, model.MapShape) else shape.member
    assert shape.type_name == "structure", f"{shape.name} is a {shape.type_name}"
    assert node["value"] in shape.members, f"{shape.name} has no {node['value']}"
    return shape.members[node["value"]]


def _in_turn(node: Mapping[str, Any], shape: Any) -> Any:
    for child in node["children"]:
        shape = _at(child, shape)
    return shape


def _each(node: Mapping[str, Any], shape: Any) -> Any:
    left = _at(node["children"][0], shape)
    if left is UNKNOWN:
        return UNKNOWN
    assert left.type_name == "list", f"{left.name} is a {left.type_name}"
    if node["type"] == "filter_projection":
        _at(node["children"][2], left.member)
    return Shape("list", _member=_at(node["children"][1], left.member))


def _flat(node: Mapping[str, Any], shape: Any) -> Any:
    left = _at(node["children"][0], shape)
    inner = left.member if left is not UNKNOWN else UNKNOWN
    return inner if inner is not UNKNOWN and inner.type_name == "list" else left


def _element(_: Mapping[str, Any], shape: Any) -> Any:
    assert shape.type_name == "list", f"{shape.name} is a {shape.type_name}"
    return shape.member


def _one_of(node: Mapping[str, Any], shape: Any) -> Any:
    return _at(node["children"][0], shape)


def _object(node: Mapping[str, Any], shape: Any) -> Any:
    made = {each["value"]: _at(each["children"][0], shape) for each in node["children"]}
    return Shape("structure", "{…}", made)


def _list(node: Mapping[str, Any], shape: Any) -> Any:
    return Shape("list", _member=_at(node["children"][0], shape))


def _tests(node: Mapping[str, Any], shape: Any) -> Any:
    for child in node["children"]:
        _at(child, shape)
    return UNKNOWN


READ = {
    "field": _field,
    "current": lambda _, shape: shape,
    "identity": lambda _, shape: shape,
    "literal": lambda *_: UNKNOWN,
    "subexpression": _in_turn,
    "index_expression": _in_turn,
    "pipe": _in_turn,
    "projection": _each,
    "filter_projection": _each,
    "flatten": _flat,
    "index": _element,
    "or_expression": _one_of,
    "multi_select_dict": _object,
    "multi_select_list": _list,
    "comparator": _tests,
}
