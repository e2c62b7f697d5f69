"""What tags say of a resource: `insights/tags.yaml`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, TypeAdapter

from highground import content
from highground.errors import BadConfig

Level = Literal["very_high", "high", "medium", "low"]


def _plain(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+", text):
        raise ValueError("write it in lower case, without punctuation")
    return text


Word = Annotated[str, AfterValidator(_plain)]


class Sensitive(BaseModel, frozen=True, extra="forbid"):
    """Tags that say a resource holds sensitive data."""

    keys: tuple[Word, ...]
    values: tuple[Word, ...]


class Critical(BaseModel, frozen=True, extra="forbid"):
    """Tags that say how critical a resource is."""

    keys: tuple[Word, ...]
    values: dict[Level, tuple[Word, ...]]


class TagRules(BaseModel, frozen=True, extra="forbid"):
    """All that tags can say. A resource without such a tag is neither."""

    sensitive: Sensitive
    critical: Critical

    def rows(self) -> list[tuple[str, str, str, str]]:
        """Factor, key, value and what that makes of the factor, in one list."""
        found = [
            ("sensitive", key, value, "yes")
            for key in self.sensitive.keys
            for value in self.sensitive.values
        ]
        return found + [
            ("critical", key, value, level)
            for key in self.critical.keys
            for level, values in self.critical.values.items()
            for value in values
        ]


FILE = TypeAdapter(TagRules)


def load(file: Path) -> TagRules:
    """Read what tags mean, or raise `BadConfig` at the first line that is wrong."""
    return content.read(file, FILE, BadConfig)
