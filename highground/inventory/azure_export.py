"""Azure handed over as a file: rows of Resource Graph, or answers of ARM."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jmespath

from highground.errors import At, BadInput
from highground.inventory.azure_calls import Aspect, Aspects
from highground.inventory.azure_rows import (
    SUBSCRIPTION,
    account_of,
    concluded,
    full_id,
    implied_type,
    raw,
    type_of,
)
from highground.inventory.collect import Missing, Raw
from highground.inventory.offline_shape import START, Shape, Start
from highground.inventory.offline_survey import (
    NOT_COMPLETE,
    NOT_IN_EXPORT,
    Children,
    Complete,
    Export,
    Key,
    Survey,
)
from highground.inventory.offline_text import Record, prefix_of, records

ENVIRONMENT = "Azure"
SOURCE = "azure-export"

# What an answer says of itself when it is not the last page.
CUT = {
    "MorePages": re.compile(r'"(?:\$?skipToken|skip_token|nextLink|@odata\.nextLink)"\s*:\s*"[^"]'),
    "ResultTruncated": re.compile(r'"resultTruncated"\s*:\s*"?true', re.IGNORECASE),
}
TOTAL = re.compile(r'"total(?:_r|R)ecords"\s*:\s*(\d+)')

CHILD = frozenset(["id", "name", "type", "kind", "location", "sku", "properties"])


def recognises(outline: Shape) -> bool:
    """Is this rows of Resource Graph, or a document or a list of ARM?"""
    if outline.top == "{" and "data" in outline.keys and _is_table(outline):
        return True
    if {"id", "name", "type"} <= outline.keys or {"id", "subscriptionId"} <= outline.keys:
        return not outline.keys & {"asset_type", "assetType", "arn"}
    wrapped = [outline.inner.get(key, frozenset()) for key in ("data", "value")]
    if any({"id", "type"} <= keys or {"id", "subscriptionId"} <= keys for keys in wrapped):
        return True
    empty = {"data", "value"} & outline.lists
    pages = {"count", "total_records", "totalRecords", "nextLink", "skip_token", "$skipToken"}
    return bool(empty) and (outline.keys <= empty or bool(outline.keys & pages))


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads such files; `aspects` says which children are an aspect of their parent."""

    aspects: Aspects

    def survey(self, file: Path, begin: Start, outline: Shape) -> Survey:
        """Count what the file holds. Raises `BadInput` if it cannot be read to its end."""
        if _is_table(outline):
            raise BadInput(
                At(file, 1),
                "Resource Graph's answer is a table; ask for resultFormat objectArray,"
                " as `az graph query` does",
            )
        found = Survey(ENVIRONMENT, SOURCE)
        children = _children(self.aspects)
        for number, (_, row) in enumerate(records(file, begin)):
            found.rows += 1
            self._count(found, number, row)
            if place := full_id(row) or _place(row, number):
                _keep(found, children, place, row, number)
            else:
                found.adrift |= _adrift(children, type_of(row))
        around = _around(file, begin, outline)
        total = TOTAL.search(around)
        found.total = int(total.group(1)) if total else found.rows
        found.cut = next((code for code, sign in CUT.items() if sign.search(around)), "")
        return found

    def _count(self, found: Survey, number: int, row: Record) -> None:
        type_ = type_of(row)
        if conclusion := concluded(row):
            found.odd[account_of(row, ""), conclusion, "NotAResource"] += 1
        elif not full_id(row):
            account = account_of(row, "")
            found.odd[account, type_, "NoId"] += 1
            found.gaps[account, type_] = "NoId"
        else:
            account = account_of(row)
            if SUBSCRIPTION.match(full_id(row)) or row.get("subscriptionId"):
                found.accounts.add(account)
            found.count((account, type_), full_id(row), number)

    def read(self, file: Path, begin: Start, unit: str, export: Export) -> Iterator[Raw]:
        """Every resource that this file is to show."""
        [part] = [part for part in export.parts if part.unit == unit]
        for number, (_, row) in enumerate(records(file, begin)):
            id_ = full_id(row)
            if id_ and not concluded(row) and export.yields(unit, part.survey, id_, number):
                yield self._filled(raw(row), export, part.complete)

    def _filled(self, found: Raw, export: Export, complete: Complete) -> Raw:
        """With the aspects whose documents the export holds; the others were not asked for."""
        documents = export.documents.get(found.id.lower(), {})
        aspects, missing = dict[str, Any](), list[Missing]()
        for each in self.aspects.get(found.type, ()):
            if each.list and complete == "none":
                missing.append(Missing(each.key, NOT_COMPLETE))
            elif each.key in documents:
                value = documents[each.key]
                aspects[each.key] = list(value.values()) if each.list else value
            elif each.list and complete == "all":
                aspects[each.key] = []
            else:
                missing.append(Missing(each.key, NOT_IN_EXPORT))
        return replace(found, aspects=aspects, missing=tuple(missing))

    def asked(self, type_: str) -> Sequence[str]:
        """The aspects of a type."""
        return [each.key for each in self.aspects.get(type_, ())]

    def empty(self, _export: Export, key: Key, aspect: str, complete: Complete) -> bool:
        """Is an aspect that the export does not show seen to be empty? A list without elements is,
        in an export of everything; one document that is left out says nothing."""
        lists = {each.key for each in self.aspects.get(key[1], ()) if each.list}
        return complete == "all" and aspect in lists


