"""The list as CSV, streamed: there is no limit on rows."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from fastapi.responses import StreamingResponse

from highground.web.answers.filters import Filters
from highground.web.answers.recommendations import Recommendation
from highground.web.choosing import chosen
from highground.web.columns import Columns

AT_ONCE = 10_000  # rows

# A spreadsheet takes a cell that begins with one of these for a formula, and names come from
# whoever may tag a resource.
FORMULA = r"^([=+\-@\t\r])"


def answer(columns: Columns, filters: Filters) -> StreamingResponse:
    """Every row that the filters leave, in page order."""
    found = chosen(columns, filters).select(list(Recommendation.model_fields))
    return StreamingResponse(
        _chunks(found),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="recommendations.csv"'},
    )


def _chunks(found: pl.DataFrame) -> Iterator[str]:
    yield (
        found.head(0)
        .drop("factors")
        .with_columns(factors=pl.lit(""))
        .select(found.columns)
        .write_csv()
    )
    for part in found.iter_slices(AT_ONCE):
        text = part.with_columns(pl.col("factors").list.join(" "))
        text = text.with_columns(
            pl.col(pl.Categorical, pl.String).cast(pl.String).str.replace(FORMULA, "'$1")
        )
        yield text.write_csv(include_header=False)
