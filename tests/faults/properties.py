"""What must hold of a scan that saw less than a complete one did. Each breach is one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any

import duckdb
from botocore.session import Session
from duckdb import DuckDBPyConnection

from highground.inventory.aws_client import THROTTLED_TRIES, TRANSIENT_TRIES
from highground.inventory.calls import Calls
from tests.fault_proxy import Call
from tests.faults.scans import Look, Tables

TRIES = {"throttle": THROTTLED_TRIES, "fail": TRANSIENT_TRIES}
CODES = {
    "deny": {"AccessDenied", "AccessDeniedException", "UnauthorizedOperation"},
    "throttle": {"Throttling", "ThrottlingException", "RequestLimitExceeded", "SlowDown"},
    "fail": {"InternalFailure"},
}
Row = dict[str, Any]

# Two operations of one request: the proxy knows it by the older name.
ON_THE_WIRE = {"get_bucket_lifecycle_configuration": "get_bucket_lifecycle"}
TAGS = "resourcegroupstaggingapi"

# `was` is what a complete scan says, `now` what one with a fault does. Each gives the account and
# what is wrong in it.

ANOTHER_VERDICT_SQL = """
SELECT now.account, now.policy_id || ' of ' || now.resource_id || ': '
    || coalesce(was.status, 'nothing') || ' became ' || now.status
FROM now_verdicts AS now
LEFT JOIN was_verdicts AS was USING (policy_id, resource_id)
WHERE now.status <> 'unknown' AND now.status IS DISTINCT FROM was.status
"""

LOST_VERDICT_SQL = """
SELECT was.account, was.policy_id || ' of ' || was.resource_id || ': no verdict at all'
FROM was_verdicts AS was
ANTI JOIN now_verdicts AS now USING (policy_id, resource_id)
"""

# A resource that was never seen has no verdict; its account owes an unknown one instead.
UNOWED_VERDICT_SQL = """
SELECT was.account, was.policy_id || ' of ' || was.resource_id || ': nobody owes a verdict'
FROM was_verdicts AS was
ANTI JOIN now_verdicts AS now USING (policy_id, resource_id)
ANTI JOIN (FROM now_verdicts WHERE status = 'unknown') AS owed
    ON owed.policy_id = was.policy_id AND owed.resource_id = was.account
"""

LOST_ROW_SQL = """
SELECT account, id || ' is not there any more' FROM was_resources ANTI JOIN now_resources USING (id)
UNION ALL
SELECT account, resource_id || ' has no exposure any more'
FROM was_exposure ANTI JOIN now_exposure USING (resource_id)
UNION ALL
SELECT account, policy_id || ' of ' || resource_id || ' is said to be ' || change
FROM now_changes WHERE change IN ('gone', 'fixed')
"""

HIGHER_LOW_SQL = """
SELECT now.scope, now.view || ': low was ' || coalesce(was.low::VARCHAR, 'not stated')
    || ' and is ' || now.low
FROM now_scores AS now
JOIN was_scores AS was USING (scope, view)
WHERE now.low IS NOT NULL AND (was.low IS NULL OR now.low > was.low)
"""

# A factor that nobody could evaluate is NULL. No row says that it is not so.
ANOTHER_FACTOR_SQL = """
SELECT resources.account, resource_id || ': ' || factor || ' was ' || coalesce(was.value, 'no row')
    || ' and is ' || coalesce(now.value, 'no row')
FROM (SELECT *, TRUE AS there FROM was_factors) AS was
FULL JOIN (SELECT *, TRUE AS there FROM now_factors) AS now USING (resource_id, factor)
JOIN now_resources AS resources ON resources.id = resource_id
WHERE CASE WHEN now.there THEN now.value IS NOT NULL ELSE was.value IS NOT NULL END
    AND now.value IS DISTINCT FROM was.value
"""

# A level may fall for want of evidence, and then says that it is a lower bound; it never rises.
ANOTHER_LEVEL_SQL = """
SELECT now.account, now.policy_id || ' of ' || now.resource_id || ': ' || was.risk_level || ', '
    || was.points || ' points, became ' || now.risk_level || ', ' || now.points
FROM now_risks AS now
JOIN was_risks AS was USING (policy_id, resource_id)
WHERE now.points > was.points
    OR now.risk_level <> was.risk_level AND NOT now.at_least
    OR was.at_least AND NOT now.at_least
