"""One home: the settings, the state database and the lake, opened together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from highground.config import Settings
from highground.decisions.store import Decisions
from highground.runs.record import Runs
from highground.snapshots import Store
from highground.state.engine import connect


@dataclass(frozen=True, slots=True)
class Home:
    """What every command works on. Opening it migrates the state database."""

    settings: Settings
    engine: Engine
    store: Store
    decisions: Decisions
    runs: Runs

    @property
    def folder(self) -> Path:
        """`$HIGHGROUND_HOME`."""
        return self.settings.home

    def run_folder(self, run_id: str) -> Path:
        """Where a run keeps what it has read so far."""
        return self.folder / "runs" / run_id


def open_home(settings: Settings) -> Home:
    """Open a home, or make it: a folder that only its owner reads."""
    settings.home.mkdir(parents=True, exist_ok=True)
    settings.home.chmod(0o700)
    engine = connect(settings.state_url)
    return Home(
        settings,
        engine,
        Store(engine, settings.home / "lake"),
        Decisions(engine),
        Runs(engine),
    )
