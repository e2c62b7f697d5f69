"""Boxes of traffic against the plain meaning of a list of rules: the first that matches decides."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from highground.graph.addresses import EVERY, block, shown
from highground.graph.flows import PORTS, Flow, Rule, first_match, meet
from highground.graph.gates import Gate, behind, conclude, seen, unseen, width
from highground.graph.spans import Span, minus, overlap, size, union

SMALL = range(12)
SPANS = st.tuples(st.sampled_from(SMALL), st.sampled_from(SMALL)).map(lambda ends: span(*ends))


def span(one: int, other: int) -> Span:
    return min(one, other), max(one, other)


def box(source: Span, port: Span) -> Flow:
    return Flow("tcp", 4, source, port)


def holds(flows: list[Flow], source: int, port: int) -> bool:
    return any(
        overlap(flow.source, (source, source)) and overlap(flow.port, (port, port))
        for flow in flows
    )


RULES = st.lists(
    st.builds(
        lambda allow, source, port: Rule(allow, (box(source, port),)), st.booleans(), SPANS, SPANS
    ),
    max_size=6,
)


@given(rules=RULES)
def test_an_ordered_list_admits_what_its_first_match_allows(rules: list[Rule]) -> None:
    admitted = first_match(rules)
    for source in SMALL:
        for port in SMALL:
            matching = [rule.allow for rule in rules if holds(list(rule.flows), source, port)]
            assert holds(admitted, source, port) == (matching[:1] == [True])


@given(ones=st.lists(SPANS, max_size=4), others=st.lists(SPANS, max_size=4))
def test_what_two_lists_admit_is_what_each_admits(ones: list[Span], others: list[Span]) -> None:
    left, right = [box(each, each) for each in ones], [box(each, each) for each in others]
    both = meet(left, right)
    for n in SMALL:
        assert holds(both, n, n) == (holds(left, n, n) and holds(right, n, n))


@given(spans=st.lists(SPANS), less=st.lists(SPANS))
def test_spans_are_sets_of_numbers(spans: list[Span], less: list[Span]) -> None:
    def numbers(of: list[Span]) -> set[int]:
        return {n for low, high in of for n in range(low, high + 1)}

    assert numbers(minus(spans, less)) == numbers(spans) - numbers(less)
    assert size(spans) == len(numbers(spans))
    assert all(a[1] + 1 < b[0] for a, b in zip(union(spans), union(spans)[1:], strict=False))


def test_a_deny_of_some_source_ports_denies_nobody() -> None:
    some = Flow("tcp", 4, EVERY[4], PORTS, source_port=(80, 80))
    every = Flow("tcp", 4, EVERY[4])
    assert first_match([Rule(False, (some,)), Rule(True, (every,))])


def test_public_addresses_read_as_people_write_them() -> None:
    def texts(*cidrs: str) -> tuple[str, ...]:
        found = [at for at in map(block, cidrs) if at]
        return shown(found[0][0], frozenset(span for _, span in found))

    assert texts("0.0.0.0/0") == ("0.0.0.0/0",)
    assert texts("0.0.0.0/1", "128.0.0.0/1") == ("0.0.0.0/0",)
    assert texts("::/0") == ("::/0",)
    assert texts("203.0.113.0/25", "203.0.113.128/25") == ("203.0.113.0/24",)
    assert texts("10.0.0.0/8") == ()


TRUSTED = frozenset(at for at in [block("203.0.113.0/24")] if at)
CIDRS = ["0.0.0.0/0", "203.0.113.0/24", "198.51.100.0/24", "10.0.0.0/8", "2001:db8::/32"]
FLOWS = st.lists(st.sampled_from([Flow("tcp", *at) for at in map(block, CIDRS) if at]), max_size=3)
ORDER = {"none": 0, "trusted": 0, "narrow": 1, "wide": 2}


@given(first=FLOWS, second=FLOWS, lost=st.sampled_from(["first", "second", "both"]))
def test_with_less_seen_a_width_is_undecided_or_still_true(
    first: list[Flow], second: list[Flow], lost: str
) -> None:
    before = width(behind([seen(first), seen(second)]).sure, TRUSTED)
    gap = unseen(())
    gates: list[Gate] = [
        gap if lost in ("first", "both") else seen(first),
        gap if lost in ("second", "both") else seen(second),
    ]
    after, _ = conclude(behind(gates), TRUSTED)
    assert after is None or ORDER[after] == ORDER[before]
