"""Why something was not seen: the look that failed, and the permission that would help."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from duckdb import DuckDBPyConnection

from highground.web.answers.common import Missing
from highground.web.rows import rows

GAPS_SQL = """
SELECT account, "type", aspect, code, outcome, needs
FROM coverage
WHERE outcome NOT IN ('complete', 'not_enabled') AND list_contains($accounts, account)
ORDER BY region
"""

Look = tuple[str, str, str]


class Gaps:
    """The looks at some accounts that did not complete."""

    def __init__(self, con: DuckDBPyConnection, accounts: Iterable[str]) -> None:
        self._by_code: dict[tuple[Look, str], Mapping[str, Any]] = {}
        self._by_look: dict[Look, Mapping[str, Any]] = {}
        for row in rows(con, GAPS_SQL, {"accounts": sorted(set(accounts))}):
            look = (row["account"], row["type"], row["aspect"])
            self._by_code.setdefault((look, row["code"]), row)
            self._by_look.setdefault(look, row)

    def explain(
        self, missing: Iterable[Mapping[str, str]] | None, account: str, type_: str
    ) -> list[Missing]:
        """What was missing of a resource of `type_`, with how the look ended and what it takes."""
        return [self._one(each["aspect"], each["code"], account, type_) for each in missing or ()]

    def _one(self, aspect: str, code: str, account: str, type_: str) -> Missing:
        # The graph names aspects of other types as `<type>/<aspect>`.
        other, _, last = aspect.rpartition("/")
        look = (account, other or type_, last)
        row = self._by_code.get((look, code)) or self._by_look.get(look) or {}
        return Missing(
            aspect=aspect,
            code=code,
            outcome=row.get("outcome"),
            needs=row.get("needs") or None,
        )
