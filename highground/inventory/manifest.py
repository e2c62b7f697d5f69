"""What people say about the files they hand over: `manifest.yaml`, in the same folder."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from pydantic import BaseModel, Field, TypeAdapter, field_validator

from highground import content
from highground.errors import At, BadInput
from highground.inventory.offline_survey import Complete

NAME = "manifest.yaml"


class Said(BaseModel, frozen=True, extra="forbid"):
    """Which resource a scanner report is about, and what made it if it does not say so itself."""

    file: str
    resource: str = Field(min_length=1)
    scanner: str | None = Field(None, pattern="^(trivy|gitleaks)$")


class Manifest(BaseModel, frozen=True, extra="forbid"):
    """What holds for all files in the folder and below it.

    `scope` names the accounts that the files are of, so that one of which nothing is there is seen
    to be empty or missing. `complete` says how much an absent type means: `all` that there is
    none, `present` that only types that occur were listed, `none` that not even those were.
    """

    environment: str | None = Field(None, pattern="^(Azure|AWS|GCP)$")
    scope: tuple[str, ...] = ()
    taken_at: datetime | None = None
    complete: Complete | None = None
    reports: tuple[Said, ...] = ()

    @field_validator("scope", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value

    @field_validator("taken_at")
    @classmethod
    def _utc(cls, value: datetime | None) -> datetime | None:
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)


EMPTY = Manifest()
FILE = TypeAdapter(Manifest)


def load(file: Path) -> Manifest:
    """Read one manifest, or raise `BadInput` at the first line that is wrong."""
    try:
        found = content.read(file, FILE, BadInput)
    except UnicodeDecodeError as error:
        raise BadInput(At(file, 1), f"not UTF-8 text at byte {error.start}") from error
    for said in found.reports:
        if not (file.parent / said.file).is_file():
            raise BadInput(
                At(file, _line(file, said.file)),
                f"reports: there is no file {said.file!r} beside it; correct the name",
            )
    return found


def _line(file: Path, word: str) -> int:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if word in line), 1)
