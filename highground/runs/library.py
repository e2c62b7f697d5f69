"""The content that a run works by: policies, defaults, tables of calls. Loaded once a process."""

from __future__ import annotations

import logging
import os
import pickle
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from highground import content, relevance
from highground.config import Settings
from highground.errors import At, BadPolicy
from highground.ids import digest
from highground.inventory import azure_calls, calls, known_exploited
from highground.pipeline import Given
from highground.posture import defaults, policies
from highground.posture.defaults import Absences
from highground.posture.policies import Policy
from highground.relevance import Relevance
from highground.risk import tags
from highground.risk.tags import TagRules

log = logging.getLogger(__name__)

FOLDERS = ("policies", "defaults", "collectors", "insights", "intel")
CODE = Path(content.__file__).parent / "kql"  # what compiles policies


CACHE_VERSION = "1"  # raise it when what is cached changes its shape


@dataclass(frozen=True, slots=True)
class Library:
    """All content. A broken policy is left out and told; any other broken file ends the load."""

    policies: tuple[Policy, ...]
    files: dict[str, Path]  # policy id to file
    broken: tuple[BadPolicy, ...]
    absences: Absences
    relevance: Relevance
    tag_rules: TagRules
    known_exploited: frozenset[str]
    aws: tuple[calls.Calls, ...]
    azure: azure_calls.Aspects

    def expected_types(self) -> dict[str, frozenset[str]]:
        """By environment, the types that some policy judges or looks up."""
        found: dict[str, set[str]] = {"Azure": set(), "AWS": set(), "GCP": set()}
        for policy in self.policies:
            found[policy.environment].add(policy.applies_to)
            found[policy.environment].update(need.type for need in policy.needs)
        return {environment: frozenset(types) for environment, types in found.items()}

    def given(self, settings: Settings, at: datetime, last_at: datetime | None) -> Given:
        """What a run at `at` is told from outside."""
        return Given(
            policies=self.policies,
            absences=self.absences,
            relevance=self.relevance,
            tag_rules=self.tag_rules,
            known_exploited=self.known_exploited,
            at=_naive(at),
            last_at=None if last_at is None else _naive(last_at),
            trusted=settings.trusted_ranges,
            constants=settings.cloud_score,
        )


def load(root: Path | None = None, cache: Path | None = None) -> Library:
    """Load all content below `root`: that which ships, unless told otherwise.

    Compiling the policies takes seconds, so what was loaded is kept in the folder `cache`, named
    by the content of all files and by the versions that compiled it.
    """
    root = root or content.root()
    if cache is None:
        return _load(root)
    kept = cache / f"library-{_key(root)}.pickle"
    if kept.is_file():
        found: Library = pickle.loads(kept.read_bytes())
        return found
    loaded = _load(root)
    cache.mkdir(exist_ok=True)
    for old in cache.glob("library-*"):
        old.unlink(missing_ok=True)
    partial = kept.with_suffix(f".{os.getpid()}")
    partial.write_bytes(pickle.dumps(loaded))
    partial.replace(kept)
    return loaded


def _key(root: Path) -> str:
    files = [file for name in FOLDERS for file in sorted((root / name).rglob("*.*"))]
    texts = [f"{file}\x1e{file.read_text(encoding='utf-8')}" for file in files]
    versions = [version(each) for each in ("highground", "duckdb-kql", "duckdb", "pydantic")]
    code = [file.read_text(encoding="utf-8") for file in sorted(CODE.rglob("*.py"))]
    return digest(CACHE_VERSION, str(root), *versions, *texts, *code)


def _load(root: Path) -> Library:
    good: dict[str, tuple[Policy, Path]] = {}
    broken = []
    for file in policies.files(root / "policies"):
        try:
            policy = policies.load(file)
            if policy.id in good:
                raise BadPolicy(At(file, 1), f"id: also in {good[policy.id][1].name}")
        except BadPolicy as error:
            log.warning("left out: %s", error)
            broken.append(error)
        else:
            good[policy.id] = policy, file
    return Library(
        policies=tuple(policy for policy, _ in good.values()),
        files={id_: file for id_, (_, file) in good.items()},
        broken=tuple(broken),
        absences=defaults.load(sorted((root / "defaults").rglob("*.yaml"))),
        relevance=relevance.load(root / "insights/relevance.yaml"),
        tag_rules=tags.load(root / "insights/tags.yaml"),
        known_exploited=known_exploited.load(root / "intel/kev.csv"),
        aws=calls.load_all(root / "collectors/aws"),
        azure=azure_calls.load(sorted((root / "collectors/azure").rglob("*.yaml"))),
    )


def _naive(value: datetime) -> datetime:
    return value.astimezone(UTC).replace(tzinfo=None)
