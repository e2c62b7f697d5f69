"""Which risk factors can amplify a policy, by the threats that it names."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, TypeAdapter

from highground import content
from highground.errors import BadConfig


class Relevance(BaseModel, frozen=True, extra="forbid"):
    """The table of threats and factors, as `insights/relevance.yaml` has it."""

    every: tuple[str, ...]
    threats: dict[str, tuple[str, ...]]

    def of(self, threats: Iterable[str]) -> tuple[str, ...]:
        """The factors that count for a policy of these threats; all of them if it names none.

        Raises `KeyError` for a threat that the table does not have: the policy loader knows where.
        """
        named = {factor for threat in threats for factor in self.threats[threat]}
        return tuple(each for each in self.every if each in named) if named else self.every


FILE = TypeAdapter(Relevance)


def load(file: Path) -> Relevance:
    """Read the table, or raise `BadConfig` at the first line that is wrong."""
    return content.read(file, FILE, BadConfig)
