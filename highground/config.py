"""The settings: defaults that work, one TOML file over them, environment variables over that."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import BaseModel, Field, ValidationError

from highground.errors import At, BadConfig

PREFIX = "HIGHGROUND_"


class Web(BaseModel, frozen=True, extra="forbid"):
    """Where the console listens. Anything but loopback is the operator's own decision."""

    host: str = "127.0.0.1"
    port: int = Field(8470, ge=0, le=65535, description="0 takes a free one")
    allowed_hosts: tuple[str, ...] = Field(
        ("127.0.0.1", "localhost", "[::1]"), description="Names under which it answers"
    )


class QueryLimits(BaseModel, frozen=True, extra="forbid"):
    """What one KQL query may take."""

    seconds: float = Field(30, gt=0)
    memory_mb: int = Field(2048, ge=256)
    rows: int = Field(100_000, ge=1)
    children: int = Field(2, ge=1, le=32, description="Queries that run side by side")


class CloudScore(BaseModel, frozen=True, extra="forbid"):
    """The constants of the cloud secure score; they are stored with every score."""

    critical: float = Field(0.1, gt=0, le=1)
    high: float = Field(0.5, gt=0, le=1)
    medium: float = Field(0.9, gt=0, le=1)
    low: float = Field(0.99, gt=0, le=1)
    weight_low: float = Field(1, gt=0)
    weight_medium: float = Field(2, gt=0)
    weight_high: float = Field(4, gt=0)
    weight_very_high: float = Field(8, gt=0)


class Settings(BaseModel, frozen=True, extra="forbid"):
    """All settings. Credentials are none of them: clouds are reached by the SDKs' own means."""

    home: Path = Field(description="Where state and snapshots live: $HIGHGROUND_HOME")
    database_url: str = Field("", description="SQLAlchemy URL; empty is SQLite in `home`")
    trusted_ranges: tuple[str, ...] = Field((), description="CIDRs that are not the internet")
    memory_mb: int = Field(2048, ge=512, description="What a run holds; more goes to disk")
    workers: int = Field(8, ge=1, le=64, description="Looks at the world side by side")
    web: Web = Web()
    query: QueryLimits = QueryLimits()
    cloud_score: CloudScore = CloudScore()
    connectors: tuple[dict[str, Any], ...] = Field((), description="See docs/connectors.md")

    @property
    def state_url(self) -> str:
        """The state database."""
        return self.database_url or f"sqlite:///{self.home / 'state.sqlite'}"

    @property
    def jobs_url(self) -> str:
        """The durable runner's own database."""
        return self.database_url or f"sqlite:///{self.home / 'jobs.sqlite'}"


def load(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings, or raise `BadConfig` at the line that is wrong.

    The file is `$HIGHGROUND_CONFIG`, else `highground.toml` in the home folder, if it is there.
    A setting `a.b` is the environment variable `HIGHGROUND_A__B`; lists are split at commas.
    """
    home = Path(environ.get(f"{PREFIX}HOME") or platformdirs.user_data_path("highground"))
    file = Path(environ.get(f"{PREFIX}CONFIG") or home / "highground.toml")
    text = _read(file, wanted=f"{PREFIX}CONFIG" in environ)
    try:
        document: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise BadConfig(At(file, int(line[1]) if line else 1), f"not TOML: {error}") from error
    document = {"home": home, **document}
    for name, value in environ.items():
        _override(document, name, value)
    try:
        return Settings.model_validate(document)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadConfig(At(file, _line(text, first["loc"])), f"{where}: {first['msg']}") from error


def _read(file: Path, *, wanted: bool) -> str:
    if not file.is_file():
        if wanted:
            raise BadConfig(At(file, 1), f"no such file: unset {PREFIX}CONFIG or write it")
        return ""
    return file.read_text(encoding="utf-8")


def _override(document: dict[str, Any], name: str, value: str) -> None:
    """Lay one environment variable over the file, if it names a setting."""
    path = name.removeprefix(PREFIX).lower().split("__")
    fields: Any = Settings.model_fields
    if not name.startswith(PREFIX) or path[0] not in fields or path[0] in ("home", "connectors"):
        return
    at: dict[str, Any] = document
    for step in path[:-1]:
        at[step] = dict(at.get(step, {}))
        at = at[step]
    is_list = path[-1] in ("trusted_ranges", "allowed_hosts")
    at[path[-1]] = [each for each in value.split(",") if each] if is_list else value


def _line(text: str, loc: tuple[int | str, ...]) -> int:
    """The first line of the file that sets the last name of `loc`, else 1."""
    names = [str(step) for step in loc if isinstance(step, str)]
    for number, line in enumerate(text.splitlines(), start=1):
        if names and re.match(rf"\s*\[*\s*[\"']?{re.escape(names[-1])}\b", line):
            return number
    return 1
