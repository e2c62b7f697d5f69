"""The policy files as people wrote them: a policy's page shows its text, clauses and cases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Written:
    """One policy file."""

    file: str  # environment/service/name.yaml
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


def written(files: Mapping[str, Path], policy_id: str) -> Written | None:
    """The file of this policy, or None if the library has none."""
    file = files.get(policy_id)
    return _read(file) if file and file.is_file() else None


def _read(file: Path) -> Written:
    text = file.read_text(encoding="utf-8")
    document = yaml.safe_load(text)
    cases = file.with_suffix("").with_suffix(".cases.yaml")
    return Written(
        file=Path(*file.parts[-3:]).as_posix(),
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
