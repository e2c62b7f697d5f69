"""What lies outside a reader's scope is not there: every route of the list is tried."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest

from highground.kql.sandbox import Sandbox
from highground.scopes import of
from highground.web.app import routes
from tests.web.conftest import deps_of, serving
from tests.web.estate import Estate
from tests.web.small import BUCKET, CVES, MACHINE, PUBLIC, small

PATHS = routes().openapi()["paths"]
READERS = sorted(path for path, methods in PATHS.items() if "get" in methods)
OUTSIDE = ('"111"', "crm-data", "arn:aws:s3", "lost.git")


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory, sandbox: Sandbox) -> Iterator[httpx.Client]:
    """Somebody who may see the Azure subscription and nothing of AWS."""
    estate = Estate(tmp_path_factory.mktemp("narrow"), small())
    deps = replace(deps_of(estate, sandbox), scope=of(["sub-1"]))
    with serving(deps, estate) as running:
        yield running.visitor()


@pytest.mark.parametrize("path", READERS)
@pytest.mark.parametrize("policy_id", [PUBLIC, CVES])
def test_no_reader_shows_what_is_outside(narrow: httpx.Client, path: str, policy_id: str) -> None:
    asked = {"resource_id": BUCKET} if "recommendations/{policy_id}/" in path else {}
    asked |= {"id": BUCKET} if path.startswith("/api/resources") else {}
    asked |= {"policy_id": PUBLIC, "resource_id": BUCKET} if path.endswith("/history") else {}
    answer = narrow.get(path.format(policy_id=policy_id), params=asked)
    if asked:
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    else:
        assert answer.status_code == 200
        assert not [word for word in OUTSIDE if word in answer.text]


def test_what_is_inside_is_shown(narrow: httpx.Client) -> None:
    page = narrow.get("/api/recommendations").json()
    assert [item["resource_id"] for item in page["items"]] == [MACHINE]
    assert page["unknown"] == 0
    path = f"/api/recommendations/{CVES}/item"
    assert narrow.get(path, params={"resource_id": MACHINE}).status_code == 200


def test_a_score_of_everything_is_not_for_those_who_see_less(narrow: httpx.Client) -> None:
    assert narrow.get("/api/recommendations/summary").json()["score"] is None


def test_no_query_sees_what_is_outside(narrow: httpx.Client) -> None:
    tables = narrow.get("/api/query/schema").json()["tables"]
    for table in tables:
        answer = narrow.post("/api/query", json={"query": table["name"]})
        assert answer.status_code == 200, answer.text
        rows = str(answer.json()["rows"])
        assert not [word for word in (BUCKET, "lost.git") if word in rows], table["name"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        (
            "POST",
            "/api/assignments",
            {"policy_id": PUBLIC, "resource_id": BUCKET, "owner": "me", "due_on": "2026-02-01"},
        ),
        ("PATCH", "/api/assignments", {"policy_id": PUBLIC, "resource_id": BUCKET, "owner": "me"}),
        ("DELETE", f"/api/assignments?policy_id={PUBLIC}&resource_id={BUCKET}", None),
        (
            "POST",
            "/api/exemptions",
            {
                "name": "x",
                "category": "mitigated",
                "policy_id": PUBLIC,
                "kind": "account",
                "target": "111",
            },
        ),
        ("DELETE", "/api/exemptions/none", None),
    ],
)
def test_nothing_outside_can_be_decided(
    narrow: httpx.Client, method: str, path: str, body: dict[str, Any] | None
) -> None:
    answer = narrow.request(method, path, json=body)
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_every_changing_route_but_the_query_is_tried() -> None:
    changing = {
        (method.upper(), path)
        for path, methods in PATHS.items()
        for method in methods
        if method != "get"
    }
    assert changing == {
        ("POST", "/api/assignments"),
        ("PATCH", "/api/assignments"),
        ("DELETE", "/api/assignments"),
        ("POST", "/api/exemptions"),
        ("DELETE", "/api/exemptions/{exemption_id}"),
        ("POST", "/api/query"),
    }
