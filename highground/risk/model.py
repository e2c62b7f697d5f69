"""The published points of the risk model, version 1: which value of a factor is worth what."""

from __future__ import annotations

from typing import NamedTuple


class Points(NamedTuple):
    """What one value of a factor adds to one part of the sum."""

    part: str
    factor: str
    value: str
    points: int
    why: str
    if_exposed: bool = False  # counts only where the internet reaches the resource


SEVERITY = {"low": 1, "medium": 3, "high": 5, "critical": 7}

# Of each part no more than this counts.
MOST = {"likelihood": 6, "impact": 4, "path": 2}

# The level that a sum reaches, the highest first.
LEVELS = {"critical": 9, "high": 6, "medium": 4, "low": 0}

# `lateral`, `lateralSensitive` and `path` have their points; no stage makes them yet.
MODEL = (
    Points("likelihood", "internet", "wide", 3, "wide exposure to the internet"),
    Points("likelihood", "internet", "narrow", 2, "narrow exposure to the internet"),
    Points("likelihood", "internet", "trusted", 0, "reached from trusted addresses only"),
    Points("likelihood", "anonymous", "yes", 3, "anonymous access", if_exposed=True),
    Points("likelihood", "unencrypted", "yes", 1, "unencrypted access", if_exposed=True),
    Points("likelihood", "vuln", "yes", 1, "vulnerabilities"),
    Points("impact", "critical", "very_high", 3, "very high criticality"),
    Points("impact", "critical", "high", 2, "high criticality"),
    Points("impact", "critical", "medium", 1, "medium criticality"),
    Points("impact", "critical", "low", 0, "low criticality"),
    Points("impact", "sensitive", "yes", 2, "sensitive data"),
    Points("impact", "lateral", "yes", 1, "lateral movement"),
    Points("impact", "lateralSensitive", "yes", 2, "lateral movement with sensitive data"),
    Points("path", "path", "breaks", 2, "fixing it breaks an attack path"),
    Points("path", "path", "on", 1, "on an attack path"),
)
