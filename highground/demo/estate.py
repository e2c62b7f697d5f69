"""The demo estate: an account in an emulator, exports of two clouds, and scanner reports."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import BaseModel, Field, TypeAdapter

from highground import content
from highground.demo import calls
from highground.demo.emulator import running
from highground.demo.seeding import Seeder
from highground.errors import BadConfig
from highground.ids import digest
from highground.runs.home import Home
from highground.runs.record import Request

CONNECTOR = "demo-aws"
FILES = ("azure", "gcp", "reports")
READ_BY = ("policies", "defaults", "collectors", "insights", "intel")
MARK = "demo.json"  # in the home: what the demo's snapshot was made of


class Plan(BaseModel, frozen=True, extra="forbid"):
    """How the AWS account is made and collected: `estate.yaml`."""

    account: str = Field(pattern=r"^\d{12}$")
    seed: int  # of the emulator's ids
    regions: tuple[str, ...]
    services: tuple[str, ...]


PLAN = TypeAdapter(Plan)


def folder() -> Path:
    """Where the estate's data stands."""
    return content.root() / "estates" / "demo"


def request(estate: Path) -> Request:
    """One scan of all of it."""
    return Request(
        connectors=(CONNECTOR,), paths=tuple(str(estate / name) for name in FILES), complete="all"
    )


@contextmanager
def account(home: Home, estate: Path) -> Iterator[Home]:
    """The account in an emulator, and the home with a connector to it.

    The keys are those of a role that may read all but a few things. They stand in this process's
    environment, where the SDK looks for them, and nowhere else.
    """
    plan = content.read(estate / "estate.yaml", PLAN, BadConfig)
    with _environment(_past_proxies()), running(plan.account) as emulator:
        emulator.seed(plan.seed)
        seeder = Seeder(emulator.url, plan.account, plan.regions[0])
        names = seeder.run(calls.load(estate / "aws"))
        emulator.check_permissions()
        keys = {
            "AWS_ACCESS_KEY_ID": names["reader_key"],
            "AWS_SECRET_ACCESS_KEY": names["reader_secret"],
            "AWS_SESSION_TOKEN": names["reader_token"],
        }
        with _environment(keys):
            connectors = (*home.settings.connectors, _connector(plan, emulator.url))
            settings = home.settings.model_copy(update={"connectors": connectors})
            yield replace(home, settings=settings)


def key(estate: Path) -> str:
    """Of everything that the demo's snapshot is made by, but the code."""
    folders = [estate, *(content.root() / name for name in READ_BY)]
    files = [file for each in folders for file in sorted(each.rglob("*.*")) if file.is_file()]
    return digest(version("highground"), *(file.read_text(encoding="utf-8") for file in files))


def on_show(home: Home, made_by: str) -> bool:
    """Is the newest snapshot of this home the demo, made by what has this key?"""
    snapshot = home.store.latest()
    file = home.folder / MARK
    if snapshot is None or not file.is_file():
        return False
    found: object = json.loads(file.read_text(encoding="utf-8"))
    return found == {"snapshot": snapshot.id, "key": made_by}


def mark(home: Home, made_by: str) -> None:
    """Remember that the newest snapshot is the demo."""
    snapshot = home.store.latest()
    if snapshot is not None:
        text = json.dumps({"snapshot": snapshot.id, "key": made_by})
        (home.folder / MARK).write_text(text, encoding="utf-8")


def _connector(plan: Plan, url: str) -> dict[str, Any]:
    return {
        "environment": "aws",
        "name": CONNECTOR,
        "regions": plan.regions,
        "services": plan.services,
        "endpoint_url": url,
        "account": plan.account,
        "wait_seconds": 0.05,
    }


def _past_proxies() -> dict[str, str]:
    """What is on this machine is not asked for through a proxy."""
    names = ("NO_PROXY", "no_proxy")
    return {name: ",".join(filter(None, [os.environ.get(name), "127.0.0.1"])) for name in names}


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """With these variables, and without a profile of somebody's own."""
    before = {name: os.environ.get(name) for name in (*values, "AWS_PROFILE")}
    os.environ.pop("AWS_PROFILE", None)
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
