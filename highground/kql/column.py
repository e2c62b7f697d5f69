"""A column of a result: apart from the compiler, for those who only ask and show."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a result. `type` is KQL's: string, long, dynamic, …"""

    name: str
    type: str
