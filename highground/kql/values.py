"""DuckDB's values as JSON's: what a KQL result looks like on the wire."""

from __future__ import annotations

import json
import math
from base64 import b64encode
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from duckdb_kql.types import kusto_type

Ready = Callable[[Any], Any]


def ready(type_: Any) -> Ready:
    """What makes values of a DuckDB type fit for JSON. A null stays null."""
    if str(type_) == "JSON":
        return _document
    if kusto_type(str(type_)) == "dynamic":
        return _composite(type_)
    return _scalar


def _document(text: str | None) -> Any:
    return None if text is None else _finite(json.loads(text))


def _composite(type_: Any) -> Ready:
    """A list, struct or map; JSON inside it is text to DuckDB's client."""
    kinds = {name: ready(each) for name, each in type_.children if not isinstance(each, int)}
    match type_.id:
        case "struct":
            return lambda value: value and {key: kinds[key](each) for key, each in value.items()}
        case "map":
            return lambda value: (
                value and {str(key): kinds["value"](each) for key, each in value.items()}
            )
        case _:
            inner = kinds["child"]
            return lambda value: value and [inner(each) for each in value]


def _scalar(value: Any) -> Any:
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return _finite(value)
        case datetime():
            return value.replace(tzinfo=None).isoformat() + "Z"
        case date():
            return value.isoformat() + "T00:00:00Z"
        case timedelta():
            return _timespan(value)
        case Decimal():
            return format(value, "f")  # JSON's numbers would lose its digits
        case bytes():
            return b64encode(value).decode()
    return str(value)


def _finite(value: Any) -> Any:
    """JSON has no NaN and no infinity; KQL writes them as text."""
    if not isinstance(value, float) or math.isfinite(value):
        return value
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def _timespan(value: timedelta) -> str:
    """As KQL writes it: `[-][d.]hh:mm:ss[.fffffff]`."""
    sign, value = ("-", -value) if value < timedelta(0) else ("", value)
    seconds = value.seconds
    clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    days = f"{value.days}." if value.days else ""
    fraction = f".{value.microseconds:06}0" if value.microseconds else ""
    return f"{sign}{days}{clock}{fraction}"
