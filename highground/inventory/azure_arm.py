"""Ask ARM what Resource Graph does not show of a resource, as `collectors/azure/` says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

import jmespath
from azure.core.exceptions import AzureError

from highground.inventory.azure_calls import Aspect, Aspects
from highground.inventory.azure_client import Azure
from highground.inventory.azure_outcomes import code_of, refused
from highground.inventory.collect import Missing, Outcome, Raw

Looks = dict[tuple[str, Aspect], list[tuple[Outcome, str]]]


@dataclass(slots=True)
class FollowUp:
    """Fills the aspects of resources, and remembers how each look ended."""

    azure: Azure
    aspects: Aspects
    workers: int
    looks: Looks = field(default_factory=lambda: defaultdict(list))

    def fill(self, raws: Iterable[Raw]) -> Iterator[Raw]:
        """The same resources in the same order, each with its aspects.

        Cost: one call per aspect, `workers` of them at a time; lists cost one call per page.
        """
        raws = list(raws)
        asks = [(raw, each) for raw in raws for each in self.aspects.get(raw.type, ())]
        with ThreadPoolExecutor(self.workers) as pool:
            answers = pool.map(lambda ask: _ask(self.azure, *ask), asks)
            for raw in raws:
                aspects, missing = dict[str, Any](), list[Missing]()
                for each in self.aspects.get(raw.type, ()):
                    answer, outcome, code = next(answers)
                    self.looks[raw.type, each].append((outcome, code))
                    if outcome is Outcome.COMPLETE:
                        aspects[each.key] = answer
                    else:
                        missing.append(Missing(each.key, code))
                yield replace(raw, aspects=aspects, missing=tuple(missing))


def _ask(azure: Azure, raw: Raw, aspect: Aspect) -> tuple[Any, Outcome, str]:
    """Make one call: its answer, how it ended, and Azure's code ("" when complete)."""
    try:
        return _answer(azure, raw.id + aspect.path, aspect), Outcome.COMPLETE, ""
    except AzureError as error:
        if code_of(error) in aspect.not_configured:
            return ([] if aspect.list else {}), Outcome.COMPLETE, ""
        return None, *refused(error)


def _answer(azure: Azure, path: str, aspect: Aspect) -> Any:
    if aspect.list:
        return azure.elements(path, aspect.api_version)
    found = jmespath.search(aspect.result, azure.get(path, aspect.api_version))
    return {} if found is None else found  # ARM answered and left it out