def _is_table(outline: Shape) -> bool:
    return {"columns", "rows"} <= outline.inner.get("data", frozenset())


Places = dict[tuple[str, bool], dict[str, Aspect]]  # path and list, to type and aspect


def _children(aspects: Aspects) -> Places:
    places: Places = {}
    for type_, asked in aspects.items():
        for each in asked:
            places.setdefault((each.path.lower(), each.list), {})[type_] = each
    return places


def _place(row: Record, number: int) -> str:
    """Where a row without an id stands, if it names its parent."""
    parent, type_ = full_id({"id": row.get("parentId")}), type_of(row)
    if not parent:
        return ""
    above = implied_type(parent) + "/"
    below = type_.removeprefix(above) if type_.startswith(above) else f"providers/{type_}"
    name = str(row.get("name") or number).rsplit("/", 1)[-1]
    return f"{parent}/{below}/{name}"


def _adrift(places: Places, type_: str) -> set[str]:
    """The aspects that a row belongs to whose parent nobody can tell: they are not whole."""
    above, _, last = type_.rpartition("/")
    child = places.get((f"/{last}", True), {}).get(above)
    extensions = places.get((f"/providers/{type_}", True), {}).values()
    return {each.key for each in (child, *extensions) if each}


def _keep(found: Survey, places: Places, id_: str, row: Record, number: int) -> None:
    """Remember a row that is an aspect of another resource: a child two, an extension four down."""
    steps = id_.lower().split("/")
    for length in (2, 4):
        parent, below = "/".join(steps[:-length]), steps[-length:]
        for path, is_list in (("/".join(below), False), ("/".join(below[:-1]), True)):
            aspect = places.get((f"/{path}", is_list), {}).get(implied_type(parent))
            if aspect is None:
                continue
            kept = found.documents.setdefault(parent, {})
            if is_list:
                child = {key: value for key, value in row.items() if key in CHILD}
                # without ids of their own, two of one name are two
                own = id_.lower() if full_id(row) else f"{id_.lower()}#{number}"
                kept.setdefault(aspect.key, Children())[own] = child
            else:
                document = jmespath.search(aspect.result, row)
                kept[aspect.key] = {} if document is None else document


def _around(file: Path, begin: Start, outline: Shape) -> str:
    """What the file says before its list of rows and after it."""
    if outline.top != "{" or not prefix_of(outline):
        return ""
    with file.open("rb") as raw_bytes:
        raw_bytes.seek(max(0, begin.size - START))
        end = raw_bytes.read().decode(begin.encoding.removesuffix("-sig"), "replace")
    return begin.text.partition("[")[0] + end.rpartition("]")[2]
