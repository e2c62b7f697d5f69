"""List all resources of one type: the listing, the describe calls, the listings below a parent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from botocore.exceptions import ClientError

from highground.inventory.aws_unit import Context, End, Unit, fill, find, sum_up
from highground.inventory.calls import Calls, Describe

NOT_DESCRIBED = "NotDescribed"  # ours: a batch left out, without a word, what was asked for


@dataclass(frozen=True, slots=True)
class Found:
    """One resource as it was listed: its document, and what templates may name of it."""

    id: str
    properties: Mapping[str, Any]
    context: Context


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing showed and how it ended."""

    found: Sequence[Found]
    end: End


def list_all(unit: Unit, calls: Calls, above: Listing | None) -> Listing:
    """List one type in a unit; below each resource of `above` if the type has a parent.

    A page, a describe call or a parent that fails leaves what the others showed.
    """
    found: dict[str, Found] = {}
    ends: list[End] = [above.end] if above else []
    parents: Sequence[Mapping[str, Any]] = (
        [{"parent": each.context} for each in above.found] if above else [{}]
    )
    nothing = {each.code for each in calls.nothing_exists_when}
    for parent in parents:
        rows: list[tuple[dict[str, Any], Any]] = []
        for step in _steps(unit, calls, parent, rows):
            _, outcome, code = unit.look(step, nothing)
            ends.append((outcome, code))
        for properties, listed in rows:
            context = unit.context(properties, listed=listed, **parent)
            id_, outcome, code = unit.look(partial(fill, calls.id, context))
            ends.append((outcome, code))
            if id_:
                found.setdefault(id_, Found(id_, properties, context))
    return Listing(list(found.values()), sum_up(ends, len(found)))


def _steps(
    unit: Unit, calls: Calls, parent: Mapping[str, Any], rows: list[tuple[dict[str, Any], Any]]
) -> Iterator[Callable[[], None]]:
    """The looks to take, each of which adds to `rows` what it shows."""
    listed: list[Any] = []

    def list_it() -> None:
        parameters = fill(calls.parameters, unit.context({}, **parent))
        pages = unit.pages_once if not parent else unit.pages
        for page in pages(calls.operation, parameters):
            listed.extend(find(calls.result, page) or ())

    yield list_it
    if calls.describe is None:
        rows.extend((each, each) for each in listed)
    elif calls.describe.batch:
        [(name, size)] = calls.describe.batch.items()
        for start in range(0, len(listed), size):
            batch = {name: listed[start : start + size]}
            yield partial(_describe_batch, unit, calls.describe, (parent, batch), rows)
    else:
        for each in listed:
            yield partial(_describe, unit, calls.describe, (parent, each), rows)


def _describe(
    unit: Unit,
    describe: Describe,
    what: tuple[Mapping[str, Any], Any],
    rows: list[tuple[dict[str, Any], Any]],
) -> None:
    parent, listed = what
    fields = listed if isinstance(listed, dict) else {}
    parameters = fill(describe.parameters, unit.context(fields, listed=listed, **parent))
    try:
        for page in unit.pages(describe.operation, parameters):
            found = find(describe.result, page)
            if found is not None:
                rows.append((found, listed))
    except ClientError as error:
        if error.response.get("Error", {}).get("Code") not in describe.gone_when:
            raise


def _describe_batch(
    unit: Unit,
    describe: Describe,
    what: tuple[Mapping[str, Any], dict[str, list[Any]]],
    rows: list[tuple[dict[str, Any], Any]],
) -> None:
    parent, batch = what
    parameters = fill(describe.parameters, unit.context({}, **parent))
    shown = 0
    for page in unit.pages(describe.operation, {**parameters, **batch}):
        found = find(describe.result, page) or ()
        rows.extend((each, None) for each in found)
        shown += len(found)
    if shown < len(next(iter(batch.values()))):
        raise ClientError({"Error": {"Code": NOT_DESCRIBED}}, describe.operation)
