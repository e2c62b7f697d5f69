"""Ask the follow-up questions about one resource: one call each, or one call for all of them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from highground.inventory import aws_text
from highground.inventory.aws_listing import Found
from highground.inventory.aws_unit import Unit, fill, find
from highground.inventory.calls import Aspect, Calls, Ready
from highground.inventory.collect import Outcome

READY_TRIES = 10
READY_WAIT_SECONDS = 1.0

Answer = tuple[Any, Outcome, str]
Rows = Mapping[str, list[Any]]


class Aspects:
    """The follow-up questions of one type in one unit."""

    def __init__(self, unit: Unit, calls: Calls) -> None:
        self._unit = unit
        self._calls = calls
        self._bulk: dict[str, tuple[Rows | None, Outcome, str]] = {}

    def of(self, found: Found, region: str | None) -> dict[str, Answer]:
        """Every aspect of a resource: its answer and how the look ended."""
        return {aspect.key: self._of(aspect, found, region) for aspect in self._calls.aspects}

    def _of(self, aspect: Aspect, found: Found, region: str | None) -> Answer:
        if aspect.by is not None:
            return self._out_of_bulk(aspect, found)
        return self._unit.look(partial(_ask, self._unit, aspect, found, region))

    def _out_of_bulk(self, aspect: Aspect, found: Found) -> Answer:
        if aspect.key not in self._bulk:
            self._bulk[aspect.key] = self._unit.look(partial(_ask_once, self._unit, aspect))
        rows, outcome, code = self._bulk[aspect.key]
        if rows is None:
            return None, outcome, code
        mine = rows.get(fill(aspect.match, found.context), [])
        return mine if aspect.many else next(iter(mine), {}), outcome, code


def _ask(unit: Unit, aspect: Aspect, found: Found, region: str | None) -> Any:
    if not aspect.operation:
        return _read(aspect, find(aspect.result, found.properties))
    parameters = fill(aspect.parameters, found.context)
    try:
        _await(unit, aspect.before)
        asked = unit.pages_once if aspect.before else partial(unit.pages, region=region)
        answers = [find(aspect.result, page) for page in asked(aspect.operation, parameters)]
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") in aspect.not_configured:
            return {}
        raise
    return _read(aspect, _together(answers))


def _ask_once(unit: Unit, aspect: Aspect) -> Rows:
    assert aspect.by is not None
    _await(unit, aspect.before)
    rows: dict[str, list[Any]] = {}
    for page in unit.pages_once(aspect.operation, fill(aspect.parameters, unit.context({}))):
        for row in _read(aspect, find(aspect.result, page)) or ():
            rows.setdefault(str(find(aspect.by, row)), []).append(row)
    return rows


def _read(aspect: Aspect, found: Any) -> Any:
    if found is None or found == "":  # AWS answered and left it out: nothing is configured
        return {}
    if aspect.text == "csv":
        return aws_text.table(found)
    if aspect.text and isinstance(found, str):  # botocore decodes some documents itself
        return aws_text.document(found)
    # a path that picks several members gives null for those that AWS left out
    keep = isinstance(found, dict)
    return {key: each for key, each in found.items() if each is not None} if keep else found


def _together(answers: list[Any]) -> Any:
    """The pages of one answer as one: lists are joined, of anything else there is one page."""
    seen = [each for each in answers if each is not None]
    if len(seen) > 1 and all(isinstance(each, list) for each in seen):
        return [item for each in seen for item in each]
    return seen[0] if seen else None


def _await(unit: Unit, ready: Ready | None) -> None:
    if ready is None:
        return
    for _ in range(READY_TRIES):
        [answer] = unit.pages(ready.operation, {})
        if find(ready.until, answer):
            return
        time.sleep(READY_WAIT_SECONDS)
    raise ClientError({"Error": {"Code": "NotReady"}}, ready.operation)
