"""What the web is given from outside: where to read, where to decide, and the time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from duckdb import DuckDBPyConnection

from highground.decisions.store import Decisions
from highground.kql.sandbox import Sandbox
from highground.scopes import EVERYTHING, Scope


class Published(Protocol):
    """The snapshot that a view stands on."""

    @property
    def id(self) -> str:
        """What it is named by."""

    @property
    def began_at(self) -> datetime:
        """When its run began to look."""

    @property
    def published_at(self) -> datetime | None:
        """When it was there to be read."""


class View(Protocol):
    """One (snapshot, decision version): every table, decisions laid over. Immutable."""

    @property
    def snapshot(self) -> Published:
        """The facts."""

    @property
    def decision_version(self) -> int:
        """The newest decision that is laid over them."""

    @property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """Parquet files by table."""

    @property
    def now(self) -> datetime:
        """The time for which triage was made."""

    def connect(self, scope: Scope = ...) -> DuckDBPyConnection:
        """A database with a view per table, holding only what `scope` may see."""


class Current(Protocol):
    """Gives the newest view. It looks at the log of decisions each time it is asked."""

    def get(self) -> View | None:
        """The newest view, or None if nothing was scanned yet."""


@dataclass(frozen=True, slots=True)
class ScorePoint:
    """The cloud secure score of one day."""

    day: date
    score: float | None
    low: float | None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a scan has come. `total` is None until it knows, `began_at` while it waits."""

    id: str
    state: str
    done: int
    total: int | None
    message: str
    began_at: datetime | None


@dataclass(frozen=True, slots=True)
class Broken:
    """A policy file that cannot be used: nothing is judged by it."""

    file: str
    line: int
    problem: str


def no_history(scope: str, view: str, since: date) -> Sequence[ScorePoint]:
    """Nothing is known of earlier scores."""
    return ()


def no_scan() -> Progress | None:
    """No scan is going on."""
    return None


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Deps:
    """All that the web is given.

    `history(scope, view, since)` gives past scores, oldest first, at most one a day.
    `policies` are the files of the library by policy id; `console` is the folder of the built
    console, None: there is none. `scope` is what every visitor may see, until there are roles.
    """

    current: Current
    decisions: Decisions
    sandbox: Sandbox
    clock: Callable[[], datetime] = now
    history: Callable[[str, str, date], Sequence[ScorePoint]] = no_history
    scan: Callable[[], Progress | None] = no_scan
    policies: Mapping[str, Path] = field(default_factory=dict)
    broken: tuple[Broken, ...] = ()
    console: Path | None = None
    user: str = "local"
    scope: Scope = EVERYTHING
    allowed_hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
