"""With less evidence a verdict stays or becomes unknown, never anything else.

Every call of two small selections goes wrong once each way; so do subsets of their operations, and
a seeded sample of the calls of other services. Each fault happens after a complete scan and on a
first look. `make chaos` goes on with everything that can be looked at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from highground.runs.library import Library
from tests.fault_proxy import Call, FaultProxy
from tests.faults import kinds
from tests.faults.estate import DATA, ELSEWHERE, NETWORK, calls_of
from tests.faults.properties import (
    AFTERWARDS,
    AT_FIRST,
    breaches,
    differences,
    ended,
    unnamed_gaps,
)
from tests.faults.scans import Fault
from tests.faults.trial import Selection, Trial, hold
from tests.inventory.aws_looks import CALLS

MOST_CALLS = 60
EVERYTHING = tuple(each.type for each in CALLS)


def every_call(calls: Sequence[Call]) -> Sequence[Fault]:
    asked = kinds.operations(calls)
    numbers = range(1, len(calls) + 1)
    assert len(numbers) <= MOST_CALLS
    return [
        *kinds.nth(numbers),
        *kinds.nth_once(numbers[::4]),
        *kinds.each_denied(asked),
        *kinds.each_throttled(asked[::6]),
        *kinds.subsets_denied(asked, range(15)),
        *kinds.throttled(range(5)),
    ]


def some_calls(calls: Sequence[Call]) -> Sequence[Fault]:
    numbers = Random(1).sample(range(1, len(calls) + 1), 6)
    return [
        *kinds.nth(numbers),
        *kinds.nth_once(numbers[:1]),
        *kinds.subsets_denied(kinds.operations(calls), range(4)),
        *kinds.throttled(range(2)),
    ]


def all_calls(calls: Sequence[Call]) -> Sequence[Fault]:
    served = [call for call in calls if call.status < 500]  # the emulator breaks on some itself
    asked = kinds.operations(served)
    numbers = [call.number for call in served]
    return [
        *Random(1).sample([*kinds.nth(numbers)], len(numbers)),
        *kinds.nth_once(numbers[::5]),
        *kinds.each_denied(asked),
        *kinds.each_throttled(asked[::4]),
        *kinds.subsets_denied(asked, range(100, 160)),
        *kinds.throttled(range(100, 120)),
    ]


SELECTIONS = (
    Selection("data", DATA, calls_of(DATA), every_call),
    Selection("network", NETWORK, calls_of(NETWORK), every_call),
    Selection("elsewhere", ELSEWHERE, calls_of(ELSEWHERE), some_calls),
)
ALL = Selection("all", EVERYTHING, calls_of(EVERYTHING), all_calls)


@pytest.fixture(
    scope="module",
    params=[*SELECTIONS, pytest.param(ALL, marks=pytest.mark.chaos)],
    ids=lambda selection: selection.name,
)
def trial(
    request: pytest.FixtureRequest,
    faulty: FaultProxy,
    shelf: Library,
    counted: Counter[str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Trial:
    selection: Selection = request.param
    held = hold(faulty, shelf, selection, Path(tmp_path_factory.mktemp(selection.name)))
    counted.update(look.fault.kind for look in held.accounts.values())
    return held


def told(trial: Trial, found: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{trial.name(account)}: {what}" for account, what in found]


def test_after_a_scan_nothing_changes_but_to_unknown_and_nothing_disappears(trial: Trial) -> None:
    assert told(trial, breaches(AFTERWARDS, trial.was, trial.after)) == []


def test_at_a_first_look_what_is_not_known_is_owed(trial: Trial) -> None:
    assert told(trial, breaches(AT_FIRST, trial.was, trial.first)) == []


def test_coverage_names_every_gap(trial: Trial) -> None:
    for tables in (trial.after, trial.first):
        rows = tables["coverage"].to_pylist()
        gaps = [
            (account, gap)
            for account, look in trial.accounts.items()
            for gap in unnamed_gaps(
                look, trial.selection.calls, [row for row in rows if row["account"] == account]
            )
        ]
        assert told(trial, gaps) == []


def test_what_is_got_over_leaves_no_trace(trial: Trial) -> None:
    over = {account for account, look in trial.accounts.items() if not ended(look)}
    assert {trial.accounts[each].fault.kind for each in over} >= {*kinds.PASSING}
    for tables in (trial.after, trial.first):
        found = differences(trial.was, tables)
        assert told(trial, [each for each in found if each[0] in over]) == []


def test_the_faults_do_harm(trial: Trial) -> None:
    harmed = {look.fault.kind for look in trial.accounts.values() if ended(look)}
    assert harmed >= {"deny nth", "cut nth", "fail nth", "deny subset"}
    lows = [row["low"] for row in trial.was["scores"].to_pylist() if row["view"] == "all"]
    assert trial.selection is ALL or None not in lows
    was, now = (
        sum(row["status"] == "unknown" for row in tables["verdicts"].to_pylist())
        for tables in (trial.was, trial.after)
    )
    assert now > was
