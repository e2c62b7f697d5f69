"""Which factors count for which threats: the table of the fact sheet, `product/risk.md` §3."""

from __future__ import annotations

from pathlib import Path

import pytest

from highground import relevance

TABLE = relevance.load(Path(__file__).parents[1] / "insights/relevance.yaml")
DATA = {"internet", "anonymous", "unencrypted", "sensitive", "critical", "lateralSensitive"}
PRIVILEGE = {"internet", "vuln", "lateral", "lateralSensitive", "critical", "sensitive"}
EVERY = DATA | PRIVILEGE


@pytest.mark.parametrize(
    ("threats", "counts"),
    [
        (["dataExfiltration"], DATA),
        (["dataSpillage"], DATA),
        (["accountBreach"], EVERY - {"vuln"}),
        (["elevationOfPrivilege"], PRIVILEGE),
        (["maliciousInsider"], PRIVILEGE),
        (["denialOfService"], {"internet", "critical"}),
        (["threatResistance"], {"internet", "vuln", "critical", "sensitive"}),
        (["missingCoverage"], {"critical"}),
        (["missingCoverage", "denialOfService"], {"internet", "critical"}),
        ([], EVERY),
    ],
)
def test_threats_name_the_factors_that_count(threats: list[str], counts: set[str]) -> None:
    assert set(TABLE.of(threats)) == counts


def test_a_threat_that_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        TABLE.of(["ransomware"])
