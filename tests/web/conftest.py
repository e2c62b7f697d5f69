"""The web over a small company, served over real HTTP, with a visitor who had the link."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from threading import Thread
from time import sleep
from urllib.parse import urlsplit

import httpx
import pytest
import uvicorn

from highground.kql.sandbox import Sandbox
from highground.web.app import create_app
from highground.web.deps import Deps, ScorePoint
from highground.web.door import Door
from highground.web.serve import config, link, listen
from tests.web.company import company, decide
from tests.web.estate import Estate
from tests.web.small import small

RULE = Path(__file__).parent / "library/aws/s3/rule.yaml"
POLICIES = {"aws-bucket-rule-0": RULE, "aws-s3-public": RULE}


@dataclass(frozen=True)
class Web:
    """A running server: what it stands on, and a new link whenever one is asked for."""

    estate: Estate
    link: Callable[[], str]
    clients: list[httpx.Client] = field(default_factory=list)

    @property
    def origin(self) -> str:
        parts = urlsplit(self.link())
        return f"{parts.scheme}://{parts.netloc}"

    def visitor(self) -> httpx.Client:
        """A client that came in through the link and sends the CSRF token."""
        client = self.stranger()
        assert client.get(self.link()).status_code == 303
        client.headers["X-CSRF-Token"] = client.get("/api/session").json()["csrf_token"]
        return client

    def stranger(self) -> httpx.Client:
        """A client that nobody invited."""
        client = httpx.Client(base_url=self.origin, timeout=30, trust_env=False)
        self.clients.append(client)
        return client


@contextmanager
def serving(deps: Deps, estate: Estate) -> Iterator[Web]:
    """Serve in a thread of this process, on a free port."""
    door = Door()
    with closing(listen("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(config(create_app(deps, door)))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            sleep(0.01)
        running = Web(estate, lambda: link(listening, door))
        yield running
        for client in running.clients:
            client.close()
        server.should_exit = True
        thread.join()


def deps_of(estate: Estate, sandbox: Sandbox, console: Path | None = None) -> Deps:
    return Deps(
        current=estate,
        decisions=estate.decisions,
        sandbox=sandbox,
        clock=estate.clock,
        policies=POLICIES,
        console=console,
    )


@pytest.fixture(scope="session")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture(scope="session")
def quiet(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Iterator[Web]:
    """One company for all tests that only read."""
    estate = Estate(tmp_path_factory.mktemp("quiet"), company())
    decide(estate)
    with serving(deps_of(estate, sandbox), estate) as running:
        yield running


@pytest.fixture
def busy(tmp_path: Path, sandbox: Sandbox) -> Iterator[Web]:
    """A company of its own, for a test that decides."""
    estate = Estate(tmp_path, company())
    with serving(deps_of(estate, sandbox), estate) as running:
        yield running


@pytest.fixture
def tiny(tmp_path: Path, sandbox: Sandbox) -> Iterator[Web]:
    """Rows small enough to read, for a test that decides."""
    estate = Estate(tmp_path, small())
    with serving(deps_of(estate, sandbox), estate) as running:
        yield running


@pytest.fixture(scope="session")
def small_api(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Iterator[httpx.Client]:
    """The same rows for tests that only read."""
    estate = Estate(tmp_path_factory.mktemp("small"), small())
    deps = replace(deps_of(estate, sandbox), history=_history)
    with serving(deps, estate) as running:
        yield running.visitor()


def _history(scope: str, view: str, since: date) -> list[ScorePoint]:
    """A score that rose, with a day before it on which there was nothing to count."""
    if scope:
        return []
    rising = (None, 40.0, 44.0)
    return [ScorePoint(since + timedelta(days=n), score, score) for n, score in enumerate(rising)]


@pytest.fixture(scope="session")
def api(quiet: Web) -> httpx.Client:
    return quiet.visitor()
