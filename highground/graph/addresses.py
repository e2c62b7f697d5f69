"""Internet addresses as spans: which are public, and how they read in an exposure rule."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_network, summarize_address_range

from highground.graph.spans import Span, minus, overlap, union

VERSIONS = (4, 6)
EVERY = {4: (0, 2**32 - 1), 6: (0, 2**128 - 1)}

# Addresses that never come from the internet. Ranges that are only set aside for documentation
# are left in: a rule that admits them admits something that is not ours.
# https://www.iana.org/assignments/iana-ipv4-special-registry/
NOT_PUBLIC = (
    "0.0.0.0/8",
    "10.0.0.0/8",
    "100.64.0.0/10",
    "127.0.0.0/8",
    "169.254.0.0/16",
    "172.16.0.0/12",
    "192.168.0.0/16",
    "224.0.0.0/3",
)
# https://www.iana.org/assignments/ipv6-address-space/
PUBLIC_V6 = "2000::/3"


@lru_cache(maxsize=65536)
def block(text: str) -> tuple[int, Span] | None:
    """A CIDR block or one address as its version and span; None if it is neither."""
    try:
        network = ip_network(text.strip(), strict=False)
    except ValueError:
        return None
    return network.version, (int(network.network_address), int(network.broadcast_address))


def blocks(texts: Iterable[str]) -> dict[int, list[Span]]:
    """Several blocks by version; what is no address is left out."""
    found: dict[int, list[Span]] = {version: [] for version in VERSIONS}
    for each in filter(None, map(block, texts)):
        found[each[0]].append(each[1])
    return found


_hidden = blocks(NOT_PUBLIC)[4]
PUBLIC = {4: minus([EVERY[4]], _hidden), 6: blocks([PUBLIC_V6])[6]}


def public(version: int, spans: Iterable[Span]) -> list[Span]:
    """The part of some addresses that the internet can have."""
    merged = union(spans)
    met = (overlap(span, other) for span in merged for other in PUBLIC[version])
    return [each for each in met if each]


@lru_cache(maxsize=65536)
def has_public(version: int, span: Span) -> bool:
    """Whether the internet can have any of these addresses."""
    return bool(public(version, [span]))


@lru_cache(maxsize=65536)
def shown(version: int, spans: frozenset[Span]) -> tuple[str, ...]:
    """Public addresses as CIDR blocks. A gap that no public address lies in is closed over."""
    closed: list[Span] = []
    for low, high in public(version, spans):
        if closed and not public(version, [(closed[-1][1] + 1, low - 1)]):
            closed[-1] = (closed[-1][0], high)
        else:
            closed.append((low, high))
    whole = [(PUBLIC[version][0][0], PUBLIC[version][-1][1])]
    spans_shown = [EVERY[version]] if closed == whole else closed
    return tuple(text for span in spans_shown for text in _cidrs(version, span))


def _cidrs(version: int, span: Span) -> list[str]:
    if version == 4:
        return [str(each) for each in summarize_address_range(*map(IPv4Address, span))]
    return [str(each) for each in summarize_address_range(*map(IPv6Address, span))]
