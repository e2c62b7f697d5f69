from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest

from highground.runs import library
from highground.runs.library import Library
from tests.emulator import Emulator, running
from tests.fault_proxy import FaultProxy, faults
from tests.faults import estate
from tests.faults.recorded import recorded

COUNTED = pytest.StashKey[Counter[str]]()


@pytest.fixture(scope="package")
def shelf() -> Library:
    """All that ships."""
    return library.load()


@pytest.fixture(scope="package")
def account() -> Iterator[Emulator]:
    """An emulator of our own that holds the estate: nobody else empties it."""
    with running() as started:
        estate.build(started)
        yield started


@pytest.fixture(scope="package")
def faulty(account: Emulator) -> Iterator[FaultProxy]:
    """A proxy in front of the estate's recorded answers."""
    with recorded(account.url) as address, faults(address) as started:
        yield started


@pytest.fixture(scope="package")
def counted(pytestconfig: pytest.Config) -> Counter[str]:
    """How many faults of each kind were tried."""
    return pytestconfig.stash.setdefault(COUNTED, Counter())


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say how many faults were tried."""
    counts = config.stash.get(COUNTED, Counter())
    if counts:
        kinds = ", ".join(f"{kind} {n}" for kind, n in sorted(counts.items()))
        terminalreporter.write_line(f"{counts.total()} faults, after a scan and at first: {kinds}")
