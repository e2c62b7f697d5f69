"""Whose fault is it? Every exception Highground raises on purpose.

HighgroundError
    AuthorError        a file someone wrote cannot be used; they fix the file
        BadPolicy
        BadDefault
        BadCollector
        BadConfig
        BadInput
    RequestError       an API caller asked for something we cannot do
        NotFound
        BadQuery
        Conflict
        Forbidden
        TooMuch
    NotReady           something on this machine is not there; the message names the remedy
    NotKql             whoever asked knows whether an author or a caller wrote it

Two faults have no class here, on purpose. The world's fault (access denied, throttled, timed
out) is data: a row of `coverage`. Our own fault is whatever Python raises, and only the job
runner and the web server's outermost handler ever catch it.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import PurePath
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class At:
    """A place in a file that a person wrote. Lines count from 1, as editors do."""

    file: PurePath
    line: int

    def __str__(self) -> str:
        return f"{self.file.as_posix()}:{self.line}"


class HighgroundError(Exception):
    """Base of everything raised on purpose. Catch it only at an edge."""


class AuthorError(HighgroundError):
    """A file cannot be used. The message starts with `file:line`, so editors can jump to it."""

    def __init__(self, at: At, problem: str) -> None:
        super().__init__(f"{at}: {problem}")
        self.at = at
        self.problem = problem

    def __reduce__(self) -> tuple[type[AuthorError], tuple[At, str]]:
        """Broken policies are kept with the library: they must come back as they were."""
        return type(self), (self.at, self.problem)


class BadPolicy(AuthorError):
    """A policy or its cases file."""


class BadDefault(AuthorError):
    """A file that says what a provider means by leaving a property out."""


class BadCollector(AuthorError):
    """A table of the calls that look at a service."""


class BadConfig(AuthorError):
    """The configuration file."""


class BadInput(AuthorError):
    """An export or a report that cannot be read."""


class RequestError(HighgroundError):
    """The caller of the API is told `status`, `code` and the message; nothing is logged."""

    status: ClassVar[HTTPStatus]
    code: ClassVar[str]


class NotFound(RequestError):
    """No such thing, or not in a scope that this user may see: the two look the same."""

    status = HTTPStatus.NOT_FOUND
    code = "not_found"


class BadQuery(RequestError):
    """A KQL query, filter or cursor that does not parse."""

    status = HTTPStatus.BAD_REQUEST
    code = "bad_query"


class Conflict(RequestError):
    """The row changed since the caller read it."""

    status = HTTPStatus.CONFLICT
    code = "conflict"


class Forbidden(RequestError):
    """Nobody signed in, or the request did not come from our own console."""

    status = HTTPStatus.FORBIDDEN
    code = "forbidden"


class TooMuch(RequestError):
    """A query that hit the limit of time, memory or rows that every query has."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY
    code = "too_much"


class NotReady(HighgroundError):
    """Something that this machine lacks: a folder, a snapshot, a browser. Says what to do."""


class NotKql(HighgroundError):
    """Text that is not KQL we can run. `line` and `column` count from 1 in that text, if known."""

    def __init__(self, problem: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(problem)
        self.line = line
        self.column = column
