"""The console's files, and its page for every address that the console knows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from highground.kql.sandbox import Sandbox
from tests.web.conftest import Web, deps_of, serving
from tests.web.estate import Estate

PAGE = "<!doctype html><title>Highground</title>"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Iterator[httpx.Client]:
    folder: Path = tmp_path_factory.mktemp("console")
    built = folder / "dist"
    (built / "assets").mkdir(parents=True)
    (built / "index.html").write_text(PAGE)
    (built / "icon.svg").write_text("<svg/>")
    (built / "assets" / "app-1a2b.js").write_text("plain")
    (built / "assets" / "app-1a2b.js.gz").write_bytes(b"gzip")
    (built / "assets" / "app-1a2b.js.br").write_bytes(b"brotli")
    (folder / "secret").write_text("secret")
    estate = Estate(folder, {})
    with serving(deps_of(estate, sandbox, built), estate) as running:
        yield running.stranger()


@pytest.mark.parametrize(
    "path", ["/", "/recommendations", "/recommendations/p/r%2Fs.t", "/query?q=x"]
)
def test_every_address_is_the_consoles_page(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.text) == (200, PAGE)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


def test_files_whose_name_holds_their_hash_are_kept_for_good(client: httpx.Client) -> None:
    answer = client.get("/assets/app-1a2b.js", headers={"Accept-Encoding": "identity"})
    assert answer.text == "plain"
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert client.get("/icon.svg").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    ("accepted", "encoding", "content"),
    [("gzip, br", "br", b"brotli"), ("gzip", "gzip", b"gzip"), ("deflate", None, b"plain")],
)
def test_packed_files_are_sent_as_the_browser_likes_them(
    client: httpx.Client, accepted: str, encoding: str | None, content: bytes
) -> None:
    path = "/assets/app-1a2b.js"
    with client.stream("GET", path, headers={"Accept-Encoding": accepted}) as answer:
        assert b"".join(answer.iter_raw()) == content
    assert answer.headers.get("content-encoding") == encoding
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["vary"] == "Accept-Encoding"


def test_an_asset_that_is_not_there_is_not_the_page(client: httpx.Client) -> None:
    answer = client.get("/assets/app-old.js")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("path", ["/../secret", "/..%2fsecret", "/%2e%2e/secret", "/a%00b"])
def test_nothing_outside_the_folder_is_sent(client: httpx.Client, path: str) -> None:
    request = client.build_request("GET", "/")
    request.url = request.url.copy_with(raw_path=path.encode())
    assert "secret" not in client.send(request).text


def test_without_a_console_the_answer_says_what_to_do(quiet: Web) -> None:
    with quiet.stranger() as stranger:
        answer = stranger.get("/")
    assert answer.status_code == 404
    assert "make run" in answer.json()["message"]
