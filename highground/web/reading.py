"""What readers read: an edition, which is one snapshot with one version of decisions laid over.

Editions are immutable. A page that was begun is finished from the edition it was begun on, as long
as that is among the last few; so pages never shift under the reader.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock
from typing import Annotated, NamedTuple

from duckdb import DuckDBPyConnection
from fastapi import Depends, Header, Request, Response

from highground.errors import Conflict, NotReady
from highground.scopes import Scope
from highground.web.columns import Columns
from highground.web.deps import Deps, View

KEPT = 3  # editions, as many as `runs` keeps files of: each decision makes one


class EditionKey(NamedTuple):
    """What an edition is named by. Time counts: due dates pass, and exemptions end."""

    snapshot_id: str
    decision_version: int
    laid_at: str


@dataclass(slots=True)
class Edition:
    """One view as one scope sees it: a database, and the list's columns in memory."""

    key: EditionKey
    view: View
    scope: Scope
    _lock: Lock = field(default_factory=Lock)
    _con: DuckDBPyConnection | None = None
    _columns: Columns | None = None

    def con(self) -> DuckDBPyConnection:
        """A cursor of its own for each caller, on one database."""
        with self._lock:
            if self._con is None:
                self._con = self.view.connect(self.scope)
            return self._con.cursor()

    @property
    def columns(self) -> Columns:
        """The list's columns, loaded when they are first asked for."""
        con = self.con()
        with self._lock:
            if self._columns is None:
                self._columns = Columns.load(con, self.view.now)
            return self._columns


class Shelf:
    """The last few editions. The newest is swapped in whole when it has been found."""

    def __init__(self) -> None:
        self._editions: OrderedDict[tuple[EditionKey, Scope], Edition] = OrderedDict()
        self._lock = Lock()

    def edition(self, view: View, scope: Scope) -> Edition:
        """The edition of this view: one already there, or a new one."""
        key = EditionKey(view.snapshot.id, view.decision_version, view.now.isoformat())
        with self._lock:
            found = self._editions.get((key, scope))
            if found is None:
                found = self._editions[key, scope] = Edition(key, view, scope)
            self._editions.move_to_end((key, scope))
            while len(self._editions) > KEPT:
                self._editions.popitem(last=False)
            return found

    def find(self, key: EditionKey, scope: Scope) -> Edition:
        """The edition that a cursor names, or `Conflict` if it is no longer kept."""
        with self._lock:
            found = self._editions.get((key, scope))
        if found is None:
            raise Conflict("the list has changed since this page was begun: start again")
        return found


@dataclass(frozen=True)
class Reader:
    """One request's way to read."""

    deps: Deps
    edition: Edition
    shelf: Shelf

    @property
    def columns(self) -> Columns:
        """The list's columns."""
        return self.edition.columns

    @cached_property
    def con(self) -> DuckDBPyConnection:
        """This request's own cursor on the edition's database."""
        return self.edition.con()

    def at(self, key: EditionKey) -> Reader:
        """The reader of another edition."""
        if key == self.edition.key:
            return self
        return Reader(self.deps, self.shelf.find(key, self.edition.scope), self.shelf)


def scope_of_reader(request: Request) -> Scope:
    """What the one who asks may see: the same for all, until there are roles."""
    deps: Deps = request.app.state.deps
    return deps.scope


def reader(
    request: Request,
    response: Response,
    scope: Annotated[Scope, Depends(scope_of_reader)],
    x_seen_version: Annotated[
        int | None,
        Header(description="The `decision_version` of the last change: what is shown has it"),
    ] = None,
) -> Reader:
    """The reader of the newest edition; the answer's headers name it."""
    deps: Deps = request.app.state.deps
    view = deps.current.get()
    if view is None:
        raise NotReady("nothing was scanned yet: run `highground scan` or `highground demo`")
    if x_seen_version is not None and view.decision_version < x_seen_version:
        raise Conflict(f"decision {x_seen_version} is not on show yet: ask again")
    shelf: Shelf = request.app.state.shelf
    edition = shelf.edition(view, scope)
    response.headers["X-Snapshot"] = edition.key.snapshot_id
    response.headers["X-Decision-Version"] = str(edition.key.decision_version)
    return Reader(deps, edition, shelf)
