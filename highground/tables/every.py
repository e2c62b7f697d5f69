"""Every table of a snapshot, in the order in which the run makes them."""

from __future__ import annotations

from highground.tables.graph import EXPOSURE
from highground.tables.inventory import COVERAGE, FINDINGS, REPORTS, RESOURCES
from highground.tables.posture import CHANGES, POLICIES, VERDICTS
from highground.tables.risk import FACTORS, RISKS

# Recommendations and scores are not among them: they rest on decisions too, so triage and score
# make them anew for each (snapshot, decision version).
FACTS = (
    RESOURCES,
    COVERAGE,
    REPORTS,
    FINDINGS,
    EXPOSURE,
    POLICIES,
    VERDICTS,
    CHANGES,
    FACTORS,
    RISKS,
)
