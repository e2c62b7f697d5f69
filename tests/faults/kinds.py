"""What can go wrong with the calls of a scan: each fault by itself, and seeded mixtures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from random import Random

from highground.inventory.aws_client import TRANSIENT_TRIES
from tests.fault_proxy import Call, FaultProxy
from tests.faults.scans import Fault

Operation = tuple[str, str]  # service and operation

# These are got over: what comes of them must be what comes of no fault.
PASSING = ("fail once", "throttle 30 %")


def nth(numbers: Sequence[int]) -> Iterator[Fault]:
    """The n-th call refused, cut, and failing however often it is asked again."""
    for n in numbers:
        yield Fault("deny nth", f"deny call {n}", partial(FaultProxy.deny, nth=n))
        yield Fault("cut nth", f"cut call {n}", partial(FaultProxy.cut, nth=n))
        yield Fault("fail nth", f"fail call {n}", partial(_fail_for_good, n=n))


def nth_once(numbers: Sequence[int]) -> Iterator[Fault]:
    """The n-th call fails, and is answered when it is asked again."""
    for n in numbers:
        yield Fault("fail once", f"fail call {n} once", partial(FaultProxy.fail, nth=n))


def operations(calls: Sequence[Call]) -> list[Operation]:
    """What was asked, each once."""
    return sorted({(call.service, call.operation) for call in calls})


def each_denied(every: Sequence[Operation]) -> Iterator[Fault]:
    """Every operation refused whenever it is asked."""
    for asked in every:
        yield Fault("deny operation", f"deny {':'.join(asked)}", partial(_deny, some=[asked]))


def each_throttled(every: Sequence[Operation]) -> Iterator[Fault]:
    """Every operation throttled however often it is asked."""
    for asked in every:
        name = ":".join(asked)
        yield Fault("throttle operation", f"throttle {name}", partial(_throttle, asked=asked))


def subsets_denied(every: Sequence[Operation], seeds: Sequence[int]) -> Iterator[Fault]:
    """Any subset of the operations refused: chosen by a seed, its size too."""
    for seed in seeds:
        dice = Random(seed)
        some = dice.sample(every, dice.randint(2, len(every)))
        yield Fault("deny subset", f"deny {len(some)} by seed {seed}", partial(_deny, some=some))


def throttled(seeds: Sequence[int]) -> Iterator[Fault]:
    """30 % of all calls throttled."""
    for seed in seeds:
        yield Fault(
            "throttle 30 %",
            f"throttle by seed {seed}",
            partial(FaultProxy.throttle, share=0.3, seed=seed),
        )


def _deny(proxy: FaultProxy, some: Sequence[Operation]) -> None:
    for service, operation in some:
        proxy.deny(service, operation)


def _throttle(proxy: FaultProxy, asked: Operation) -> None:
    proxy.throttle(*asked)


def _fail_for_good(proxy: FaultProxy, n: int) -> None:
    """Each of these counts the calls that the ones before it left alone: calls n, n+1 and n+2."""
    for _ in range(TRANSIENT_TRIES):
        proxy.fail(nth=n)
