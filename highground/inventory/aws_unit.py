"""One unit of an AWS account, a service in a region: how its looks are taken."""

from __future__ import annotations

import json
import string
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

import jmespath
from botocore.client import BaseClient
from botocore.exceptions import EndpointConnectionError
from botocore.parsers import ResponseParserError
from jmespath.exceptions import JMESPathError

from highground.inventory import aws_outcomes
from highground.inventory.aws_client import Clients, regions_of
from highground.inventory.collect import Outcome

T = TypeVar("T")
Context = Mapping[str, Any]
End = tuple[Outcome, str]

# What services without a paginator in botocore call the token that they give and take.
TOKENS = (
    ("NextToken", "NextToken"),
    ("nextToken", "nextToken"),
    ("NextMarker", "NextMarker"),
    ("NextMarker", "Marker"),
    ("Marker", "Marker"),
)


class _Formatter(string.Formatter):
    """Python's templates, with `{field!p}` for a path without the slash that it may start with."""

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        if conversion == "p":
            return str(value).lstrip("/")
        return super().convert_field(value, conversion)


FORMATTER = _Formatter()


@dataclass(frozen=True, slots=True)
class Unit:
    """Where we are, who we are, and what has been answered here already."""

    clients: Clients
    service: str
    region: str  # that the clients talk to
    listed_in: str  # the region of its coverage rows: the same, or `global`
    account: str
    partition: str
    answers: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def look(
        self, call: Callable[[], T], nothing_exists_when: Collection[str] = ()
    ) -> tuple[T | None, Outcome, str]:
        """Take one look: its answer, how it ended, and the provider's code ("" when complete).

        Whatever the provider or the network says is the world's fault and comes back as an
        outcome. A call that we built wrongly never leaves this machine; botocore raises, so do we.
        """
        try:
            return call(), Outcome.COMPLETE, ""
        except EndpointConnectionError as error:
            known = regions_of(self.service, self.partition)
            there = not known or self.region in known or self.listed_in == "global"
            return None, Outcome.FAILED if there else Outcome.UNSUPPORTED, type(error).__name__
        except aws_outcomes.WORLD as error:
            return None, *aws_outcomes.outcome_of(error, nothing_exists_when)

    def pages(
        self, operation: str, parameters: Mapping[str, Any], region: str | None = None
    ) -> Iterator[dict[str, Any]]:
        """All pages of an answer, one call for each."""
        service, _, name = operation.rpartition(":")
        client = self.clients.get(service or self.service, region or self.region)
        paged = client.can_paginate(name)
        pages = client.get_paginator(name).paginate(**parameters) if paged else None
        for page in pages or _by_token(client, name, dict(parameters)):
            yield {key: value for key, value in page.items() if key != "ResponseMetadata"}

    def pages_once(self, operation: str, parameters: Mapping[str, Any]) -> Iterable[dict[str, Any]]:
        """The same for a question that several types ask: only the first asks AWS."""
        question = json.dumps([operation, parameters], sort_keys=True)
        if question not in self.answers:
            heard = []
            for page in self.pages(operation, parameters):
                heard.append(page)
                yield page
            self.answers[question] = heard
        else:
            yield from self.answers[question]

    def context(self, item: Mapping[str, Any], **more: Any) -> Context:
        """What a template may name."""
        place = {"account": self.account, "region": self.region, "partition": self.partition}
        return {**item, **more, **place}


def fill(template: Any, context: Context) -> Any:
    """A template with its `{fields}` filled in; lists and objects member by member."""
    if isinstance(template, str):
        try:
            return FORMATTER.vformat(template, (), context)
        except (KeyError, TypeError, IndexError) as error:
            raise ResponseParserError(f"AWS left {error} out, which {template} needs") from error
    if isinstance(template, list):
        return [fill(each, context) for each in template]
    if isinstance(template, dict):
        return {key: fill(value, context) for key, value in template.items()}
    return template


def find(path: str, document: Any) -> Any:
    """What is at a JMESPath, None if nothing is; an odd document is the world's fault."""
    try:
        return _compiled(path).search(document)
    except JMESPathError as error:
        raise ResponseParserError(f"AWS sent what {path} cannot read: {error}") from error


def sum_up(ends: Iterable[End], seen: int) -> End:
    """Several looks that belong together as one: the first that failed says how it ended."""
    ends = list(ends)
    failures = [end for end in ends if end[0] not in (Outcome.COMPLETE, Outcome.NOT_ENABLED)]
    if failures:
        outcome, code = failures[0]
        return (Outcome.PARTIAL if seen else outcome), code
    none = [end for end in ends if end[0] is Outcome.NOT_ENABLED]
    return none[0] if none and not seen else (Outcome.COMPLETE, "")


@cache
def _compiled(path: str) -> Any:
    return jmespath.compile(path)


def _by_token(
    client: BaseClient, name: str, parameters: dict[str, Any]
) -> Iterator[dict[str, Any]]:
    token = _token(client, name)
    before = None
    while True:
        page = getattr(client, name)(**parameters)
        yield page
        after = page.get(token[0]) if token else None
        if not token or not after:
            return
        if after == before:
            raise ResponseParserError(f"{name} gives the same token twice")
        before = parameters[token[1]] = after


def _token(client: BaseClient, name: str) -> tuple[str, str] | None:
    model = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[name])
    given = model.output_shape.members if model.output_shape else {}
    taken = model.input_shape.members if model.input_shape else {}
    return next((each for each in TOKENS if each[0] in given and each[1] in taken), None)