"""

ALWAYS = (ANOTHER_VERDICT_SQL, HIGHER_LOW_SQL, ANOTHER_FACTOR_SQL, ANOTHER_LEVEL_SQL)
AFTERWARDS = (*ALWAYS, LOST_VERDICT_SQL, LOST_ROW_SQL)
AT_FIRST = (*ALWAYS, UNOWED_VERDICT_SQL)

SAME = {
    "resources": ("id", "properties", "aspects", "tags", "missing", "last_seen_at"),
    "coverage": ("region", "type", "aspect", "outcome", "code", "count"),
    "exposure": ("resource_id", "width", "anonymous", "unencrypted", "missing"),
    "verdicts": ("policy_id", "resource_id", "status", "clause", "evidence", "missing"),
    "risks": ("policy_id", "resource_id", "risk_level", "points", "at_least"),
}


def breaches(properties: Sequence[str], was: Tables, now: Tables) -> list[tuple[str, str]]:
    """Each breach with the account that it is in."""
    con = _both(was, now)
    return [(str(a), str(b)) for sql in properties for a, b in con.execute(sql).fetchall()]


def differences(was: Tables, now: Tables) -> list[tuple[str, str]]:
    """Each row that is in one of the two only, for faults that were got over."""
    con = _both(was, now)
    found = []
    for table, columns in SAME.items():
        names = ", ".join(columns)
        for one, other in (("was", "now"), ("now", "was")):
            rows = con.execute(
                f"SELECT account, {names} FROM {one}_{table} "
                f"EXCEPT SELECT account, {names} FROM {other}_{table}"
            ).fetchall()
            found += [(str(row[0]), f"{table}, {one} only: {row[1:]}") for row in rows]
    return found


def ended(look: Look) -> list[Call]:
    """The calls that failed for good: asking again did not help, or was no use."""
    found = []
    streak: Counter[tuple[str, str]] = Counter()
    for call, after in zip_longest(look.calls, look.calls[1:]):
        asked = call.service, call.operation
        if call.fault in TRIES:
            streak[asked] += 1
            if streak[asked] == TRIES[call.fault]:
                found.append(call)
                streak[asked] = 0
            continue
        streak[asked] = 0
        # The SDK asks again where S3's answer breaks off. No scan asks S3 the same twice in a row.
        again = call.fault == "cut" and asked[0] == "s3" and after is not None
        if call.fault and not (again and (after.service, after.operation) == asked):
            found.append(call)
    return found


def unnamed_gaps(look: Look, calls: Sequence[Calls], coverage: Sequence[Row]) -> Iterator[str]:
    """Each call that failed for good, and of which no row of its account's coverage says so."""
    for call in ended(look):
        if _told_in_a_header(call):
            continue
        codes = CODES.get(call.fault)
        places = set(_answered_by(call, calls))
        named = any(
            (row["type"], row["aspect"]) in places
            and row["outcome"] not in ("complete", "not_enabled")
            and (row["code"] in codes if codes else row["code"])
            for row in coverage
        )
        if not named:
            yield f"{call.fault} of {call.service}:{call.operation} is in no row of coverage"


def _told_in_a_header(call: Call) -> bool:
    """Whether it was a refusal that broke off: JSON services name its code in a header as well."""
    if call.fault != "cut" or call.status < 400:
        return False
    return "json" in Session().get_service_model(call.service).metadata["protocol"]


def _answered_by(call: Call, calls: Sequence[Calls]) -> Iterator[tuple[str, str]]:
    """The types and aspects that a call answers for."""
    asked = f"{call.service}:{call.operation}"
    for each in calls:
        listing = [each.operation, *([each.describe.operation] if each.describe else [])]
        if asked in _full(each, listing) or asked == "sts:get_caller_identity":
            yield each.type, "list"
        if call.service == TAGS and each.tags == "bulk":
            yield each.type, "tags"
        for aspect in each.aspects:
            operations = [aspect.operation, *([aspect.before.operation] if aspect.before else [])]
            if asked in _full(each, operations):
                yield each.type, aspect.key


def _full(calls: Calls, operations: Sequence[str]) -> set[str]:
    names = [ON_THE_WIRE.get(each, each) for each in operations]
    return {each if ":" in each else f"{calls.service}:{each}" for each in names}


def _both(was: Tables, now: Tables) -> DuckDBPyConnection:
    con = duckdb.connect()
    for when, tables in (("was", was), ("now", now)):
        for name, rows in tables.items():
            con.register(f"{when}_{name}", rows)
    return con
