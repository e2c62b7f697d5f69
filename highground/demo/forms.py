"""Write what a person writes in YAML in the form that AWS takes.

A mapping stands where AWS wants a document as text, a list of tags, or an archive of files.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from botocore.model import ListShape, MapShape, Shape, StructureShape

NOON = (2026, 1, 5, 12, 0, 0)  # archives are the same whenever they are made


def formed(value: Any, shape: Shape | None) -> Any:
    """A value in the form that a shape of botocore's model wants."""
    if isinstance(shape, ListShape) and isinstance(value, Mapping):
        return _pairs(value, shape.member)
    if isinstance(value, Mapping):
        if shape is not None and shape.type_name == "string":
            return json.dumps(value)
        if shape is not None and shape.type_name == "blob":
            return _archive(value)
        return {key: formed(each, _below(shape, key)) for key, each in value.items()}
    if isinstance(value, list) and isinstance(shape, ListShape):
        return [formed(each, shape.member) for each in value]
    return value


def _below(shape: Shape | None, key: str) -> Shape | None:
    if isinstance(shape, StructureShape):
        return shape.members.get(key)
    return shape.value if isinstance(shape, MapShape) else None


def _pairs(value: Mapping[str, Any], shape: Shape) -> list[dict[str, Any]]:
    """`{owner: …}` as `[{Key: owner, Value: …}]`, whatever the two are called."""
    members = list(shape.members) if isinstance(shape, StructureShape) else []
    key = next(each for each in members if each.lower() in ("key", "tagkey"))
    other = next(each for each in members if each.lower() in ("value", "tagvalue"))
    return [{key: name, other: str(each)} for name, each in value.items()]


def _archive(files: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name, NOON), text)
    return out.getvalue()
