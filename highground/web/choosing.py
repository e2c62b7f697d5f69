"""Filters as masks over columns: one for each filter that is set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import and_, or_

import polars as pl

from highground.web.answers.filters import Filters
from highground.web.columns import Columns

OPEN_STATUSES = ("unassigned", "on_time", "overdue")

# Filters on one column of that name. The others are made below.
PLAIN = (
    "environment",
    "risk_level",
    "exposed",
    "category",
    "status",
    "severity",
    "maturity",
    "resource_type",
    "account",
    "due",
    "policy_id",
    "resource_id",
)
FACTS = (
    "view",
    "environment",
    "category",
    "severity",
    "maturity",
    "resource_type",
    "account",
    "policy_id",
    "resource_id",
    "tactic",
    "q",
)
"""Filters that an unknown verdict answers to: nobody knows its risk, status or due date."""

Masks = dict[str, pl.Expr]


def chosen(columns: Columns, filters: Filters) -> pl.DataFrame:
    """The rows of the list that the filters leave, in page order."""
    return keep(columns.open, masks(columns, columns.open, filters).values())


def unknown(columns: Columns, filters: Filters) -> pl.DataFrame:
    """The unknown verdicts that the filters leave, as far as filters can say anything of them."""
    found = masks(columns, columns.unknown, filters)
    return keep(columns.unknown, [mask for name, mask in found.items() if name in FACTS])


def keep(frame: pl.DataFrame, conditions: Iterable[pl.Expr]) -> pl.DataFrame:
    """The rows for which every condition holds."""
    every = list(conditions)
    return frame.filter(reduce(and_, every)) if every else frame


def masks(columns: Columns, frame: pl.DataFrame, filters: Filters) -> Masks:
    """A condition for each filter that is set; `status` always is, for exempted rows wait."""
    wanted: dict[str, Sequence[str]] = {name: getattr(filters, name) for name in PLAIN}
    wanted["status"] = filters.status or OPEN_STATUSES
    found = {name: pl.col(name).is_in(list(values)) for name, values in wanted.items() if values}
    made: dict[str, Callable[[], pl.Expr]] = {
        "view": lambda: pl.col("view") == filters.view,
        "factor": lambda: reduce(or_, [pl.col(each) for each in filters.factor]),
        "owner": lambda: _owner(filters.owner),
        "tactic": lambda: _tactic(columns, filters.tactic),
        "q": lambda: _search(frame, filters.q),
    }
    set_ = {**{name: bool(getattr(filters, name)) for name in made}, "view": filters.view != "all"}
    return found | {name: make() for name, make in made.items() if set_[name]}


def _owner(owners: Sequence[str]) -> pl.Expr:
    named = pl.col("owner").is_in([each for each in owners if each]).fill_null(False)
    return named | pl.col("owner").is_null() if "" in owners else named


def _tactic(columns: Columns, tactics: Sequence[str]) -> pl.Expr:
    any_ = reduce(or_, [pl.col("tactics").list.contains(each) for each in tactics])
    return pl.col("policy_id").is_in(columns.policies.filter(any_)["policy_id"].to_list())


def _search(frame: pl.DataFrame, text: str) -> pl.Expr:
    """Text in title or name. Titles are few, so they are searched once each."""
    titles = frame["title"].unique().cast(pl.String)
    found = titles.filter(titles.str.to_lowercase().str.contains(text.lower(), literal=True))
    name = pl.col("resource_name").str.to_lowercase().str.contains(text.lower(), literal=True)
    return pl.col("title").is_in(found.to_list()) | name
