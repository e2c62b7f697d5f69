"""Cursors: where a page ends, on which edition and of which list."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from pydantic import BaseModel, ValidationError

from highground.errors import BadQuery
from highground.ids import digest
from highground.web.reading import EditionKey, Reader


class Cursor(BaseModel, frozen=True):
    """Snapshot, decision version, when it was laid over, a hash of what was asked, position."""

    s: str
    v: int
    t: str
    a: str
    p: int


class Turn:
    """One page of one list: from where, how far, and how the cursor goes on."""

    def __init__(self, reading: Reader, asked: str, after: str, limit: int) -> None:
        """`asked` tells one list from another: a cursor is good only for its own."""
        self._asked = digest(asked, size=6)
        self.limit = limit
        self.start = 0
        self.reading = reading
        if after:
            cursor = _read(after)
            if cursor.a != self._asked:
                raise BadQuery("this cursor belongs to another list or other filters")
            self.start = cursor.p
            self.reading = reading.at(EditionKey(cursor.s, cursor.v, cursor.t))

    def next(self, total: int) -> str | None:
        """The cursor of the page that follows, if there is one."""
        end = self.start + self.limit
        if end >= total:
            return None
        key = self.reading.edition.key
        cursor = Cursor(
            s=key.snapshot_id, v=key.decision_version, t=key.laid_at, a=self._asked, p=end
        )
        return urlsafe_b64encode(cursor.model_dump_json().encode()).decode().rstrip("=")


def _read(after: str) -> Cursor:
    padded = after + "=" * (-len(after) % 4)
    try:
        cursor = Cursor.model_validate_json(urlsafe_b64decode(padded.encode("ascii", "strict")))
    except (ValueError, ValidationError) as error:
        raise BadQuery(f"not a cursor of this list: {after!r}") from error
    if cursor.p < 0:
        raise BadQuery(f"not a cursor of this list: {after!r}")
    return cursor
