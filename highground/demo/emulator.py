"""An AWS of our own on the loopback interface, for as long as the demo is collected."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from highground.errors import NotReady

START_SECONDS = 60
ANSWER_SECONDS = 60

# Not AWS's 1,300 sample images and snapshots, which would all be the account's.
SETTINGS = {"MOTO_EC2_LOAD_DEFAULT_AMIS": "false"}


@dataclass(frozen=True, slots=True)
class Emulator:
    """A running emulator."""

    url: str

    def seed(self, number: int) -> None:
        """From here on the same calls in the same order give the same ids."""
        self._post(f"seed?a={number}", b"")

    def check_permissions(self) -> None:
        """From here on every request is checked against IAM."""
        self._post("reset-auth", b"0")

    def _post(self, path: str, body: bytes) -> None:
        # A form, which is what urllib sends unless told otherwise, is swallowed.
        request = urllib.request.Request(
            f"{self.url}/moto-api/{path}", body, {"Content-Type": "text/plain"}, method="POST"
        )
        urllib.request.urlopen(request, timeout=ANSWER_SECONDS).close()


@contextmanager
def running(account: str) -> Iterator[Emulator]:
    """Start an emulator of one account on a free port; it ends with the block."""
    if find_spec("moto") is None:
        raise NotReady(
            "the demo's AWS account needs an emulator: run `pip install 'highground[demo]'`"
        )
    with TemporaryDirectory() as folder:
        log = Path(folder) / "log"
        with log.open("w") as file:
            process = subprocess.Popen(
                [sys.executable, "-m", "highground.demo.moto_mended", "-H", "127.0.0.1", "-p", "0"],
                stdin=subprocess.PIPE,  # it ends with us, however we end
                stdout=file,
                stderr=file,
                env={**os.environ, **SETTINGS, "MOTO_ACCOUNT_ID": account},
            )
        with process:
            try:
                yield Emulator(_address(log, process))
            finally:
                process.terminate()


def _address(log: Path, process: subprocess.Popen[bytes]) -> str:
    """What the server says that it listens on."""
    before = time.monotonic() + START_SECONDS
    while time.monotonic() < before and process.poll() is None:
        for word in log.read_text().split():
            if word.startswith("http://127.0.0.1:"):
                return word.rstrip("/")
        time.sleep(0.05)
    raise NotReady(f"the AWS emulator does not start: {log.read_text()[-2000:]}")
