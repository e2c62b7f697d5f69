"""The calls that make the demo's AWS account: `estates/demo/aws/*.yaml`.

A file has `calls`, which are made in order, and `words`, where YAML anchors that they share stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import jmespath
from jmespath.exceptions import JMESPathError
from pydantic import AfterValidator, BaseModel, Field, TypeAdapter

from highground import content
from highground.errors import BadConfig


def _is_path(text: str) -> str:
    try:
        jmespath.compile(text)
    except JMESPathError as error:
        raise ValueError(f"not JMESPath: {error}") from error
    return text


class Call(BaseModel, frozen=True, extra="forbid"):
    """One call, or one for each element of `for`, whose members are names in it.

    `{name}` in `with` is what an earlier call saved under that name, or a member of `for`.
    """

    call: str = Field(pattern=r"^[a-z0-9-]+\.[a-z0-9_]+$")  # service.operation, as botocore says
    region: str | None = None
    each: tuple[dict[str, Any], ...] = Field(({},), alias="for", min_length=1)
    parameters: dict[str, Any] = Field({}, alias="with")
    save: dict[str, Annotated[str, AfterValidator(_is_path)]] = {}  # name to path into the answer


class File(BaseModel, frozen=True, extra="forbid"):
    """One file of calls."""

    words: dict[str, Any] = {}
    calls: tuple[Call, ...]


FILE = TypeAdapter(File)


@dataclass(frozen=True, slots=True)
class Step:
    """A call and the file that it stands in."""

    file: Path
    call: Call


def load(folder: Path) -> Iterator[Step]:
    """All calls of a folder in the order of the files' names, or `BadConfig`."""
    for file in sorted(folder.glob("*.yaml")):
        for call in content.read(file, FILE, BadConfig).calls:
            yield Step(file, call)
