"""Who may come in: one link, good once, turns into a session. Both are kept as hashes only."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from secrets import compare_digest, token_urlsafe
from threading import Lock
from time import monotonic

from fastapi import Request

from highground.errors import Forbidden

COOKIE = "highground_session"
IDLE_SECONDS = 12 * 3600
TRIES = 10  # at the door, by one address, in TRIES_SECONDS
TRIES_SECONDS = 60
SIGN_IN = "nobody is signed in: open the link that `highground serve` printed"


@dataclass(slots=True)
class Visitor:
    """Somebody who came in through the link."""

    user: str
    csrf_token: str
    seen_at: float


@dataclass(slots=True)
class Door:
    """Links and sessions of one process. They end with it."""

    clock: Callable[[], float] = monotonic
    _links: set[str] = field(default_factory=set)
    _visitors: dict[str, Visitor] = field(default_factory=dict)
    _tries: dict[str, deque[float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def invite(self) -> str:
        """A token for one link. An earlier one that nobody used is no longer good."""
        token = token_urlsafe(32)
        with self._lock:
            self._links = {_hash(token)}
        return token

    def enter(self, token: str, user: str) -> str | None:
        """The session that a link gives, or None if the link was never made or was used."""
        with self._lock:
            known = next((each for each in self._links if compare_digest(each, _hash(token))), None)
            if known is None:
                return None
            self._links.discard(known)
            session = token_urlsafe(32)
            self._visitors[_hash(session)] = Visitor(user, token_urlsafe(32), self.clock())
            return session

    def visitor(self, session: str | None) -> Visitor | None:
        """Who has this session, if it was used within the last hours."""
        with self._lock:
            key = _hash(session or "")
            found = self._visitors.get(key)
            if found is None:
                return None
            now = self.clock()
            if now - found.seen_at > IDLE_SECONDS:
                del self._visitors[key]
                return None
            found.seen_at = now
            return found

    def wait(self, address: str) -> float:
        """Count one try at the door; the seconds to wait if there were too many, else 0."""
        with self._lock:
            now = self.clock()
            for other in [a for a, t in self._tries.items() if t[-1] <= now - TRIES_SECONDS]:
                del self._tries[other]
            tries = self._tries.setdefault(address, deque(maxlen=TRIES))
            if len(tries) == TRIES and tries[0] > now - TRIES_SECONDS:
                return tries[0] + TRIES_SECONDS - now
            tries.append(now)
            return 0.0


def visitor(request: Request) -> Visitor:
    """Who asks. The guard has let nobody else as far as a route."""
    found: Visitor | None = request.scope.get("visitor")
    if found is None:
        raise Forbidden(SIGN_IN)
    return found


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
