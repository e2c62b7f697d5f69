"""Sets of whole numbers as sorted spans: addresses and ports are reckoned with these."""

from __future__ import annotations

from collections.abc import Iterable

Span = tuple[int, int]  # both ends belong to it


def union(spans: Iterable[Span]) -> list[Span]:
    """The same numbers in the fewest spans, in order."""
    merged: list[Span] = []
    for low, high in sorted(spans):
        if merged and low <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], high))
        else:
            merged.append((low, high))
    return merged


def minus(spans: Iterable[Span], less: Iterable[Span]) -> list[Span]:
    """What is in `spans` and not in `less`."""
    left = union(spans)
    for low, high in union(less):
        left = [piece for span in left for piece in _without(span, low, high)]
    return left


def overlap(one: Span, other: Span) -> Span | None:
    """The numbers in both, if any."""
    low, high = max(one[0], other[0]), min(one[1], other[1])
    return (low, high) if low <= high else None


def size(spans: Iterable[Span]) -> int:
    """How many numbers; of overlapping spans each counts once."""
    return sum(high - low + 1 for low, high in union(spans))


def _without(span: Span, low: int, high: int) -> list[Span]:
    pieces = [(span[0], min(span[1], low - 1)), (max(span[0], high + 1), span[1])]
    return [piece for piece in pieces if piece[0] <= piece[1]]
