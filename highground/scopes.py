"""Which rows a reader may see. Every reader takes a scope; today's readers are given everything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scope:
    """Accounts and narrower scopes whose rows a reader sees; None is everything.

    A row is in scope if its `account` or its `scope_id` is named. A row of no account, such as a
    report that names no resource we know, is seen only by those who see everything.
    """

    ids: tuple[str, ...] | None = None

    def sql(self, account: str = "account", scope_id: str = "scope_id") -> str:
        """The condition on two columns, as SQL. It is the only scope filter there is."""
        if self.ids is None:
            return "TRUE"
        ids = ", ".join(_quote(each) for each in self.ids) or "NULL"
        return f"(coalesce({account} IN ({ids}), FALSE) OR coalesce({scope_id} IN ({ids}), FALSE))"


EVERYTHING = Scope()


def of(ids: Sequence[str]) -> Scope:
    """The scope of these accounts and resource groups; none at all is nothing, not everything."""
    return Scope(tuple(ids))


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
