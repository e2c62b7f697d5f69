"""An AWS of our own on the loopback interface: moto's server, and clients that talk to it.

    def test_…(aws: Emulator) -> None:
        aws.client("s3").create_bucket(Bucket="logs")

The server is started once per session, if a test asks for it; `aws` empties it before each test.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from botocore.config import Config
from botocore.loaders import create_loader
from botocore.session import Session

ACCOUNT = "123456789012"  # whose the emulator says that everything is
REGION = "us-east-1"
START_SECONDS = 60
# Not AWS's 1,300 sample images and snapshots, which would all be the account's.
LOADED = {"MOTO_EC2_LOAD_DEFAULT_AMIS": "false"}
# AWS's own policies, so that they can be attached: several seconds more for every reset.
MANAGED_POLICIES = {"MOTO_IAM_LOAD_MANAGED_POLICIES": "true"}
LOADER = create_loader()  # reads each service's model once, whatever the number of sessions


@dataclass(frozen=True, slots=True)
class Emulator:
    """A running emulator."""

    url: str

    def client(self, service: str, region: str = REGION) -> Any:
        """A client with rights to everything, that asks once."""
        config = Config(
            retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}, read_timeout=60
        )
        client = session().create_client(service, region, endpoint_url=self.url, config=config)
        client.meta.events.register("before-send.s3-control", _without_account)
        return client

    def reset(self) -> None:
        """Empty every account."""
        urllib.request.urlopen(
            urllib.request.Request(f"{self.url}/moto-api/reset", method="POST"), timeout=60
        ).close()


def session() -> Session:
    """A session with credentials that the emulator takes for the account's own."""
    made = Session()
    made.register_component("data_loader", LOADER)
    made.set_credentials("testing", "testing")
    return made


@contextmanager
def running(managed_policies: bool = False) -> Iterator[Emulator]:
    """Start an emulator on a free port; it ends with the block."""
    loaded = LOADED | (MANAGED_POLICIES if managed_policies else {})
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("w") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"],
                stdout=file,
                stderr=file,
                env={**os.environ, **loaded},
            )
        try:
            yield Emulator(_address(log, process))
        finally:
            process.terminate()
            process.wait(timeout=30)


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    """What the server says that it listens on."""
    before = time.monotonic() + START_SECONDS
    while time.monotonic() < before and process.poll() is None:
        for word in log.read_text().split():
            if word.startswith("http://127.0.0.1:"):
                return word.rstrip("/")
        time.sleep(0.05)
    raise RuntimeError(f"the emulator does not start: {log.read_text()[-2000:]}")


def _without_account(request: object, **_: object) -> None:
    """Nobody serves `123456789012.127.0.0.1`."""
    request.url = request.url.replace(f"//{ACCOUNT}.", "//", 1)  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    """One emulator for all tests."""
    with running() as started:
        yield started


@pytest.fixture
def aws(emulator: Emulator) -> Emulator:
    """The emulator, emptied."""
    emulator.reset()
    return emulator
