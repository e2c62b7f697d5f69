"""Collect from an AWS that listens on the loopback interface, and look the rows up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from botocore.session import Session

from highground.inventory.aws import AwsSource
from highground.inventory.aws_client import AwsSettings
from highground.inventory.calls import Calls, load_all
from highground.inventory.collect import Coverage, Item, Raw
from tests import emulator

AT = datetime(2026, 1, 5, tzinfo=UTC)
CALLS = load_all(Path(__file__).parents[2] / "collectors" / "aws")
BUCKET = "AWS::S3::Bucket"


def calls_of(type_: str) -> Calls:
    """The table of one type."""
    return next(each for each in CALLS if each.type == type_)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a source yielded."""

    items: Sequence[Item]

    @property
    def raws(self) -> list[Raw]:
        """All resources."""
        return [item for item in self.items if isinstance(item, Raw)]

    @property
    def coverage(self) -> list[Coverage]:
        """All looks."""
        return [item for item in self.items if isinstance(item, Coverage)]

    def of(self, type_: str) -> list[Raw]:
        """The resources of a type."""
        return [raw for raw in self.raws if raw.type == type_]

    def one(self, type_: str) -> Raw:
        """The only resource of a type."""
        [raw] = self.of(type_)
        return raw

    def look(self, type_: str, aspect: str = "list") -> Coverage:
        """The only look at an aspect of a type."""
        [row] = [row for row in self.coverage if (row.type, row.aspect) == (type_, aspect)]
        return row


def source(
    url: str, *services: str, calls: Sequence[Calls] = CALLS, **settings: object
) -> AwsSource:
    """A source that does not wait between tries; one region unless it is told otherwise."""
    session = settings.pop("session", emulator.session())
    assert session is None or isinstance(session, Session)
    chosen = {"name": "test", "regions": (emulator.REGION,), "wait_seconds": 0.0, **settings}
    return AwsSource(
        AwsSettings.model_validate({**chosen, "endpoint_url": url, "services": services}),
        calls,
        session,
    )


def collected(url: str, *services: str, calls: Sequence[Calls] = CALLS, **settings: object) -> Seen:
    """Everything that a source yields, unit by unit."""
    each = source(url, *services, calls=calls, **settings)
    return Seen([item for unit in each.units() for item in each.collect(unit, AT)])
