"""Files instead of a cloud: exports of resources and scanner reports, as one source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import ClassVar

from highground import content
from highground.errors import BadInput
from highground.inventory import azure_calls, azure_export, gcp_export, offline_aws, offline_formats
from highground.inventory.azure_calls import Aspects
from highground.inventory.collect import Coverage, Item, Outcome, Report
from highground.inventory.offline_files import (
    EXPORTS,
    OTHER,
    REPORTS,
    File,
    Files,
    complete_of,
    find,
    kind_of,
)
from highground.inventory.offline_ledger import Ledger, Reader
from highground.inventory.offline_shape import Shape, Start, shape, start
from highground.inventory.offline_survey import Complete, Export, Part
from highground.inventory.offline_text import whole

NOTHING = Start("", "utf-8", 0)
NO_SHAPE = Shape("", frozenset())
LEDGERS = {offline_aws.ENVIRONMENT: offline_aws.AwsLedger}
LAST = "what the files show"  # the unit that says so; each other unit is a file
CONTENT = "content"  # the aspect under which a file's own content is counted


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file turned out to be; `fault` if it cannot be read."""

    file: File
    kind: str = OTHER
    begin: Start = NOTHING
    outline: Shape = NO_SHAPE
    fault: BadInput | None = None


@dataclass
class OfflineSource:
    """Every file below `paths`; several exports of one environment count as one.

    `complete` says what an absent type means where no manifest does. `expected_types` by
    environment are those of which the coverage is to say how they were seen. What could not be
    read is among `errors`, one for each file, and the other files go on. Cost: exports are read
    twice, as streams; a stand-in for each id is kept in memory.
    """

    paths: Sequence[Path]
    complete: Complete = "present"
    expected_types: Mapping[str, frozenset[str]] = field(default_factory=dict)
    aspects: Aspects | None = None  # of Azure; by default those that ship
    errors: list[BadInput] = field(default_factory=list)
    kind: ClassVar[str] = "files"
    _counting: Lock = field(default_factory=Lock, repr=False)  # units are read side by side
    _counted: dict[str, Export] = field(default_factory=dict, repr=False)
    _reports: dict[str, tuple[datetime, str]] = field(default_factory=dict, repr=False)

    def units(self) -> Sequence[str]:
        """One for each file or what should be one, and a last one for what they show together."""
        return [*self._files.faults, *self._files.found, LAST]

    def expected(self, unit: str, at: datetime) -> Iterator[Coverage]:
        """What a manifest says that the files are of, as failed looks at each expected type."""
        if unit != LAST:
            return
        for file in self._files.found.values():
            environment = file.manifest.environment or ""
            for account in file.manifest.scope:
                for type_ in sorted(self.expected_types.get(environment, ())):
                    yield Coverage(
                        account=account,
                        region="global",
                        type=type_,
                        aspect="list",
                        outcome=Outcome.FAILED,
                        code="NotRead",
                        count=0,
                        looked_at=file.manifest.taken_at or at,
                        environment=environment,
                        source=f"{environment.lower()}-export",
                    )

    def collect(self, unit: str, at: datetime) -> Iterator[Item]:
        """Read one file, or raise the `BadInput` that is wrong with it."""
        if unit in self._files.faults:
            raise self._files.faults[unit]
        exports = self._exports(at)
        if unit == LAST:
            yield from self._shown(exports, at)
            return
        seen = self._seen[unit]
        if seen.fault:
            raise seen.fault
        if seen.kind in exports:
            yield from self._export(seen, exports[seen.kind], at)
        elif seen.kind in REPORTS:
            yield from self._report(seen, at)
        else:
            for name, count in self._or_fault(seen):
                yield self._content(seen, ("", name, "NotUnderstood"), count, at)

    @cached_property
    def _files(self) -> Files:
        files = find([Path(each) for each in self.paths])
        self.errors.extend(files.faults.values())
        return files

    @cached_property
    def _readers(self) -> dict[str, Reader]:
        aspects = self.aspects
        if aspects is None:
            folder = content.root() / "collectors" / "azure"
            aspects = azure_calls.load(sorted(folder.glob("*.yaml")))
        return {
            azure_export.ENVIRONMENT: azure_export.Reader(aspects),
            gcp_export.ENVIRONMENT: gcp_export.Reader(),
            offline_aws.ENVIRONMENT: offline_aws.Reader(),
        }

    @cached_property
    def _seen(self) -> dict[str, Seen]:
        """What each file is. It is looked at once."""
        return {unit: self._look(file) for unit, file in self._files.found.items()}

    def _look(self, file: File) -> Seen:
        try:
            begin = start(file.path)
            outline = shape(begin.text)
            return Seen(file, kind_of(file, begin, outline), begin, outline)
        except BadInput as error:
            self.errors.append(error)
            return Seen(file, file.manifest.environment or OTHER, fault=error)

    def _exports(self, at: datetime) -> dict[str, Export]:
        """All files of each environment, counted once."""
        with self._counting:
            if not self._counted:
                self._count(at)
        return self._counted

    def _count(self, at: datetime) -> None:
        parts: dict[str, list[Part]] = {each: [] for each in EXPORTS}
        for unit, seen in self._seen.items():
            if seen.kind in parts and not seen.fault:
                parts[seen.kind] += self._survey(unit, seen, at)
            elif seen.kind in REPORTS and not seen.fault:
                self._newest(unit, seen, at)
        self._counted.update({each: Export(each, parts[each]) for each in parts})

    def _newest(self, unit: str, seen: Seen, at: datetime) -> None:
        """Of several reports on one target only the newest says what is there now."""
        try:
            reports = [each for each in self._items(seen, at) if isinstance(each, Report)]
        except BadInput as error:
            self._fail(unit, seen, error)
            return
        for report in reports:
            other = self._reports.get(report.id)
            if other is None or report.taken_at >= other[0]:
                self._reports[report.id] = report.taken_at, unit

    def _survey(self, unit: str, seen: Seen, at: datetime) -> Iterator[Part]:
        try:
            survey = self._readers[seen.kind].survey(seen.file.path, seen.begin, seen.outline)
        except BadInput as error:
            self._fail(unit, seen, error)
            return
        taken_at = seen.file.manifest.taken_at or at
        yield Part(unit, survey, complete_of(seen.file, self.complete), taken_at)

    def _fail(self, unit: str, seen: Seen, error: BadInput) -> None:
        self.errors.append(error)
        self._seen[unit] = Seen(seen.file, seen.kind, seen.begin, seen.outline, error)

    def _export(self, seen: Seen, export: Export, at: datetime) -> Iterator[Item]:
        """The resources of one file, and what else is in it."""
        unit = seen.file.unit
        [survey] = [part.survey for part in export.parts if part.unit == unit]
        shown = 0
        for raw in self._readers[seen.kind].read(seen.file.path, seen.begin, unit, export):
            shown += 1
            yield raw
        for (account, name, code), count in sorted(survey.odd.items()):
            yield self._content(seen, (export.account(account), name, code), count, at)
        if again := export.repeated(unit):
            yield self._content(seen, ("", "records of an id again", "SameId"), again, at)
        yield self._content(seen, ("", survey.source, ""), shown, at)

    def _report(self, seen: Seen, at: datetime) -> Iterator[Item]:
        """One scanner's report, as far as no newer one replaces it."""
        older = 0
        for item in self._items(seen, at):
            id_ = item.id if isinstance(item, Report) else getattr(item, "report_id", "")
            if not id_ or self._reports[id_][1] == seen.file.unit:
                yield item
            else:
                older += isinstance(item, Report)
        if older:
            yield self._content(seen, ("", "reports on a target again", "SameId"), older, at)

    def _items(self, seen: Seen, at: datetime) -> Iterator[Item]:
        """What a scanner's file holds, read whole: it names its target at either end."""
        scanner = REPORTS[seen.kind]
        file, said = seen.file, seen.file.said
        document = whole(file.path, seen.begin)
        resource = said.resource if said else None
        yield from scanner.read(document, file.path.name, resource, file.manifest.taken_at or at)
        for name, count in sorted(scanner.odd(document).items()):
            yield self._content(seen, ("", name, "NotUnderstood"), count, at)

    def _or_fault(self, seen: Seen) -> Iterator[tuple[str, int]]:
        try:
            yield from offline_formats.others(seen.file.path, seen.begin, seen.outline)
        except BadInput as error:
            self._fail(seen.file.unit, seen, error)
            raise

    def _shown(self, exports: Mapping[str, Export], at: datetime) -> Iterator[Coverage]:
        for environment, export in exports.items():
            files = [each for each in self._seen.values() if each.kind == environment]
            scope = {
                account: complete_of(each, self.complete)
                for each in self._files_of(environment)
                for account in each.manifest.scope
            }
            if not files and not scope:
                continue
            ledger = LEDGERS.get(environment, Ledger)(
                export=export,
                reader=self._readers[environment],
                source=EXPORTS[environment].SOURCE,
                expected=frozenset(self.expected_types.get(environment, ())),
                scope=scope,
                broken=any(each.fault for each in files),
                at=max((part.at for part in export.parts), default=at),
            )
            yield from ledger.looks()

    def _files_of(self, environment: str) -> list[File]:
        found = [each for each in self._seen.values() if each.kind == environment]
        return [
            each.file
            for each in self._seen.values()
            if each.file.manifest.environment == environment or each in found
        ]

    def _content(
        self, seen: Seen, what: tuple[str, str, str], count: int, at: datetime
    ) -> Coverage:
        """How much of something a file holds. With a code it is something we leave aside."""
        account, name, code = what
        return Coverage(
            account=account,
            region=seen.file.unit,
            type=name,
            aspect=CONTENT,
            outcome=Outcome.UNSUPPORTED if code else Outcome.COMPLETE,
            code=code,
            count=count,
            looked_at=seen.file.manifest.taken_at or at,
            environment=seen.kind if seen.kind in EXPORTS else "",
            source=f"{seen.kind.lower()}-export" if seen.kind in EXPORTS else seen.kind,
        )
