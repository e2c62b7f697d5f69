"""IAM handed over as a file: the answer of `get-account-authorization-details`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from highground import content
from highground.errors import At, BadInput
from highground.inventory import aws_text, calls
from highground.inventory.aws_client import timestamp_text
from highground.inventory.aws_unit import find
from highground.inventory.calls import Aspect, Calls
from highground.inventory.collect import Coverage, Item, Missing, Outcome, Raw
from highground.inventory.offline_shape import Shape, start
from highground.inventory.offline_survey import NOT_IN_EXPORT
from highground.inventory.offline_text import whole

SOURCE = "aws-authdetails"
GLOBAL = "global"
OPERATION = "get_account_authorization_details"
DOCUMENTS = ("AssumeRolePolicyDocument", "Document", "PolicyDocument")
AGAIN = "export it again with `aws iam get-account-authorization-details`"


def recognises(outline: Shape) -> bool:
    """Is this such an answer, as the CLI prints it or as the API gives it?"""
    return bool(outline.keys & {"UserDetailList", "GroupDetailList", "RoleDetailList"})


def read(file: Path, at: datetime) -> Iterator[Item]:
    """Every user, group, role and policy of a file, and the looks that it stands for.

    The documents are those that the live collector yields. What the file does not say about a
    resource is missing from it. Raises `BadInput` for a file that is not such an answer; nothing
    has been yielded then.
    """
    begin = start(file)
    document = whole(file, begin)
    if not isinstance(document, Mapping):
        raise BadInput(At(file, 1), f"a JSON object was expected; {AGAIN}")
    raws = {table.type: _raws(table, document, file) for table in _tables()}
    accounts = sorted({raw.account for rows in raws.values() for raw in rows})
    for table in _tables():
        yield from raws[table.type]
        if table.result in document:
            for account in accounts:
                mine = [raw for raw in raws[table.type] if raw.account == account]
                yield from _looks(table, account, mine, (at, bool(document.get("IsTruncated"))))


@cache
def _tables() -> tuple[Calls, ...]:
    """What the live collector reads out of the same answer."""
    file = content.root() / "collectors" / "aws" / "iam.yaml"
    return tuple(each for each in calls.load(file) if each.operation == OPERATION)


def _raws(table: Calls, document: Mapping[str, Any], file: Path) -> list[Raw]:
    rows = document.get(table.result, [])
    if not isinstance(rows, Sequence) or isinstance(rows, str):
        raise BadInput(At(file, 1), f"{table.result} is not a list; {AGAIN}")
    found = []
    for number, row in enumerate(rows):
        arn = row.get("Arn") if isinstance(row, Mapping) else None
        if not isinstance(arn, str) or arn.count(":") < 5:
            raise BadInput(At(file, 1), f"{table.result}[{number}] has no Arn; {AGAIN}")
        if arn.split(":")[4] != "aws":  # AWS's own policies are nobody's
            try:
                found.append(_raw(table, arn, _plain(row)))
            except ValueError as error:
                problem = f"{table.result}[{number}] holds what is not readable: {error}; {AGAIN}"
                raise BadInput(At(file, 1), problem) from error
    return found


def _raw(table: Calls, arn: str, row: Mapping[str, Any]) -> Raw:
    asked = [each for each in table.aspects if each.operation]
    return Raw(
        id=arn,
        name=arn.rsplit("/", 1)[-1],
        type=table.type,
        environment="AWS",
        account=arn.split(":")[4],
        region=GLOBAL,
        listed_in=GLOBAL,
        properties=row,
        aspects={each.key: _answer(each, row) for each in table.aspects if not each.operation},
        missing=tuple(Missing(each.key, NOT_IN_EXPORT) for each in asked),
        tags=aws_text.tags(find(table.tags, row)) if table.tags else None,
        envelope={"location": GLOBAL},
    )


def _answer(aspect: Aspect, row: Mapping[str, Any]) -> Any:
    found = find(aspect.result, row)
    return {} if found is None else found


def _looks(
    table: Calls, account: str, raws: Sequence[Raw], when: tuple[datetime, bool]
) -> Iterator[Coverage]:
    at, cut = when
    ends: Counter[str] = Counter()
    ends["list"] = len(raws)
    for raw in raws:
        ends.update({each: 1 for each in raw.aspects} | {each.aspect: 0 for each in raw.missing})
    for aspect, count in ends.items():
        whole = aspect == "list" or count
        outcome = Outcome.COMPLETE if whole else Outcome.UNSUPPORTED
        code = "" if whole else NOT_IN_EXPORT
        if cut and whole:
            outcome, code = Outcome.PARTIAL, "IsTruncated"
        yield Coverage(
            account=account,
            region=GLOBAL,
            type=table.type,
            aspect=aspect,
            outcome=outcome,
            code=code,
            count=count,
            looked_at=at,
            environment="AWS",
            source=SOURCE,
            needs=table.needs,
        )


def _plain(value: Any, key: str = "") -> Any:
    """Documents as JSON and times as the live collector writes them, whoever wrote the file."""
    if isinstance(value, Mapping):
        return {name: _plain(member, name) for name, member in value.items()}
    if isinstance(value, list):
        return [_plain(member) for member in value]
    if isinstance(value, str) and key in DOCUMENTS:
        return aws_text.document(value)
    if key.endswith("Date") and isinstance(value, str):
        return timestamp_text(value)
    return value
