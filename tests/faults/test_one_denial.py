"""What one refused call makes unknown, exactly: worked out from what the policies say they read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from highground.posture.policies import Policy
from highground.runs.library import Library
from tests.emulator import ACCOUNT
from tests.fault_proxy import FaultProxy
from tests.faults.estate import calls_of
from tests.faults.properties import ON_THE_WIRE
from tests.faults.scans import Fault, Tables, judge, look, only
from tests.inventory.aws_looks import source

BUCKET = "AWS::S3::Bucket"
ASPECTS = [aspect.key for each in calls_of([BUCKET]) for aspect in each.aspects]
# Everything that some policy looks up together with buckets.
TYPES = (BUCKET, "AWS::CloudTrail::Trail", "AWS::::Account")


def reads(policy: Policy, aspect: str) -> bool:
    """Whether a policy asks for an aspect of buckets, in a clause or in what its query needs."""
    own = policy.applies_to == BUCKET and any(
        path[:2] == ("aspects", aspect) for clause in policy.clauses for path in clause.reads
    )
    return own or any(each.type == BUCKET and aspect in each.aspects for each in policy.needs)


@pytest.fixture(scope="module")
def complete(
    faulty: FaultProxy, shelf: Library, tmp_path_factory: pytest.TempPathFactory
) -> Tables:
    """What a scan without a fault makes."""
    seen = look(faulty, calls_of(TYPES), Fault("none", "whole"))
    return judge(only(shelf, TYPES), [seen], tmp_path_factory.mktemp("complete"), {})


def statuses(tables: Tables) -> dict[tuple[str, str], str]:
    return {(row["policy_id"], row["resource_id"]): row["status"] for row in rows(tables)}


def rows(tables: Tables) -> Iterator[dict[str, Any]]:
    yield from tables["verdicts"].to_pylist()


@pytest.mark.parametrize("last", [True, False], ids=["after a scan", "at first"])
def test_a_denied_bucket_policy_is_unknown_to_exactly_the_policies_that_read_it(
    faulty: FaultProxy, shelf: Library, complete: Tables, tmp_path: Path, last: bool
) -> None:
    readers = {each.id for each in shelf.policies if reads(each, "policy")}
    assert readers
    denied = Fault("deny", "policy", lambda proxy: proxy.deny("s3", "get_bucket_policy"))
    seen = look(faulty, calls_of(TYPES), denied)
    now = judge(only(shelf, TYPES), [seen], tmp_path, complete if last else {})
    was = statuses(complete)
    assert statuses(now).keys() == was.keys()
    changed = {key for key, status in statuses(now).items() if status != was[key]}
    assert {policy for policy, _ in changed} == readers
    assert {statuses(now)[key] for key in changed} == {"unknown"}
    for row in rows(now):
        if (row["policy_id"], row["resource_id"]) in changed:
            assert row["missing"] == [{"aspect": "policy", "code": "AccessDenied"}]
    assert [
        each for each in untouched(now, readers) if each not in untouched(complete, readers)
    ] == []


def untouched(tables: Tables, readers: set[str]) -> Sequence[tuple[object, ...]]:
    """Every other verdict with what it rests on."""
    names = ("policy_id", "resource_id", "status", "clause", "evidence", "missing")
    return [
        tuple(row[name] for name in names)
        for row in rows(tables)
        if row["policy_id"] not in readers
    ]


@pytest.mark.parametrize("aspect", ASPECTS)
def test_a_denied_aspect_touches_no_policy_that_does_not_read_it(
    faulty: FaultProxy, shelf: Library, complete: Tables, tmp_path: Path, aspect: str
) -> None:
    [operation] = [
        each.operation
        for calls in calls_of([BUCKET])
        for each in calls.aspects
        if each.key == aspect
    ]
    name = ON_THE_WIRE.get(operation, operation)
    seen = look(
        faulty, calls_of([BUCKET]), Fault("deny", aspect, lambda proxy: proxy.deny("s3", name))
    )
    now = judge(only(shelf, [BUCKET]), [seen], tmp_path, {})
    was = statuses(complete)
    changed = {
        policy for (policy, id_), status in statuses(now).items() if status != was[policy, id_]
    }
    assert changed <= {each.id for each in shelf.policies if reads(each, aspect)}


def test_an_account_that_does_not_say_who_we_are_owes_everything(
    faulty: FaultProxy, shelf: Library, tmp_path: Path
) -> None:
    faulty.forget()
    faulty.deny("sts", "get_caller_identity")
    asked = source(faulty.url, calls=calls_of(TYPES))
    assert asked.identity.account != ACCOUNT
    seen = look(faulty, calls_of(TYPES), Fault("deny", "who", lambda p: p.deny("sts")))
    now = judge(only(shelf, TYPES), [seen], tmp_path, {})
    policies = {each.id for each in shelf.policies if each.applies_to in TYPES}
    assert statuses(now) == {(policy, ACCOUNT): "unknown" for policy in policies}
    assert [row["low"] for row in now["scores"].to_pylist() if row["view"] == "all"] == [None] * 3
