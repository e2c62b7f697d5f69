"""The tags of a whole region in a few calls, for types whose listing does not show them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from threading import Lock
from typing import Any

from highground.inventory import aws_text
from highground.inventory.aws_unit import Unit
from highground.inventory.collect import Outcome

NEEDS = "tag:GetResources"

ByArn = Mapping[str, dict[str, str]]
Answer = tuple[ByArn | None, Outcome, str]


class BulkTags:
    """Asks the tagging API once per region; any number of threads may ask.

    It shows what has or had a tag: a resource of a type it serves that it leaves out has none.
    https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
    """

    def __init__(self) -> None:
        self._answers: dict[str, Answer] = {}
        self._locks: dict[str, Lock] = {}
        self._lock = Lock()

    def of(self, unit: Unit, region: str) -> Answer:
        """All tags in a region by ARN, and how the look ended."""
        with self._lock:
            lock = self._locks.setdefault(region, Lock())
        with lock:
            if region not in self._answers:
                self._answers[region] = unit.look(partial(_ask, unit, region))
            return self._answers[region]


def _ask(unit: Unit, region: str) -> dict[str, dict[str, str]]:
    operation, parameters = "resourcegroupstaggingapi:get_resources", dict[str, Any]()
    return {
        row["ResourceARN"]: aws_text.tags(row.get("Tags"))
        for page in unit.pages(operation, parameters, region)
        for row in page.get("ResourceTagMappingList", ())
    }
