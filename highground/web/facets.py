"""The values of each filter with what they would give, the other filters being as they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

import polars as pl

from highground.posture.vocabulary import Tactic
from highground.web.answers.filters import Filters
from highground.web.answers.recommendations import Facets, FacetValue
from highground.web.choosing import PLAIN, keep, masks
from highground.web.columns import FACTORS, Columns

MOST = 100  # resources: a list of all of them is the list by resource
NAMES = ("view", "owner", *sorted(set(PLAIN) - {"policy_id", "resource_id"}))


def facets(columns: Columns, filters: Filters) -> Facets:
    """Count each facet without its own filter. Filters that are not set share one frame."""
    set_ = masks(columns, columns.open, filters)
    all_ = keep(columns.open, set_.values())

    def rest(name: str) -> pl.DataFrame:
        if name not in set_:
            return all_
        return keep(columns.open, [mask for each, mask in set_.items() if each != name])

    found = {name: _values(_counted(rest(name), name)) for name in NAMES}
    whole = FacetValue(value="all", label="all", count=sum(each.count for each in found["view"]))
    titles = dict(columns.policies.select("policy_id", "title").rows())
    resources = _counted(rest("resource_id"), "resource_id")
    return Facets.model_validate(
        found
        | {
            "view": [whole, *found["view"]],
            "policy_id": _values(_counted(rest("policy_id"), "policy_id"), titles),
            "resource_id": _values(resources, _names(columns, resources)),
            "factor": _factors(rest("factor")),
            "tactic": _tactics(columns, rest("tactic")),
        }
    )


def _counted(frame: pl.DataFrame, name: str) -> pl.DataFrame:
    """`value` and `count`: the most first, then in the order in which the list has them.

    Sorted by code: of fifty thousand ids as text that alone takes most of a second. Labels are
    looked up afterwards, never grouped on.
    """
    counted = (
        frame[name]
        .value_counts(name="count")
        .sort(pl.col("count"), pl.col(name).to_physical(), descending=[True, False])
    )
    return counted.head(MOST if name == "resource_id" else len(counted)).select(
        pl.col(name).cast(pl.String).fill_null("").alias("value"), "count"
    )


def _names(columns: Columns, resources: pl.DataFrame) -> dict[str, str]:
    rows = columns.open.filter(pl.col("resource_id").is_in(resources["value"].to_list()))
    return dict(rows.select(pl.col("resource_id", "resource_name").cast(pl.String)).rows())


def _values(counted: pl.DataFrame, labels: Mapping[str, str] | None = None) -> list[FacetValue]:
    known = labels or {}
    return [
        FacetValue(value=value, label=known.get(value, value), count=count)
        for value, count in counted.rows()
    ]


def _factors(frame: pl.DataFrame) -> list[FacetValue]:
    sums = frame.select(pl.col(each).sum() for each in FACTORS).row(0, named=True)
    return [FacetValue(value=each, label=each, count=sums[each]) for each in FACTORS if sums[each]]


def _tactics(columns: Columns, frame: pl.DataFrame) -> list[FacetValue]:
    """In the order of an attack. A recommendation counts for each of its policy's tactics."""
    by_policy = _counted(frame, "policy_id").rename({"value": "policy_id"})
    each = by_policy.join(columns.policies, on="policy_id").explode("tactics")
    counts = dict(each.group_by("tactics").agg(pl.col("count").sum()).rows())
    return [
        FacetValue(value=name, label=name, count=counts[name])
        for name in get_args(Tactic)
        if name in counts
    ]
