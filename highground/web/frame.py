"""What the frame around every page shows: how new it all is, and what could not be seen."""

from __future__ import annotations

from highground.scopes import Scope
from highground.web import gaps
from highground.web.answers.status import Account, Scan, SnapshotBrief, Status
from highground.web.deps import Deps
from highground.web.reading import Shelf
from highground.web.rows import one, shaped

ACCOUNTS_SQL = """
WITH looked AS (
    SELECT
        account,
        any_value(environment) AS environment,
        count(*) FILTER (outcome NOT IN ('complete', 'not_enabled')) AS gaps
    FROM coverage
    GROUP BY account
)
SELECT
    account,
    environment,
    (SELECT count(*) FROM resources AS r WHERE r.account = looked.account) AS resources,
    gaps,
    (
        SELECT count(*)
        FROM verdicts AS v
        WHERE v.account = looked.account AND v.status = 'unknown'
    ) AS unknown
FROM looked
ORDER BY environment, account
"""

COUNTS_SQL = """
SELECT
    (SELECT count(*) FROM verdicts WHERE status = 'unknown') AS unknown,
    (SELECT count(*) FROM reports WHERE account IS NULL) AS unmatched
"""


def status(deps: Deps, shelf: Shelf, scope: Scope) -> Status:
    """The newest view's frame; with no snapshot yet, everything in it is zero."""
    view = deps.current.get()
    progress = deps.scan()
    scan = Scan.model_validate(progress, from_attributes=True) if progress else None
    if view is None:
        return Status(
            snapshot=None,
            decision_version=deps.decisions.version(),
            now=deps.clock(),
            gaps=0,
            unknown=0,
            unmatched=0,
            accounts=[],
            scan=scan,
        )
    con = shelf.edition(view, scope).con()
    counts = one(con, COUNTS_SQL) or {}
    return Status(
        snapshot=SnapshotBrief.model_validate(view.snapshot, from_attributes=True),
        decision_version=view.decision_version,
        now=deps.clock(),
        gaps=gaps.count(con),
        accounts=shaped(Account, con, ACCOUNTS_SQL),
        scan=scan,
        **counts,
    )
