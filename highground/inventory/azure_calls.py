"""The follow-up questions about each Azure type. See `collectors/azure/` for the file format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from pydantic import BaseModel, Field, TypeAdapter

from highground import content
from highground.errors import At, BadCollector


class Aspect(BaseModel, frozen=True, extra="forbid"):
    """One question about one resource; its answer is the member `key` of `aspects`.

    `path` stands below the resource's id. Of one document the aspect is what `result` finds in it;
    of a `list` it is all its elements, over all pages, as ARM shows them.
    """

    key: str
    path: str = Field(pattern=r"^/[A-Za-z0-9./-]+$")
    api_version: str
    list: bool = False
    result: str = "properties"
    not_configured: tuple[str, ...] = ()  # codes by which ARM answers that there is nothing
    needs: str
    source: str = Field(pattern="^https://")


class Follow(BaseModel, frozen=True, extra="forbid"):
    """The questions about every resource of some types. Resource Graph is the listing of all."""

    types: tuple[str, ...] = Field(min_length=1)
    aspects: tuple[Aspect, ...] = Field(min_length=1)


Aspects = Mapping[str, tuple[Aspect, ...]]  # type in lower case to what is asked about it

FILE = TypeAdapter(tuple[Follow, ...])


def load(files: Iterable[Path]) -> Aspects:
    """Read all files, or raise `BadCollector` at the first line that is wrong."""
    aspects: dict[str, tuple[Aspect, ...]] = {}
    for file in files:
        for follow in content.read(file, FILE, BadCollector):
            for type_ in follow.types:
                known = aspects.get(type_.lower(), ())
                if twice := {each.key for each in known} & {each.key for each in follow.aspects}:
                    raise BadCollector(At(file, 1), f"{type_}: asked twice for {min(twice)}")
                aspects[type_.lower()] = (*known, *follow.aspects)
    return aspects
