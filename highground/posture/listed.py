"""The table of the policies in force: what other tables would otherwise repeat on every row."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pyarrow as pa
from duckdb import DuckDBPyConnection

from highground.ids import assessment_key
from highground.posture.policies import Policy
from highground.relevance import Relevance
from highground.tables.posture import POLICIES
from highground.tables.table import Relation


def policies_table(
    con: DuckDBPyConnection, policies: Sequence[Policy], relevance: Relevance
) -> Relation:
    """`policies`, one row each. A policy without its own relevance has that of its threats."""
    rows = [_row(policy, relevance) for policy in policies]
    types = {"JSON": pa.string(), "VARCHAR": pa.string(), "VARCHAR[]": pa.list_(pa.string())}
    schema = pa.schema([(name, types[type_]) for name, type_ in POLICIES.columns.items()])
    given = pa.Table.from_pylist(rows, schema)
    columns = ", ".join(
        f'"{name}"::{type_} AS "{name}"' for name, type_ in POLICIES.columns.items()
    )
    return POLICIES.check(con.from_arrow(given).project(columns))


def _row(policy: Policy, relevance: Relevance) -> dict[str, object]:
    factors = policy.relevance
    plain = policy.model_dump(include=set(POLICIES.columns), mode="json")
    return plain | {
        "environment": policy.environment,
        "standards": [f"{name}/{each}" for name, all_ in policy.standards.items() for each in all_],
        "assessment_key": policy.assessment_key or assessment_key(policy.id),
        "relevance": list(relevance.of(policy.threats) if factors is None else factors),
        "remediation": json.dumps(policy.remediation.model_dump()),
    }
