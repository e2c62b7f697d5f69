"""A page of the list in one of its three groupings."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from highground.errors import BadQuery
from highground.web.answers.filters import Asked
from highground.web.answers.recommendations import (
    AnyPage,
    FlatPage,
    Recommendation,
    ResourceGroup,
    ResourcePage,
    Title,
    TitlePage,
)
from highground.web.choosing import chosen, unknown
from highground.web.columns import FACTORS, Columns
from highground.web.paging import Turn
from highground.web.reading import Reader

LEVELS = ("critical", "high", "medium", "low", "not_evaluated")
STATUSES = ("unassigned", "on_time", "overdue", "exempted")

# What each sort goes by, by grouping. `risk` is page order and needs no entry.
FLAT_SORTS = {
    "title": "title",
    "resource_name": "resource_name",
    "resource_type": "resource_type",
    "environment": "environment",
    "account": "account",
    "severity": "severity_rank",
    "attack_paths": "attack_paths",
    "owner": "owner",
    "status": "status",
    "due_on": "due_on",
    "changed_at": "changed_at",
}
TITLE_SORTS = {
    "title": "title",
    "resource_type": "resource_type",
    "environment": "environment",
    "severity": "severity_rank",
    "attack_paths": "attack_paths",
    "count": "affected",
}
RESOURCE_SORTS = {
    "resource_name": "resource_name",
    "resource_type": "resource_type",
    "environment": "environment",
    "account": "account",
    "attack_paths": "attack_paths",
    "count": "recommendations",
}

# What all groups tell: the rows are in page order, so the first is the worst.
GROUPED = (
    pl.col("risk_level").first(),
    pl.col("level_rank").first(),
    # Nothing is above critical: a group that is so already cannot turn out worse.
    pl.col("at_least").any() & (pl.col("risk_level").first() != "critical"),
    pl.col("attack_paths").max(),
    *(pl.col(each).any() for each in FACTORS),
    *((pl.col("risk_level") == each).sum().alias(f"level_{each}") for each in LEVELS),
    *((pl.col("status") == each).sum().alias(f"status_{each}") for each in STATUSES),
)
SHARED_BY_TITLE = (
    "title",
    "severity",
    "severity_rank",
    "environment",
    "view",
    "category",
    "maturity",
)
SHARED_BY_RESOURCE = (
    "resource_name",
    "resource_type",
    "resource_group",
    "environment",
    "account",
    "scope_id",
    "region",
    "exposed",
)


def page(reading: Reader, asked: Asked) -> AnyPage:
    """The page that is asked for, from the edition that its cursor names."""
    list_ = asked.model_dump_json(exclude={"after", "limit"})
    turn = Turn(reading, list_, asked.after, asked.limit)
    return PAGES[asked.group](turn.reading.columns, asked, turn)


def _flat(columns: Columns, asked: Asked, turn: Turn) -> FlatPage:
    found = _sorted(chosen(columns, asked), asked.sort, FLAT_SORTS, ["place"])
    rows = found[turn.start : turn.start + turn.limit].to_dicts()
    return FlatPage(
        items=[Recommendation.model_validate(row) for row in rows],
        next=turn.next(len(found)),
        unknown=len(unknown(columns, asked)),
        total=len(found),
    )


def _titles(columns: Columns, asked: Asked, turn: Turn) -> TitlePage:
    shared = [pl.col(name).first() for name in SHARED_BY_TITLE]
    groups = chosen(columns, asked).group_by("policy_id", maintain_order=True)
    found = groups.agg(pl.len().alias("affected"), *shared, *GROUPED)
    found = found.with_columns(pl.col("policy_id").cast(pl.String)).join(
        columns.policies.select("policy_id", "judged", "unknown", resource_type="applies_to"),
        on="policy_id",
        how="left",
        maintain_order="left",
    )
    found = _sorted(found, asked.sort, TITLE_SORTS, ["title", "policy_id"])
    rows = found[turn.start : turn.start + turn.limit].to_dicts()
    return TitlePage(
        items=[Title.model_validate(_nested(row) | {"total": row["judged"]}) for row in rows],
        next=turn.next(len(found)),
        unknown=len(unknown(columns, asked)),
        total=len(found),
    )


def _resources(columns: Columns, asked: Asked, turn: Turn) -> ResourcePage:
    shared = [pl.col(name).first() for name in SHARED_BY_RESOURCE]
    owners = pl.col("owner").drop_nulls().unique().cast(pl.String).sort().alias("owners")
    groups = chosen(columns, asked).group_by("resource_id", maintain_order=True)
    found = groups.agg(pl.len().alias("recommendations"), owners, *shared, *GROUPED)
    unseen = columns.unknown.group_by("resource_id").agg(pl.len().alias("unknown"))
    found = found.join(unseen, on="resource_id", how="left", maintain_order="left")
    found = found.with_columns(pl.col("unknown").fill_null(0))
    found = _sorted(found, asked.sort, RESOURCE_SORTS, ["resource_name", "resource_id"])
    rows = found[turn.start : turn.start + turn.limit].to_dicts()
    return ResourcePage(
        items=[ResourceGroup.model_validate(_nested(row)) for row in rows],
        next=turn.next(len(found)),
        unknown=len(unknown(columns, asked)),
        total=len(found),
    )


PAGES: dict[str, Callable[[Columns, Asked, Turn], AnyPage]] = {
    "flat": _flat,
    "title": _titles,
    "resource": _resources,
}


def _sorted(frame: pl.DataFrame, sort: str, sorts: dict[str, str], ties: list[str]) -> pl.DataFrame:
    """`frame` in the order asked for; equal rows stay in page order."""
    name, down = sort.removeprefix("-"), sort.startswith("-")
    if name == "risk":
        if "place" in frame.columns:
            return frame.sort("place", descending=True) if down else frame
        worst = ["level_rank", "attack_paths"]
        return frame.sort(
            [*worst, *map(_text, ties)], descending=[not down] * 2 + [down] * len(ties)
        )
    if name not in sorts:
        raise BadQuery(f"this grouping cannot be sorted by {name}")
    by = sorts[name]
    key = _text(by) if frame.schema[by] == pl.Categorical else pl.col(by)
    return frame.sort(
        [key, *map(_tie, ties)], descending=[down] + [False] * len(ties), nulls_last=True
    )


def _tie(name: str) -> pl.Expr:
    return pl.col(name) if name == "place" else _text(name)


def _text(name: str) -> pl.Expr:
    """A coded column by its text: its codes are in the order in which they were met."""
    return pl.col(name).cast(pl.String)


def _nested(row: dict[str, object]) -> dict[str, object]:
    """A group's row as its shape: factors as a list, counts by level and status as objects."""
    return row | {
        "factors": [each for each in FACTORS if row[each]],
        "levels": {each: row[f"level_{each}"] for each in LEVELS},
        "statuses": {each: row[f"status_{each}"] for each in STATUSES},
    }
