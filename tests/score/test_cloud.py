"""The score counts what is known, and its lower bound what is not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb
import pytest
from duckdb import DuckDBPyConnection
from hypothesis import given, settings
from hypothesis import strategies as st

from highground.config import CloudScore
from highground.score.cloud import scores
from highground.tables.inventory import COVERAGE, RESOURCES
from highground.tables.posture import POLICIES, VERDICTS
from highground.tables.risk import FACTORS
from highground.tables.table import Table
from highground.tables.triage import RECOMMENDATIONS
from tests.tables import fill

Row = dict[str, Any]

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))
SHARED = Path(__file__).parents[2] / "../shared/product/vectors.json"

LEVELS = ("critical", "high", "medium", "low")
CONSTANTS = CloudScore()
FLAT = CloudScore(weight_low=1, weight_medium=1, weight_high=1, weight_very_high=1)


class Estate:
    """Rows of the tables that the score reads, put together resource by resource."""

    def __init__(self) -> None:
        self.rows: dict[str, tuple[Table, list[Row]]] = {
            table.name: (table, [])
            for table in (POLICIES, VERDICTS, RECOMMENDATIONS, RESOURCES, FACTORS, COVERAGE)
        }
        self.listed("A")

    def add(self, table: str, **row: Any) -> None:
        self.rows[table][1].append(row)

    def listed(self, account: str, outcome: str = "complete", environment: str = "AWS") -> None:
        self.add(
            "coverage",
            account=account,
            region="r",
            type="T",
            aspect="list",
            outcome=outcome,
            environment=environment,
        )

    def resource(
        self,
        id_: str,
        *statuses: str,
        criticality: str | None = "",
        account: str = "A",
        environment: str = "AWS",
    ) -> None:
        """A resource with a verdict each: a level is an open recommendation of that level.

        `high?` is one that is at least high. A criticality of None is one that nobody could read.
        """
        self.add("resources", id=id_, account=account, environment=environment)
        if criticality != "":
            self.add("factors", resource_id=id_, factor="critical", value=criticality)
        for n, status in enumerate(statuses):
            key = {"policy_id": f"{environment}-{n}", "resource_id": id_, "account": account}
            level = status.removesuffix("?").removesuffix("-exempted")
            opened = level in LEVELS
            self.add("verdicts", status="unhealthy" if opened else status, **key)
            self.policy(f"{environment}-{n}", environment=environment)
            if opened:
                self.add(
                    "recommendations",
                    risk_level=level,
                    at_least=status.endswith("?"),
                    status="exempted" if status.endswith("-exempted") else "unassigned",
                    **key,
                )

    def policy(self, id_: str, **more: Any) -> None:
        rows = self.rows["policies"][1]
        if all(row["id"] != id_ for row in rows):
            row = {
                "id": id_,
                "environment": "AWS",
                "view": "misconfiguration",
                "maturity": "ga",
                "applies_to": "T",
                "severity": "medium",
            }
            rows.append(row | more)

    def scores(
        self, con: DuckDBPyConnection | None = None, constants: CloudScore = CONSTANTS
    ) -> dict[tuple[str, str], Row]:
        """Rows of `scores` by scope and view."""
        con = con or duckdb.connect()
        for table, rows in self.rows.values():
            fill(con, table, *rows)
        found = scores(con, constants)
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
        return {(row["scope"], row["view"]): row for row in rows}


def whole(estate: Estate, constants: CloudScore = CONSTANTS) -> Row:
    return estate.scores(constants=constants)["", "all"]


def opened(counts: Sequence[int]) -> list[str]:
    """That many open recommendations of each level, and something healthy."""
    return ["healthy", *(level for level, n in zip(LEVELS, counts, strict=True) for _ in range(n))]


ASSETS = [each for each in VECTORS["cloudScore"] if "asset" in each]
MIXED = [each for each in VECTORS["cloudScore"] if "assets" in each]


@pytest.mark.parametrize("example", ASSETS, ids=[each["id"] for each in ASSETS])
def test_one_resource_scores_as_published(example: Row) -> None:
    estate = Estate()
    estate.resource("a", *opened([example[level] for level in LEVELS]))
    assert whole(estate)["score"] == pytest.approx(100 * example["asset"], abs=0.005)


@pytest.mark.parametrize("example", MIXED, ids=[each["id"] for each in MIXED])
def test_several_resources_score_as_published(example: Row) -> None:
    estate = Estate()
    for n, asset in enumerate(example["assets"]):
        level = {"VeryHigh": "very_high"}.get(asset["criticality"], asset["criticality"].lower())
        estate.resource(f"r{n}", *opened(asset["counts"]), criticality=level)
    row = whole(estate, FLAT if example["flat"] else CONSTANTS)
    assert row["score"] == row["low"] == pytest.approx(example["percent"], abs=0.005)
    assert row["resources"] == len(example["assets"])


@pytest.mark.skipif(not SHARED.exists(), reason="the fact sheets are not beside this checkout")
def test_the_examples_here_are_those_of_the_fact_sheet() -> None:
    facts = json.loads(SHARED.read_text(encoding="utf-8"))
    assert VECTORS["cloudScore"] == facts["cloudScore"]


def test_a_resource_of_which_nothing_is_known_is_counted_beside() -> None:
    estate = Estate()
    estate.resource("known", "healthy", "unknown")
    estate.resource("unknown", "unknown")
    row = whole(estate)
    assert (row["score"], row["resources"]) == (100, 1)
    assert (row["unknown_resources"], row["unknown"]) == (1, 2)
    assert row["low"] == 10


def test_the_lower_bound_takes_a_level_that_could_be_higher_as_critical() -> None:
    estate = Estate()
    estate.resource("r", "high?")
    row = whole(estate)
    assert (row["score"], row["low"], row["high"]) == (50, 10, 1)


def test_the_lower_bound_lets_the_worst_weigh_most_where_nobody_read_how_critical() -> None:
    estate = Estate()
    estate.resource("bad", "critical", criticality=None)
    estate.resource("good", "healthy", criticality=None)
    estate.resource("plain", "healthy")
    row = whole(estate)
    assert row["score"] == pytest.approx(70)
    assert row["low"] == pytest.approx(100 * (8 * 0.1 + 1 + 1) / 10)


@pytest.mark.parametrize("outcome", ["denied", "partial", "throttled", "failed", "unsupported"])
def test_a_type_that_was_not_listed_whole_leaves_no_lower_bound(outcome: str) -> None:
    estate = Estate()
    estate.resource("r", "healthy")
    estate.listed("B", outcome)
    found = estate.scores()
    assert (found["", "all"]["low"], found["", "all"]["unlisted"]) == (None, ["B T"])
    assert found["A", "all"]["low"] == 100
    assert found["B", "all"]["score"] is None


def test_a_type_that_nobody_looked_for_leaves_no_lower_bound() -> None:
    estate = Estate()
    estate.resource("r", "healthy")
    estate.policy("other", applies_to="U")
    assert whole(estate)["unlisted"] == ["A U"]


def test_a_service_that_is_not_enabled_holds_nothing_back() -> None:
    estate = Estate()
    estate.resource("r", "healthy")
    estate.listed("B", "not_enabled")
    assert (whole(estate)["low"], whole(estate)["unlisted"]) == (100, [])


def test_what_a_file_holds_besides_is_no_account() -> None:
    estate = Estate()
    estate.resource("r", "healthy")
    look = {"region": "rows.json", "type": "x", "aspect": "content", "outcome": "unsupported"}
    estate.add("coverage", account="", environment="AWS", **look)
    assert (whole(estate)["low"], whole(estate)["unlisted"]) == (100, [])


def test_an_account_that_owes_for_a_failed_listing_is_no_resource() -> None:
    estate = Estate()
    estate.resource("r", "healthy")
    estate.add("verdicts", policy_id="AWS-0", resource_id="A", account="A", status="unknown")
    row = whole(estate)
    assert (row["resources"], row["unknown_resources"], row["unknown"]) == (1, 0, 1)


def test_what_is_exempted_is_not_open() -> None:
    estate = Estate()
    estate.resource("r", "critical-exempted", "low")
    row = whole(estate)
    assert (row["score"], row["critical"], row["low_level"]) == (99, 0, 1)


def test_preview_policies_do_not_count() -> None:
    estate = Estate()
    estate.policy("AWS-1", maturity="preview")
    estate.resource("r", "healthy", "critical")
    assert (whole(estate)["score"], whole(estate)["critical"]) == (100, 0)


def test_a_recommendation_without_a_level_counts_by_its_severity() -> None:
    estate = Estate()
    estate.resource("r", "high")
    estate.rows["recommendations"][1][0]["risk_level"] = "not_evaluated"
    assert (whole(estate)["score"], whole(estate)["medium"]) == (90, 1)


def test_each_scope_and_view_has_its_own_score() -> None:
    estate = Estate()
    estate.listed("S", environment="Azure")
    estate.policy("AWS-1", view="vulnerability")
    estate.resource("r", "high", "critical")
    estate.resource("s", "healthy", account="S", environment="Azure")
    found = estate.scores()
    assert {scope for scope, _ in found} == {"", "AWS", "Azure", "A", "S"}
    assert found["A", "all"]["score"] == found["AWS", "all"]["score"] == 5
    assert found["A", "misconfiguration"]["score"] == 50
    assert found["A", "vulnerability"]["score"] == 10
    assert found["", "all"]["score"] == 52.5
    assert found["", "secret"]["score"] is None
    assert found["S", "vulnerability"]["resources"] == 0


def test_nothing_at_all_has_no_score() -> None:
    estate = Estate()
    estate.rows["coverage"][1].clear()
    assert [row["score"] for row in estate.scores().values()] == [None] * 4


def test_a_score_keeps_its_constants() -> None:
    estate = Estate()
    estate.resource("r", "healthy")
    assert json.loads(whole(estate)["constants"])["weight_very_high"] == 8


STATUSES = ("healthy", *reversed(LEVELS))
RESOURCE = st.tuples(
    st.lists(st.sampled_from(STATUSES), min_size=1, max_size=4),
    st.sampled_from(["", "low", "medium", "high", "very_high"]),
)
RESOURCES_DRAWN = st.lists(RESOURCE, min_size=1, max_size=4)


def of(resources: list[tuple[list[str], str | None]]) -> Row:
    estate = Estate()
    for n, (statuses, criticality) in enumerate(resources):
        estate.resource(f"r{n}", *statuses, criticality=criticality)
    return whole(estate)


@given(resources=RESOURCES_DRAWN, data=st.data())
@settings(max_examples=20, deadline=None)
def test_a_worse_level_never_raises_the_score(
    resources: list[tuple[list[str], str | None]], data: st.DataObject
) -> None:
    # R9 of the fact sheet; read backwards, to fix one never lowers it.
    before = of(resources)["score"]
    statuses = resources[data.draw(st.integers(0, len(resources) - 1))][0]
    n = data.draw(st.integers(0, len(statuses) - 1))
    statuses[n] = STATUSES[data.draw(st.integers(STATUSES.index(statuses[n]), len(LEVELS)))]
    assert of(resources)["score"] <= before


@given(resources=RESOURCES_DRAWN, data=st.data())
@settings(max_examples=25, deadline=None)
def test_less_evidence_never_raises_the_lower_bound(
    resources: list[tuple[list[str], str | None]], data: st.DataObject
) -> None:
    before = of(resources)["low"]
    fewer: list[tuple[list[str], str | None]] = []
    for statuses, criticality in resources:
        lost = data.draw(st.sampled_from(["no", "criticality"]))
        seen = [data.draw(st.sampled_from([each, "unknown", _lower(each)])) for each in statuses]
        fewer.append((seen, None if lost == "criticality" else criticality))
    assert of(fewer)["low"] <= before + 1e-3


def _lower(status: str) -> str:
    """A level without what raised it is a lower one, and marked so; a healthy verdict stays."""
    return status if status == "healthy" else "low?"
