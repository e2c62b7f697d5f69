"""AWS Config handed over as a file: a snapshot, rows of a query, or configuration items.

Config writes resources in words of its own, which are not those of the describe calls: the
document goes to the aspect `configuration`, there are no `properties`, and the listing is partial
with the code `ConfigShape`. So policies that read `properties` are undecided, never healthy.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from highground import content
from highground.errors import At, BadInput
from highground.inventory import aws_text, calls
from highground.inventory.aws_client import timestamp_text
from highground.inventory.calls import Calls
from highground.inventory.collect import Coverage, Item, Missing, Outcome, Raw
from highground.inventory.offline_shape import Shape, Start, shape, start
from highground.inventory.offline_survey import NOT_IN_EXPORT
from highground.inventory.offline_text import faults, records, stream

SOURCE = "aws-config"
CONFIGURATION = "configuration"
CONFIG_SHAPE = "ConfigShape"
GLOBAL = "global"
LISTS = ("configurationItems", "baseConfigurationItems", "Results")
GONE = ("ResourceDeleted", "ResourceDeletedNotRecorded", "ResourceNotRecorded")
AGAIN = "export it again"

Record = Mapping[str, Any]


def recognises(outline: Shape) -> bool:
    """Is this a snapshot, the answer of a query, or configuration items one by one?"""
    if outline.keys & {"configurationItems", "baseConfigurationItems"}:
        return True
    if "Results" in outline.keys and "QueryInfo" in outline.keys:
        return True
    wrapped = outline.inner.get("item", frozenset())
    return any({"resourceType", "resourceId"} <= keys for keys in (outline.keys, wrapped))


def read(file: Path, at: datetime) -> Iterator[Item]:
    """The newest item of each resource that is still there, and the looks that they stand for.

    What has no ARN or account is counted in a coverage row of its own. Raises `BadInput` for a
    file that is not what it seems; nothing has been yielded then.
    """
    begin = start(file)
    newest: dict[str, tuple[str, Raw | None]] = {}
    nameless: Counter[str] = Counter()
    for line, record in _records(file, begin):
        item = _object(record.get("item", record), At(file, line or 1))
        type_ = item.get("resourceType")
        if not isinstance(type_, str):
            raise BadInput(At(file, line or 1), f"an item without resourceType; {AGAIN}")
        place = _place(item)
        if place is None:
            nameless[type_] += 1
            continue
        taken = _time(item.get("configurationItemCaptureTime"))
        if place.id not in newest or taken >= newest[place.id][0]:
            gone = item.get("configurationItemStatus") in GONE
            newest[place.id] = taken, None if gone else _raw(item, place, At(file, line or 1))
    raws = [raw for _, raw in newest.values() if raw]
    yield from raws
    yield from _looks(raws, at)
    for type_, count in sorted(nameless.items()):
        yield _saw(("", file.name, type_), "content", (Outcome.UNSUPPORTED, "NoId", count), at)


@dataclass(frozen=True, slots=True)
class Place:
    """Which resource an item is about."""

    id: str
    account: str
    region: str
    listed_in: str


def _records(file: Path, begin: Start) -> Iterator[tuple[int, Record]]:
    outline = shape(begin.text)
    inside = next((name for name in LISTS if name in outline.keys), None)
    if inside is None:
        yield from records(file, begin)
        return
    for each in stream(file, begin, f"{inside}.item"):
        yield 0, _object(each, At(file, 1))


def _object(value: Any, at: At) -> Record:
    """A member that is an object, or one inside a string as the API sends it."""
    if isinstance(value, str):
        with faults(at.file, at.line):
            value = json.loads(value)
    if not isinstance(value, Mapping):
        raise BadInput(at, f"an item that is not a JSON object; {AGAIN}")
    return value


def _place(item: Record) -> Place | None:
    resource = str(item.get("resourceId") or "")
    arn = str(item.get("arn") or item.get("ARN") or (resource if ":" in resource else ""))
    parts = arn.split(":")
    account = str(item.get("accountId") or (parts[4] if len(parts) > 5 else ""))
    if len(parts) < 6 or not account:
        return None
    table = _tables().get(str(item.get("resourceType")))
    region = str(item.get("awsRegion") or parts[3] or GLOBAL)
    return Place(arn, account, region, GLOBAL if table and table.region else region)


def _time(value: Any) -> str:
    """When an item was taken, in a form that sorts; Config writes text or seconds."""
    try:
        at = datetime.fromisoformat(timestamp_text(value))
    except (TypeError, ValueError):
        return ""
    return at.astimezone(UTC).isoformat()


def _raw(item: Record, place: Place, at: At) -> Raw:
    type_ = str(item["resourceType"])
    more = item.get("supplementaryConfiguration")
    more = _object(more, at) if more else {}
    aspects = {
        key: answer
        for key, (name, meaning) in SUPPLEMENTARY.get(type_, {}).items()
        if name in more and (answer := _meaning(meaning, more[name], at)) is not None
    }
    table = _tables().get(type_)
    missing = [each.key for each in table.aspects if each.key not in aspects] if table else []
    document = item.get(CONFIGURATION)
    return Raw(
        id=place.id,
        name=str(item.get("resourceName") or item.get("resourceId") or place.id),
        type=type_,
        environment="AWS",
        account=place.account,
        region=place.region,
        listed_in=place.listed_in,
        properties={},
        aspects={**aspects, CONFIGURATION: _object(document, at) if document else {}},
        missing=(
            Missing("list", CONFIG_SHAPE),
            *(Missing(each, NOT_IN_EXPORT) for each in missing),
        ),
        tags=_tags(item, more),
        envelope={"location": place.region},
    )


def _tags(item: Record, more: Record) -> dict[str, str] | None:
    """An empty member says nothing: of some types Config keeps tags elsewhere, or not at all."""
    return aws_text.tags(item.get("tags")) or aws_text.tags(more.get("Tags")) or None


def _meaning(meaning: Callable[[Record], Any], value: Any, at: At) -> Any:
    try:
        return meaning(_object(value, at))
    except (KeyError, TypeError, json.JSONDecodeError):
        return None  # not what we know: then it was not seen


def _block(found: Record) -> dict[str, bool]:
    names = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
    return {name: found[name[0].lower() + name[1:]] for name in names}


def _policy(found: Record) -> Any:
    text = found["policyText"]
    return {} if text is None else json.loads(text)


# What Config keeps beside the document in so few words that they can be said as the describe call
# says them: the aspect, Config's name for it, and how to say it.
SUPPLEMENTARY: dict[str, dict[str, tuple[str, Callable[[Record], Any]]]] = {
    "AWS::S3::Bucket": {
        "publicAccessBlock": ("PublicAccessBlockConfiguration", _block),
        "policy": ("BucketPolicy", _policy),
    }
}


@cache
def _tables() -> dict[str, Calls]:
    """What the live collector knows of each type: where it is listed, what it is asked."""
    return {each.type: each for each in calls.load_all(content.root() / "collectors" / "aws")}


def _looks(raws: list[Raw], at: datetime) -> Iterator[Coverage]:
    places = sorted({(raw.account, raw.listed_in, raw.type) for raw in raws})
    for place in places:
        here = [raw for raw in raws if (raw.account, raw.listed_in, raw.type) == place]
        yield _saw(place, "list", (Outcome.PARTIAL, CONFIG_SHAPE, len(here)), at)
        missing = {each.aspect for raw in here for each in raw.missing} - {"list"}
        for aspect in sorted({key for raw in here for key in raw.aspects} | missing):
            count = sum(aspect in raw.aspects for raw in here)
            outcome = Outcome.PARTIAL if count else Outcome.UNSUPPORTED
            look = (outcome, NOT_IN_EXPORT, count)
            whole = (Outcome.COMPLETE, "", count)
            yield _saw(place, aspect, whole if count == len(here) else look, at)


def _saw(
    place: tuple[str, str, str], aspect: str, look: tuple[Outcome, str, int], at: datetime
) -> Coverage:
    account, region, type_ = place
    outcome, code, count = look
    return Coverage(
        account=account,
        region=region,
        type=type_,
        aspect=aspect,
        outcome=outcome,
        code=code,
        count=count,
        looked_at=at,
        environment="AWS",
        source=SOURCE,
    )
