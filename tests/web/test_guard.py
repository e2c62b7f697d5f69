"""Nobody gets in uninvited: each route of the list is tried in every wrong way, over real HTTP."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from highground.web.app import routes
from tests.web.conftest import Web

SAFE = {"GET", "HEAD", "OPTIONS"}
ROUTES = sorted(
    (method.upper(), path)
    for path, methods in routes().openapi()["paths"].items()
    for method in methods
)
CHANGES = [route for route in ROUTES if route[0] not in SAFE]
FORBIDDEN = {"code": "forbidden"}


def refused(answer: httpx.Response) -> dict[str, Any]:
    """The code of a refusal that has the one shape and the headers of every answer."""
    assert answer.status_code == 403, answer.text
    assert answer.json().keys() == {"code", "message"}
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    return {"code": answer.json()["code"]}


def test_the_matrix_knows_changing_routes() -> None:
    assert len(ROUTES) >= 20
    assert {method for method, _ in CHANGES} == {"POST", "PATCH", "DELETE"}


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_every_route_needs_a_session(quiet: Web, method: str, path: str) -> None:
    with quiet.stranger() as stranger:
        assert refused(stranger.request(method, path)) == FORBIDDEN
        stranger.cookies.set("highground_session", "guessed")
        assert refused(stranger.request(method, path)) == FORBIDDEN


@pytest.mark.parametrize(("method", "path"), CHANGES)
@pytest.mark.parametrize("token", [None, "", "guessed"])
def test_every_change_needs_the_csrf_token(
    quiet: Web, api: httpx.Client, method: str, path: str, token: str | None
) -> None:
    request = api.build_request(method, path)
    del request.headers["X-CSRF-Token"]
    if token is not None:
        request.headers["X-CSRF-Token"] = token
    answer = api.send(request)
    assert refused(answer) == FORBIDDEN
    assert "X-CSRF-Token" in answer.json()["message"]


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "[::1", ""])
def test_no_route_answers_for_another_host(
    api: httpx.Client, method: str, path: str, host: str
) -> None:
    assert refused(api.request(method, path, headers={"Host": host})) == FORBIDDEN


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_no_route_answers_another_origin(
    api: httpx.Client, method: str, path: str, origin: str
) -> None:
    assert refused(api.request(method, path, headers={"Origin": origin})) == FORBIDDEN


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_may_link_to_a_page_but_not_ask_the_api(api: httpx.Client, site: str) -> None:
    headers = {"Sec-Fetch-Site": site}
    assert refused(api.get("/api/status", headers=headers)) == FORBIDDEN
    assert api.get("/recommendations", headers=headers).status_code != 403


def test_our_own_origin_is_answered(quiet: Web, api: httpx.Client) -> None:
    headers = {"Origin": quiet.origin, "Sec-Fetch-Site": "same-origin"}
    assert api.get("/api/status", headers=headers).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/open", "/api/status", "/api/nothing", "/api/recommendations?limit=0"]
)
def test_every_answer_has_the_security_headers(api: httpx.Client, path: str) -> None:
    headers = api.get(path).headers
    policy = dict(
        part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";")
    )
    assert policy["script-src"] == "'self'"
    assert policy["object-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in headers


def test_what_the_api_says_is_not_kept(api: httpx.Client) -> None:
    assert api.get("/api/status").headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/nothing", 404, "not_found"),
        ("POST", "/api/nothing", 404, "not_found"),
        ("PUT", "/api/status", 405, "method_not_allowed"),
        ("GET", "/api/recommendations?risk_level=dire", 422, "invalid"),
        ("GET", "/api/recommendations?risklevel=high", 422, "invalid"),
        ("GET", "/api/recommendations?limit=501", 422, "invalid"),
        ("GET", "/api/recommendations?after=x", 400, "bad_query"),
        ("GET", "/api/recommendations?after=ä", 400, "bad_query"),
        ("GET", "/api/recommendations?sort=count", 400, "bad_query"),
        ("GET", "/api/policies/none", 404, "not_found"),
        ("GET", "/api/recommendations/none", 404, "not_found"),
        ("GET", "/api/recommendations/aws-bucket-rule-0/item?resource_id=none", 404, "not_found"),
        ("GET", "/api/resources/item?id=none", 404, "not_found"),
    ],
)
def test_errors_have_one_shape(
    api: httpx.Client, method: str, path: str, status: int, code: str
) -> None:
    answer = api.request(method, path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json().keys() == {"code", "message"}


def test_a_wrong_method_is_told_the_right_one(api: httpx.Client) -> None:
    assert api.put("/api/status").headers["allow"] == "GET"


@pytest.mark.parametrize("body", [b"\xff\xfe", b"{", b"[]", b'{"query": 1}', b""])
def test_a_body_that_is_no_query_is_refused_in_the_same_shape(
    api: httpx.Client, body: bytes
) -> None:
    answer = api.post("/api/query", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json().keys() == {"code", "message"}


def test_a_body_without_end_is_not_read_to_its_end(api: httpx.Client) -> None:
    def endless() -> Any:
        for _ in range(64):
            yield b"x" * (1 << 16)

    for content in (b"x" * (1 << 21), endless()):
        answer = api.post("/api/query", content=content)
        assert (answer.status_code, answer.json()["code"]) == (413, "too_long")
