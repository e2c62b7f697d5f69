"""Find the files that people hand over, what a manifest says of each, and what each one is."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from highground.errors import At, BadInput
from highground.inventory import (
    azure_export,
    gcp_export,
    manifest,
    offline_aws,
    reports_gitleaks,
    reports_trivy,
)
from highground.inventory.collect import Finding, Report
from highground.inventory.manifest import EMPTY, Manifest, Said
from highground.inventory.offline_shape import Shape, Start
from highground.inventory.offline_survey import Complete


class ReportFormat(Protocol):
    """A module that understands the reports of one scanner."""

    SCANNER: str

    def recognises(self, outline: Shape) -> bool:
        """Does a file begin like such a report?"""

    def read(
        self, document: Any, file: str, resource: str | None, at: datetime
    ) -> Iterator[Report | Finding]:
        """The reports in a document and what they found."""

    def odd(self, document: Any) -> Counter[str]:
        """What else it holds, by name."""


class ExportFormat(Protocol):
    """A module that understands the exports of one environment."""

    ENVIRONMENT: str
    SOURCE: str

    def recognises(self, outline: Shape) -> bool:
        """Does a file begin like such an export?"""


REPORT_FORMATS: tuple[ReportFormat, ...] = (reports_trivy, reports_gitleaks)
EXPORT_FORMATS: tuple[ExportFormat, ...] = (offline_aws, gcp_export, azure_export)
REPORTS = {each.SCANNER: each for each in REPORT_FORMATS}
EXPORTS = {each.ENVIRONMENT: each for each in EXPORT_FORMATS}
OTHER = "other"


@dataclass(frozen=True, slots=True)
class File:
    """One file: the unit that reads it, and what its folder's manifest says."""

    unit: str
    path: Path
    manifest: Manifest = EMPTY
    said: Said | None = None


@dataclass(slots=True)
class Files:
    """All files below some paths, by unit, and what cannot be one: its unit fails."""

    found: dict[str, File] = field(default_factory=dict)
    faults: dict[str, BadInput] = field(default_factory=dict)
    _manifests: dict[Path, Manifest] = field(default_factory=dict)

    def add(self, path: Path) -> None:
        """A file, or every file in a folder and below it; hidden ones are left out."""
        if path.is_dir():
            top = path.resolve()
            for file in _walk(path):
                self._file(file, f"{top.name}/{file.relative_to(path).as_posix()}", top)
        elif path.is_file():
            self._file(path, path.name, path.resolve().parent)
        else:
            problem = "no such file or folder; correct the path"
            self.faults[path.as_posix()] = BadInput(At(path, 1), problem)

    def _file(self, path: Path, unit: str, top: Path) -> None:
        holding = self._manifest(path.resolve().parent, top)
        said = {
            (folder / each.file).resolve(): each
            for folder, known in self._manifests.items()
            for each in known.reports
        }
        unit = path.as_posix() if unit in self.found else unit
        self.found[unit] = File(unit, path, holding, said.get(path.resolve()))

    def _manifest(self, folder: Path, top: Path) -> Manifest:
        """The manifest of a folder, else of the nearest one above it up to `top`."""
        if folder not in self._manifests:
            file = folder / manifest.NAME
            if file.is_file():
                self._manifests[folder] = self._read(file)
            elif folder in (top, folder.parent):
                return EMPTY
            else:
                return self._manifest(folder.parent, top)
        return self._manifests[folder]

    def _read(self, file: Path) -> Manifest:
        try:
            return manifest.load(file)
        except BadInput as error:
            # what it would have said is not known: then nothing counts as complete
            self.faults[file.as_posix()] = error
            return Manifest(complete="none")


def _walk(folder: Path) -> Iterator[Path]:
    for here, folders, names in os.walk(folder, followlinks=False):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(names):
            file = Path(here, name)
            if not name.startswith(".") and name != manifest.NAME and file.is_file():
                yield file


def kind_of(file: File, begin: Start, outline: Shape) -> str:
    """An environment, a scanner, or `other`.

    An empty list may be anything: it is what the manifest says, or what the names of the file and
    its folder say, else other.
    """
    for environment, module in EXPORTS.items():
        if module.recognises(outline):
            return environment
    for scanner, report in REPORTS.items():
        if report.recognises(outline):
            return scanner
    if begin.text.strip() in ("[]", "null"):
        return _empty(file)
    return OTHER


def _empty(file: File) -> str:
    if file.said:
        if not file.said.scanner:
            raise BadInput(
                At(file.path, 1),
                "an empty report does not say which scanner made it; add `scanner: trivy` or"
                f" `scanner: gitleaks` to its entry in {manifest.NAME}",
            )
        return file.said.scanner
    names = f"{file.path.resolve().parent.name}/{file.path.name}".lower()
    for scanner in REPORTS:
        if scanner in names:
            return scanner
    environment = file.manifest.environment or OTHER
    return environment if environment in EXPORTS else OTHER


def complete_of(file: File, otherwise: Complete) -> Complete:
    """How complete a file is: as its manifest says, else as whoever hands it over says."""
    return file.manifest.complete or otherwise


def find(paths: Sequence[Path]) -> Files:
    """All files below `paths`. What cannot be used is among its `faults`."""
    files = Files()
    for path in paths:
        files.add(path)
    return files
