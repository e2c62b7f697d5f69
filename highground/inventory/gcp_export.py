"""Google Cloud handed over as files of `gcloud asset export`: resources and IAM policies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from highground.inventory import gcp_assets
from highground.inventory.collect import Missing, Raw
from highground.inventory.gcp_assets import (
    IAM_POLICY,
    NOT_UNDERSTOOD,
    account_of,
    data_of,
    is_project,
    normal,
    project_of,
    raw,
)
from highground.inventory.offline_shape import Shape, Start
from highground.inventory.offline_survey import (
    NOT_IN_EXPORT,
    Complete,
    Export,
    Key,
    Survey,
)
from highground.inventory.offline_text import Record, records

ENVIRONMENT = gcp_assets.ENVIRONMENT
SOURCE = "gcp-export"
TYPES = frozenset(["asset_type", "assetType"])


def recognises(outline: Shape) -> bool:
    """Is this records of Cloud Asset Inventory, bare or in a REST answer?"""
    if "name" in outline.keys and outline.keys & TYPES:
        return True
    return bool(outline.inner.get("assets", frozenset()) & TYPES) or (
        "assets" in outline.lists and "readTime" in outline.keys
    )


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads such files, joining what several say of one asset."""

    def survey(self, file: Path, begin: Start, _outline: Shape) -> Survey:
        """Count what the file holds. Raises `BadInput` if it cannot be read to its end."""
        found = Survey(ENVIRONMENT, SOURCE)
        for number, (_, record) in enumerate(records(file, begin)):
            asset = normal(record)
            name, type_ = asset.get("name"), asset.get("asset_type")
            if not (isinstance(name, str) and name and isinstance(type_, str) and type_):
                found.odd["", str(type_ or "asset"), "NoId"] += 1
                if type_:
                    found.gaps["", str(type_)] = "NoId"
                continue
            self._count(found, number, asset)
        return found

    def _count(self, found: Survey, number: int, asset: Record) -> None:
        account, type_, name = account_of(asset), asset["asset_type"], asset["name"]
        if project := project_of(asset):
            found.names[project[0]] = project[1]
        if is_project(account):
            found.accounts.add(account)
        for content in NOT_UNDERSTOOD:
            if content in asset:
                found.odd[account, content, "NotUnderstood"] += 1
        if isinstance(asset.get("iam_policy"), dict):
            found.documents[name.lower()] = {IAM_POLICY: asset["iam_policy"]}
        if data_of(asset) is not None:
            found.count((account, type_), name, number)
        elif shows_asset(asset):
            found.mention((account, type_), name, number)

    def read(self, file: Path, begin: Start, unit: str, export: Export) -> Iterator[Raw]:
        """Every asset that this file is to show."""
        [part] = [part for part in export.parts if part.unit == unit]
        for number, (_, record) in enumerate(records(file, begin)):
            asset = normal(record)
            name = asset.get("name")
            if not (isinstance(name, str) and isinstance(asset.get("asset_type"), str)):
                continue
            if export.yields(unit, part.survey, name, number):
                yield self._filled(asset, export, part.complete)
            elif export.mentions(unit, part.survey, name, number):
                found = self._filled(asset, export, part.complete)
                unseen = Missing("list", NOT_IN_EXPORT)
                yield replace(found, tags=None, missing=(unseen, *found.missing))

    def _filled(self, asset: Record, export: Export, complete: Complete) -> Raw:
        """With its IAM policy: an export of policies leaves out assets that have none."""
        account = export.account(account_of(asset))
        found = raw(asset, account)
        documents = export.documents.get(found.id.lower())
        if documents is not None:
            return replace(found, aspects=documents)
        if self.empty(export, (account, found.type), IAM_POLICY, complete):
            return replace(found, aspects={IAM_POLICY: {}})
        return replace(found, missing=(Missing(IAM_POLICY, NOT_IN_EXPORT),))

    def asked(self, _type: str) -> Sequence[str]:
        """The aspects of a type."""
        return [IAM_POLICY]

    def empty(self, export: Export, key: Key, aspect: str, complete: Complete) -> bool:
        """Is an aspect that the export does not show seen to be empty?"""
        if complete == "present":
            return not export.having[aspect].isdisjoint(export.all_ids(key))
        return complete == "all"


def shows_asset(asset: Mapping[str, object]) -> bool:
    """Does a record without the resource itself say that it exists? One about a policy that
    hangs on an organization says it only in passing."""
    return "iam_policy" in asset or not any(content in asset for content in NOT_UNDERSTOOD)
