"""The coverage page: what could not be read, why, which permission helps, what it costs."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.web.conftest import Web


def get(api: httpx.Client, path: str, **params: Any) -> Any:
    answer = api.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_gap_says_what_why_and_how_many_verdicts_it_costs(small_api: httpx.Client) -> None:
    page = get(small_api, "/api/coverage/gaps")
    gaps = [
        (g["type"], g["aspect"], g["outcome"], g["needs"], g["regions"], g["unknown"])
        for g in page["items"]
    ]
    assert gaps == [
        ("AWS::IAM::User", "list", "denied", "iam:ListUsers", ["global"], 1),
        ("AWS::S3::Bucket", "policy", "partial", "s3:GetBucketPolicy", ["eu-1"], 1),
        ("AWS::S3::Bucket", "policy", "denied", "s3:GetBucketPolicy", ["us-1"], 0),
    ]
    assert (page["total"], page["unknown"]) == (3, 2)


def test_what_nobody_looked_at_is_a_gap_too(tiny: Web) -> None:
    facts = {**tiny.estate.facts, "coverage": []}
    tiny.estate.publish("s2", facts)
    gaps = get(tiny.visitor(), "/api/coverage/gaps")["items"]
    assert [(gap["aspect"], gap["outcome"], gap["code"], gap["unknown"]) for gap in gaps] == [
        ("list", "not_looked", "AccessDenied", 1),
        ("policy", "not_looked", "AccessDenied", 1),
    ]


@pytest.mark.parametrize(
    ("params", "count"),
    [
        ({}, 4),
        ({"outcome": "denied"}, 2),
        ({"outcome": ["denied", "partial"]}, 3),
        ({"type": "AWS::IAM::User"}, 1),
        ({"account": "222"}, 0),
        ({"environment": "Azure"}, 0),
        ({"environment": "AWS", "outcome": "complete"}, 1),
    ],
)
def test_looks_are_filtered(small_api: httpx.Client, params: dict[str, Any], count: int) -> None:
    page = get(small_api, "/api/coverage", **params)
    assert (len(page["items"]), page["total"], page["unknown"]) == (count, count, 2)


def test_a_report_that_names_no_resource_is_shown(small_api: httpx.Client) -> None:
    page = get(small_api, "/api/coverage/unmatched")
    assert [(each["target"], each["findings"]["total"]) for each in page["items"]] == [
        ("git@example.com:lost.git", 1)
    ]
    assert page["items"][0]["findings"]["unknown"] == 1


def test_the_frame_tells_what_the_pages_rest_on(small_api: httpx.Client) -> None:
    status = get(small_api, "/api/status")
    assert status["snapshot"] == {
        "id": "s1",
        "began_at": "2026-01-15T08:30:00Z",
        "published_at": "2026-01-15T09:30:00Z",
    }
    assert (status["gaps"], status["unknown"], status["unmatched"]) == (3, 2, 1)
    assert status["accounts"] == [
        {"account": "111", "environment": "AWS", "resources": 2, "gaps": 3, "unknown": 2}
    ]
    assert status["scan"] is None


def test_before_the_first_scan_the_answer_says_what_to_do(tiny: Web) -> None:
    tiny.estate.snapshot_id = ""
    client = tiny.visitor()
    assert get(client, "/api/status")["snapshot"] is None
    answer = client.get("/api/recommendations")
    assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")
    assert "highground scan" in answer.json()["message"]
