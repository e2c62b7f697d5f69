"""The policy files as people wrote them: a policy's page shows its text, clauses and cases."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

ID = re.compile(r"^id:\s*[\"']?([a-z0-9-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Written:
    """One policy file."""

    file: str  # within the folder
    text: str
    cases: str | None
    not_applicable_when: tuple[str, ...]
    unhealthy_when: tuple[str, ...]
    kql: str | None
    description: str

    @property
    def clauses(self) -> tuple[str, ...]:
        """In the order in which they decide, as `clause` of a verdict counts them."""
        return (*self.not_applicable_when, *self.unhealthy_when)


def written(folder: Path | None, policy_id: str) -> Written | None:
    """The file of this policy, or None if the library has none."""
    file = _files(folder).get(policy_id) if folder else None
    return _read(folder, file) if folder and file and file.is_file() else None


@lru_cache(maxsize=4)
def _files(folder: Path) -> dict[str, Path]:
    """Each policy's file. Files that are no policies, or broken ones, do not matter here."""
    found: dict[str, Path] = {}
    for file in sorted(folder.rglob("*.yaml")):
        if ".cases" not in file.suffixes:
            id_ = ID.search(file.read_text(encoding="utf-8"))
            found |= {id_.group(1): file} if id_ else {}
    return found


def _read(folder: Path, file: Path) -> Written:
    text = file.read_text(encoding="utf-8")
    document = yaml.safe_load(text)
    cases = file.with_suffix("").with_suffix(".cases.yaml")
    return Written(
        file=file.relative_to(folder).as_posix(),
        text=text,
        cases=cases.read_text(encoding="utf-8") if cases.is_file() else None,
        not_applicable_when=tuple(map(_clause, document.get("not_applicable_when", ()))),
        unhealthy_when=tuple(map(_clause, document.get("unhealthy_when", ()))),
        kql=document.get("query"),
        description=document.get("description", ""),
    )


def _clause(clause: Any) -> str:
    """A clause in one line or, over a list, as YAML."""
    if isinstance(clause, str):
        return clause.strip()
    return str(yaml.safe_dump(clause, sort_keys=False, allow_unicode=True)).strip()
