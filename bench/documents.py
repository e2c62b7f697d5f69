"""Synthetic resources: the policies' own cases, mixed so that all their branches occur.

A document is one case of each policy of its type, laid over each other, with members around them
that no policy reads, to about a kilobyte as providers' documents have it. Each is another text, so
that nothing is parsed once for many. Equal seeds make equal files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from highground.posture.trial import Case, cases
from highground.runs.library import Library
from highground.snapshots import ROWS_PER_GROUP

DOCUMENT_BYTES = 1_000
VARIANTS = 200  # of each type
ACCOUNTS = 20
AT = "2026-01-05"

Document = dict[str, Any]


def write(library: Library, rows: int, seed: int, folder: Path) -> None:
    """Write `rows` resources below `folder`: a Parquet file of each type, equally many in each."""
    folder.mkdir(parents=True, exist_ok=True)
    types = sorted({policy.applies_to for policy in library.policies})
    for n, type_ in enumerate(types):
        of_type = rows // len(types) + (n < rows % len(types))
        dice = Random(f"{seed} {type_}")
        variants = list(_variants(library, type_, dice))
        table = _table(type_, variants, of_type, dice)
        file = folder / f"{n:03d}.parquet"
        pq.write_table(table, file, compression="zstd", row_group_size=ROWS_PER_GROUP)


def _variants(library: Library, type_: str, dice: Random) -> Iterator[Document]:
    groups = [
        cases(library.files[policy.id]) for policy in library.policies if policy.applies_to == type_
    ]
    for _ in range(VARIANTS):
        whole: Document = {"properties": {}, "aspects": {}, "tags": {}, "missing": []}
        for group in groups:
            _lay(whole, dice.choice(group))
        lacking = {each["aspect"] for each in whole["missing"]}
        whole["aspects"] = {k: v for k, v in whole["aspects"].items() if k not in lacking}
        size = len(json.dumps(whole["properties"])) + len(json.dumps(whole["aspects"]))
        whole["properties"] = _filled(whole["properties"], DOCUMENT_BYTES - size, dice)
        yield whole


def _lay(whole: Document, case: Case) -> None:
    """Lay one case over what there is, member by member."""
    for name in ("properties", "aspects", "tags"):
        for key, value in (getattr(case, name) or {}).items():
            held = whole[name].get(key)
            both = isinstance(held, dict) and isinstance(value, dict)
            whole[name][key] = {**held, **value} if both else value
    whole["missing"] += [each for each in case.missing if each not in whole["missing"]]


def _filled(document: Mapping[str, Any], size: int, dice: Random) -> Document:
    """The document with members that nobody reads before and behind what there is."""
    around: list[tuple[str, Any]] = []
    while size > 0:
        n = len(around)
        value: Any = {
            "id": f"{dice.getrandbits(64):016x}",
            "state": dice.choice(["Succeeded", "Enabled", "InProgress"]),
            "count": dice.randrange(1000),
            "list": [dice.random() < 0.5, None, f"10.{n}.0.0/16"],
        }
        around.append((f"unread{n}", value))
        size -= len(json.dumps(value)) + 12
    half = len(around) // 2
    return {**dict(around[:half]), **document, **dict(around[half:])}


def _table(type_: str, variants: list[Document], rows: int, dice: Random) -> pa.Table:
    """`rows` resources as the table `resources` has them, each with one of the variants."""
    which = pa.array([dice.randrange(len(variants)) for _ in range(rows)], pa.int32())
    number = pc.cast(pa.array(range(rows)), pa.string())
    accounts = pa.array([f"{100_000_000_000 + n % ACCOUNTS}" for n in range(rows)])
    missing = pa.array([each["missing"] for each in variants], MISSING)
    columns = {
        "id": pc.binary_join_element_wise(f"{type_}/resource-", number, ""),
        "name": pc.binary_join_element_wise("resource-", number, ""),
        "type": pa.array([type_] * rows),
        "properties": _texts([each["properties"] for each in variants], which, number),
        "tags": pa.array([json.dumps(each["tags"]) for each in variants]).take(which),
        "account": accounts,
        "region": pa.array(["global"] * rows),
        "scope_id": accounts,
        "aspects": _texts([each["aspects"] for each in variants], which, number),
        "missing": missing.take(which),
    }
    return pa.table(columns)


def _texts(documents: list[Document], which: pa.Array, number: pa.Array) -> pa.Array:
    """Each document as text, with a member of its own in front."""
    rest = [json.dumps(each, ensure_ascii=False)[1:] for each in documents]
    tails = pa.array([each if each == "}" else f", {each}" for each in rest]).take(which)
    return pc.binary_join_element_wise('{"serial": ', number, tails, "")


MISSING = pa.list_(pa.struct([("aspect", pa.string()), ("code", pa.string())]))
