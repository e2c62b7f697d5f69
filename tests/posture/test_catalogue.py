"""What policies say of Defender's catalogue is so, and each title is counted once."""

from __future__ import annotations

import pytest

from highground.posture import catalogue
from highground.posture.catalogue import DEPRECATED, NOT_YET, Covered, Title
from highground.posture.policies import Policy
from tests.content import POLICIES, ROOT

TITLES = catalogue.load(ROOT / "intel/defender-catalogue.csv")

# Policies that differ from the catalogue's severity on purpose, and why.
OTHER_SEVERITY: dict[str, str] = {}

NAMING = [policy for policy in POLICIES if policy.catalogue]


@pytest.mark.parametrize("policy", NAMING, ids=lambda policy: policy.id)
def test_a_policy_names_titles_of_its_environment_and_has_their_severity(policy: Policy) -> None:
    titles = [TITLES[id_] for id_ in policy.catalogue]
    assert {each.environment for each in titles} == {policy.environment}
    if policy.id not in OTHER_SEVERITY:
        assert {each.severity for each in titles} == {policy.severity}


def test_every_difference_in_severity_is_one() -> None:
    by_id = {policy.id: policy for policy in NAMING}
    for id_ in OTHER_SEVERITY:
        assert by_id[id_].severity not in {TITLES[each].severity for each in by_id[id_].catalogue}


def title(number: int, text: str, deprecated: bool = False, duplicate_of: str = "") -> Title:
    return Title(f"DFC-{number:04}", "AWS", text, "high", deprecated, duplicate_of)


def test_each_title_is_covered_or_says_why_it_is_not() -> None:
    titles = [
        title(1, "A should"),
        title(2, "B should"),
        title(3, "C should", deprecated=True),
        title(4, "A should", duplicate_of="DFC-0001"),
    ]
    policy = NAMING[0].model_copy(update={"id": "p-1", "catalogue": ("DFC-0004", "DFC-9999")})
    assert catalogue.covered({each.id: each for each in titles}, [policy]) == [
        Covered("AWS", "A should", ("p-1",), ""),
        Covered("AWS", "B should", (), NOT_YET),
        Covered("AWS", "C should", (), DEPRECATED),
    ]
