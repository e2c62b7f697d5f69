"""JSON as the tables hold it: text in a column, a value in an answer."""

from __future__ import annotations

import json
from typing import Any


def parsed(value: object) -> Any:
    """The value of a JSON column. Text that a provider cut short stays text."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
