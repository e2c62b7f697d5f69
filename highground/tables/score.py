"""What score makes: cloud secure scores, each with the inputs that explain it."""

from __future__ import annotations

from highground.tables.table import Table

SCORES = Table(
    "scores",
    key=("scope", "view"),
    columns={
        "scope": "VARCHAR",  # "" is everything; else an environment or an account
        "view": "VARCHAR",  # all, misconfiguration, vulnerability, secret
        "score": "DOUBLE",  # 0 to 100; NULL: nothing to count, shown as a dash
        "low": "DOUBLE",  # the score if every unknown were open at Critical; NULL: not stated
        "unlisted": "VARCHAR[]",  # `account type` never listed: why `low` is not stated
        "resources": "BIGINT",  # counted
        "unknown_resources": "BIGINT",  # with nothing but unknown verdicts, so not counted
        "unknown": "BIGINT",  # unknown verdicts
        "critical": "BIGINT",  # open recommendations by level
        "high": "BIGINT",
        "medium": "BIGINT",
        "low_level": "BIGINT",
        "constants": "JSON",  # factors and weights that it was computed with
    },
)
