"""The exposure stage: how far machines and data stores can be reached from the internet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain

import pyarrow as pa
from duckdb import DuckDBPyConnection

from highground.graph import (
    aws_machines,
    aws_stores,
    azure_machines,
    azure_stores,
    gcp_machines,
    gcp_stores,
)
from highground.graph.addresses import block
from highground.graph.estate import Estate
from highground.graph.gates import Trusted
from highground.graph.reach import Reach
from highground.tables.graph import EXPOSURE
from highground.tables.table import Relation

Reaches = Callable[[Estate, Trusted], Iterator[Reach]]

# The types that each part reads, and what it makes of them.
PARTS: tuple[tuple[tuple[str, ...], Reaches], ...] = (
    (aws_machines.TYPES, aws_machines.reaches),
    (aws_stores.TYPES, aws_stores.reaches),
    (azure_machines.TYPES, azure_machines.reaches),
    (azure_stores.TYPES, azure_stores.reaches),
    (gcp_machines.TYPES, gcp_machines.reaches),
    (gcp_stores.TYPES, gcp_stores.reaches),
)

TEXT = pa.string()
HOP = pa.struct([("resource_id", TEXT), ("path", TEXT), ("value", TEXT)])
TEXTS = pa.list_(TEXT)
RULE = pa.struct(
    [
        ("protocols", TEXTS),
        ("source_addresses", TEXTS),
        ("source_ports", TEXTS),
        ("destination_addresses", TEXTS),
        ("destination_ports", TEXTS),
        ("width", TEXT),
        ("via", pa.list_(HOP)),
    ]
)
SCHEMA = pa.schema(
    [
        ("resource_id", TEXT),
        ("scope_id", TEXT),
        ("account", TEXT),
        ("width", TEXT),
        ("anonymous", pa.bool_()),
        ("unencrypted", pa.bool_()),
        ("rules", pa.list_(RULE)),
        ("evidence", pa.list_(HOP)),
        ("missing", pa.list_(pa.struct([("aspect", TEXT), ("code", TEXT)]))),
    ]
)

ROWS_AT_ONCE = 10_000


def exposure(con: DuckDBPyConnection, trusted: Sequence[str] = ()) -> Relation:
    """Say of each machine and data store who on the internet can reach it, and how.

    Reads:  `resources`, `coverage`
    Gives:  `exposure`, one row per resource of a kind that is judged. `width` is NULL where
            something unseen decides; a narrow one that could be wider has `missing` beside it.
            Public addresses that are all `trusted` count as no exposure.
    Raises: nothing of its own
    Cost:   one pass over the resources of network, machine and store types; what stands in front
            of machines with equal groups and subnet is reckoned once

    Exposed is what the control plane makes public *and* the network lets through: a public address
    alone says nothing.

    Source: the two conditions, `wide` and `narrow` are Microsoft Defender for Cloud's; from how
    many addresses an exposure is wide is ours.
    """
    ranges = frozenset(filter(None, map(block, trusted)))
    made = chain.from_iterable(part(Estate(con, types), ranges) for types, part in PARTS)
    table = pa.Table.from_batches(_batches(made), SCHEMA)
    columns = ", ".join(
        f'"{name}"::{type_} AS "{name}"' for name, type_ in EXPOSURE.columns.items()
    )
    return EXPOSURE.check(con.from_arrow(table).project(columns))


def _batches(made: Iterable[Reach]) -> Iterator[pa.RecordBatch]:
    rows = []
    for each in made:
        rows.append(_row(each))
        if len(rows) == ROWS_AT_ONCE:
            yield pa.RecordBatch.from_pylist(rows, SCHEMA)
            rows = []
    yield pa.RecordBatch.from_pylist(rows, SCHEMA)


def _row(found: Reach) -> dict[str, object]:
    return {
        "resource_id": found.thing.id,
        "scope_id": found.thing.scope_id,
        "account": found.thing.account,
        "width": found.width,
        "anonymous": found.anonymous,
        "unencrypted": found.unencrypted,
        "rules": found.rules,
        "evidence": [hop._asdict() for hop in found.evidence],
        "missing": [each._asdict() for each in found.missing],
    }
