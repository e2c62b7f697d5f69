"""One selection of types under many faults: what the runs say before, after and at first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from highground.inventory.calls import Calls
from highground.runs.library import Library
from tests.fault_proxy import Call, FaultProxy
from tests.faults import scans
from tests.faults.scans import Fault, Look, Tables

WHOLE = Fault("none", "whole")


@dataclass(frozen=True, slots=True)
class Selection:
    """Which types are looked at, and which faults happen, given the calls that a scan makes."""

    name: str
    types: tuple[str, ...]
    calls: tuple[Calls, ...]
    faults: Callable[[Sequence[Call]], Sequence[Fault]]


@dataclass
class Trial:
    """All of them done. Each look is in the account that `accounts` says."""

    selection: Selection
    accounts: dict[str, Look]
    was: Tables  # of a complete scan of every account
    after: Tables  # of the scans with faults, after that
    first: Tables  # of the same as first looks

    def name(self, account: str) -> str:
        """The fault that an account is about."""
        return self.accounts[account].fault.name if account in self.accounts else account


def hold(proxy: FaultProxy, library: Library, selection: Selection, folder: Path) -> Trial:
    """Scan once without a fault and once with each, and judge all of it."""
    whole = scans.look(proxy, selection.calls, WHOLE, scans.EARLIER)
    faults = selection.faults(whole.calls)
    accounts = {
        scans.number(n): scans.look(proxy, selection.calls, fault) for n, fault in enumerate(faults)
    }
    moved = [look.moved(account) for account, look in accounts.items()]
    before = [replace(whole, fault=look.fault).moved(account) for account, look in accounts.items()]
    kept = scans.only(library, selection.types)
    was = scans.judge(kept, before, folder / "was", {})
    after = scans.judge(kept, moved, folder / "now", was)
    first = scans.judge(kept, [], folder / "now", {})
    return Trial(selection, accounts, was, after, first)
