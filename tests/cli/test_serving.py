"""`serve` in a process of its own: the link, a page behind it, and a quiet end."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import httpx

from tests.cli.conftest import Done, environment


def test_serve_prints_one_link_that_opens_and_ends_quietly(
    scanned: tuple[Path, Done], few: Path
) -> None:
    serving = subprocess.Popen(
        [sys.executable, "-m", "highground.cli.app", "serve", "--port", "0"],
        env=environment(scanned[0], few),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert serving.stdout
        link = serving.stdout.readline().strip()
        assert urlsplit(link).hostname == "127.0.0.1"
        with httpx.Client(follow_redirects=True, timeout=60) as visitor:
            base = link.partition("/open")[0]
            assert visitor.get(f"{base}/api/recommendations").status_code in (401, 403)
            visitor.get(link)
            answer = visitor.get(f"{base}/api/recommendations")
        assert answer.status_code == 200
        assert answer.json()["items"]
    finally:
        serving.send_signal(signal.SIGINT)
        out, err = serving.communicate(timeout=60)
    assert (serving.returncode, out, err) == (0, "", "")
