"""The demo's AWS lives no longer than whoever started it, and checks what it is asked."""

from __future__ import annotations

import subprocess
import sys
import time
from typing import Any
from urllib.request import urlopen

import pytest
from botocore.exceptions import ClientError
from botocore.session import Session

from highground.demo.emulator import running

ACCOUNT = "111122223333"
STARTS_AND_WAITS = """
import sys, time
from highground.demo.emulator import running
with running("111122223333") as emulator:
    print(emulator.url, flush=True)
    time.sleep(600)
"""


def test_it_ends_with_whoever_started_it() -> None:
    words = [sys.executable, "-c", STARTS_AND_WAITS]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        url = parent.stdout.readline().strip()
        urlopen(f"{url}/moto-api/", timeout=30).close()
        parent.kill()
    before = time.monotonic() + 30
    while time.monotonic() < before:
        try:
            urlopen(f"{url}/moto-api/", timeout=30).close()
        except OSError:
            return
        time.sleep(0.1)
    pytest.fail("it still answers")


def test_with_permissions_checked_a_wrong_key_is_refused() -> None:
    session = Session()
    session.set_credentials("wrong", "wrong")
    with running(ACCOUNT) as emulator:
        client: Any = session.create_client("sqs", "eu-central-1", endpoint_url=emulator.url)
        assert client.list_queues()["ResponseMetadata"]["HTTPStatusCode"] == 200
        emulator.check_permissions()
        with pytest.raises(ClientError):
            client.list_queues()


def test_a_seed_gives_the_same_ids_again() -> None:
    session = Session()
    session.set_credentials("demo", "demo")
    with running(ACCOUNT) as emulator:
        client: Any = session.create_client("ec2", "eu-central-1", endpoint_url=emulator.url)
        client.describe_vpcs()  # the default ones are made on first use
        ids = []
        for _ in range(2):
            emulator.seed(7)
            ids.append(client.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"])
    assert ids[0] == ids[1]
