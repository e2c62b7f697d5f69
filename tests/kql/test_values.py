"""DuckDB's values become JSON's, in KQL's spelling."""

import json
from typing import Any

import duckdb
import pytest

from highground.kql.values import ready


@pytest.mark.parametrize(
    ("sql", "wanted"),
    [
        ("NULL::JSON", None),
        ("'{\"a\": [1, null]}'::JSON", {"a": [1, None]}),
        ("['{\"a\": 1}'::JSON, NULL]", [{"a": 1}, None]),
        (
            "{'a': '\"x\"'::JSON, 'b': [DATE '2026-01-05']}",
            {"a": "x", "b": ["2026-01-05T00:00:00Z"]},
        ),
        ("MAP {'a': 1.5::DOUBLE}", {"a": 1.5}),
        ("NULL::INTEGER[]", None),
        ("[]::INTEGER[]", []),
        ("TIMESTAMP '2026-01-05 01:02:03.5'", "2026-01-05T01:02:03.500000Z"),
        ("DATE '2026-01-05'", "2026-01-05T00:00:00Z"),
        ("INTERVAL '36 hours'", "1.12:00:00"),
        ("INTERVAL '-90 seconds'", "-00:01:30"),
        ("INTERVAL '1500 milliseconds'", "00:00:01.5000000"),
        ("'NaN'::DOUBLE", "NaN"),
        ("'-Infinity'::DOUBLE", "-Infinity"),
        ("12345678901234567890.5::DECIMAL(38, 1)", "12345678901234567890.5"),
        ("'\\xAA'::BLOB", "qg=="),
        ("TRUE", True),
    ],
)
def test_a_value_is_fit_for_json(sql: str, wanted: Any) -> None:
    found = duckdb.connect().execute(f"SELECT {sql}")
    assert found.description
    [(value,)] = found.fetchall()
    made = ready(found.description[0][1])(value)
    assert made == wanted
    json.dumps(made, allow_nan=False)
