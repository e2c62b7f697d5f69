"""A recommendation's page says everything, with its reasons, and what nobody saw."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from tests.web.small import BUCKET, CVES, DENIED, ENCRYPTED, GROUP, MACHINE, PUBLIC

UNSEEN = DENIED | {"outcome": "partial", "needs": "s3:GetBucketPolicy"}
SEEN = {"resource_id": BUCKET, "path": "properties.public", "value": True}
TAGGED = {"resource_id": BUCKET, "path": "tags.data", "value": "pii"}


def get(api: httpx.Client, path: str, **params: Any) -> Any:
    answer = api.get(path, params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()


def item(api: httpx.Client, policy_id: str, resource_id: str) -> dict[str, Any]:
    found: dict[str, Any] = get(
        api, f"/api/recommendations/{policy_id}/item", resource_id=resource_id
    )
    return found


def test_an_unhealthy_item_tells_every_field_of_the_page(small_api: httpx.Client) -> None:
    found = item(small_api, PUBLIC, BUCKET)
    assert {
        "verdict": "unhealthy",
        "status": "unassigned",
        "risk_level": "high",
        "at_least": True,
        "points": 7,
        "unseen": ["internet"],
        "factors": ["sensitive"],
        "attack_paths": 0,
        "attack_paths_evaluated": False,
        "freshness": "-",
        "evaluated_at": "2026-01-15T08:30:00Z",
        "changed_at": "2026-01-03T00:00:00Z",
        "owner": None,
        "suggested_owner": "data-team@example.com",
        "due_on": None,
        "evidence": [SEEN],
        "missing": [],
        "findings": None,
        "remediation": {"manual": "Switch it off", "cli": "aws s3api …", "terraform": None},
        "scope": {"scope_id": "111", "account": "111", "kind": "account"},
        "history": [],
        "exemptions": [],
    }.items() <= found.items()
    assert found["policy"]["standards"] == ["mcsb/NS-2"]
    assert found["resource"]["name"] == "crm-data"


def test_the_reasons_add_up_and_carry_their_proof(small_api: httpx.Client) -> None:
    found = item(small_api, PUBLIC, BUCKET)
    assert sum(reason["points"] for reason in found["reasons"]) == found["points"]
    assert [reason["evidence"] for reason in found["reasons"]] == [[], [TAGGED]]


def test_a_factor_that_was_not_evaluated_says_why(small_api: httpx.Client) -> None:
    internet, sensitive = item(small_api, PUBLIC, BUCKET)["factors_seen"]
    assert (internet["value"], sensitive["value"]) == (None, "yes")
    assert internet["missing"] == [
        {
            "aspect": "AWS::S3::Bucket/policy",
            "code": "",
            "outcome": "partial",
            "needs": "s3:GetBucketPolicy",
        }
    ]


def test_tactics_stand_in_the_order_of_an_attack_and_techniques_have_names(
    small_api: httpx.Client,
) -> None:
    found = item(small_api, PUBLIC, BUCKET)
    names = [(tactic["id"], tactic["name"]) for tactic in found["tactics"]]
    assert names == [("TA0001", "Initial Access"), ("TA0010", "Exfiltration")]
    assert [technique["name"] for technique in found["techniques"]] == [
        "Data from Cloud Storage",
        "Cloud Accounts",
    ]


def test_the_clause_that_decided_is_the_line_of_the_file(small_api: httpx.Client) -> None:
    assert item(small_api, PUBLIC, BUCKET)["clause"] == "not(tobool(properties.on))"


def test_an_unknown_item_says_what_was_missing_and_which_permission_would_help(
    small_api: httpx.Client,
) -> None:
    found = item(small_api, ENCRYPTED, BUCKET)
    assert (found["verdict"], found["status"], found["risk_level"]) == ("unknown", "unknown", None)
    assert found["missing"] == [UNSEEN]
    assert (found["tactics"], found["policy"]["standards"]) == ([], [])


def test_an_account_that_could_not_be_listed_is_an_item_too(small_api: httpx.Client) -> None:
    found = item(small_api, "aws-iam-mfa", "111")
    assert found["resource"] | {"region": None} == {
        "id": "111",
        "name": "111",
        "type": "AWS::IAM::User",
        "environment": "AWS",
        "account": "111",
        "region": None,
        "resource_group": None,
        "is_account": True,
        "last_seen_at": None,
    }
    assert found["missing"][0]["needs"] == "iam:ListUsers"


def test_a_healthy_item_is_completed(small_api: httpx.Client) -> None:
    found = item(small_api, PUBLIC, "arn:aws:s3:::logs")
    assert (found["status"], found["risk_level"], found["reasons"]) == ("completed", None, [])
    assert found["resource"]["last_seen_at"] == "2026-01-10T00:00:00Z"


def test_findings_are_counted_by_severity(small_api: httpx.Client) -> None:
    found = item(small_api, CVES, MACHINE)
    assert found["findings"] == {
        "critical": 2,
        "high": 0,
        "medium": 0,
        "low": 1,
        "unknown": 0,
        "total": 3,
    }
    assert found["scope"]["kind"] == "resource_group"
    assert "subassessments" in found["queries"]["findings"]


@pytest.mark.parametrize(
    ("params", "wanted"),
    [
        ({}, ["CVE-2021-44228", "CVE-2020-0002", "CVE-2020-0001"]),
        ({"severity": "low"}, ["CVE-2020-0001"]),
        ({"severity": ["low", "high"]}, ["CVE-2020-0001"]),
        ({"q": "ZLIB"}, ["CVE-2020-0001"]),
        ({"q": "%"}, []),
    ],
)
def test_findings_are_listed_the_most_severe_first(
    small_api: httpx.Client, params: dict[str, Any], wanted: list[str]
) -> None:
    path = f"/api/recommendations/{CVES}/findings"
    page = get(small_api, path, resource_id=MACHINE, **params)
    assert [each["finding"] for each in page["items"]] == wanted
    assert page["total"] == len(wanted)


def test_findings_come_in_pages(small_api: httpx.Client) -> None:
    path = f"/api/recommendations/{CVES}/findings"
    first = get(small_api, path, resource_id=MACHINE, limit=2)
    second = get(small_api, path, resource_id=MACHINE, limit=2, after=first["next"])
    assert [each["id"] for each in first["items"] + second["items"]] == ["f1", "f3", "f2"]
    other = small_api.get(path, params={"resource_id": MACHINE, "q": "x", "after": first["next"]})
    assert (other.status_code, other.json()["code"]) == (400, "bad_query")


@pytest.mark.parametrize(
    ("policy_id", "tab", "names", "reasons"),
    [
        (PUBLIC, "unhealthy", ["crm-data"], [None]),
        (PUBLIC, "healthy", ["logs"], [None]),
        (ENCRYPTED, "not_applicable", ["logs"], ["properties.public is true"]),
        (
            ENCRYPTED,
            "unknown",
            ["crm-data"],
            ["policy was not seen: AccessDenied, needs s3:GetBucketPolicy"],
        ),
        (PUBLIC, "unknown", [], []),
    ],
)
def test_a_policys_resources_stand_in_four_tabs(
    small_api: httpx.Client, policy_id: str, tab: str, names: list[str], reasons: list[str]
) -> None:
    page = get(small_api, f"/api/recommendations/{policy_id}", status=tab)
    assert [each["resource"]["name"] for each in page["items"]] == names
    assert [each["reason"] for each in page["items"]] == reasons
    assert page["total"] == page["counts"][tab] == len(names)


def test_the_counts_of_all_tabs_come_with_each(small_api: httpx.Client) -> None:
    page = get(small_api, f"/api/recommendations/{PUBLIC}")
    assert page["counts"] == {
        "unhealthy": 1,
        "healthy": 1,
        "not_applicable": 0,
        "unknown": 0,
        "exempted": 0,
    }
    assert page["levels"]["high"] == 1


def test_a_resource_tells_its_documents_and_all_that_is_concluded(small_api: httpx.Client) -> None:
    found = get(small_api, "/api/resources/item", id=BUCKET)
    assert (found["properties"], found["aspects"]) == ({"public": True}, {"acl": {}})
    assert found["missing"] == [UNSEEN]
    assert found["exposure"]["width"] is None
    assert found["exposure"]["missing"] == [UNSEEN]
    verdicts = [
        (each["policy_id"], each["status"], each["risk_level"]) for each in found["verdicts"]
    ]
    assert verdicts == [(PUBLIC, "unhealthy", "high"), (ENCRYPTED, "unknown", None)]
    assert get(small_api, "/api/resources/item", id=MACHINE)["exposure"] is None


def test_a_policys_definition_is_its_file(small_api: httpx.Client) -> None:
    found = get(small_api, f"/api/policies/{PUBLIC}")
    assert found["not_applicable_when"] == ["tobool(properties.retired)"]
    assert found["unhealthy_when"] == [
        "not(tobool(properties.on))",
        "any:\n  in: properties.rules\n  where: item.open == 'yes'",
    ]
    assert found["file"] == "aws/s3/rule.yaml"
    assert found["text"].startswith("id: aws-bucket-rule-0")
    assert "it is off" in found["cases"]
    assert found["counts"]["unhealthy"] == 1


def test_a_policy_without_a_file_still_has_a_page(small_api: httpx.Client) -> None:
    found = get(small_api, f"/api/policies/{CVES}")
    assert (found["file"], found["text"], found["unhealthy_when"]) == (None, None, [])


def test_policies_are_listed_with_their_verdicts(small_api: httpx.Client) -> None:
    page = get(small_api, "/api/policies")
    counts = {each["id"]: each["counts"] for each in page["items"]}
    assert (page["total"], page["unknown"], page["broken"]) == (4, 2, [])
    assert counts[ENCRYPTED]["unknown"] == counts[ENCRYPTED]["not_applicable"] == 1


def test_cards_show_the_score_of_the_scope_with_its_badge(small_api: httpx.Client) -> None:
    card = get(small_api, "/api/recommendations/summary")["score"]
    assert (card["score"], card["low"], card["badge"]) == (44.0, 30.5, "At risk")
    assert card["delta"] == 4.0
    assert [point["score"] for point in card["history"]] == [None, 40.0, 44.0]
    assert card["history"][0]["day"] == "2026-01-08"
    assert card["unknown_resources"] == 1


def test_a_lower_bound_that_is_not_stated_says_what_was_never_listed(
    small_api: httpx.Client,
) -> None:
    card = get(small_api, "/api/recommendations/summary", environment="AWS")["score"]
    assert (card["low"], card["unlisted"], card["badge"]) == (None, ["111 AWS::IAM::User"], "Good")
    assert (card["delta"], card["history"]) == (None, [])


def test_nothing_to_count_is_no_score_and_no_badge(small_api: httpx.Client) -> None:
    card = get(small_api, "/api/recommendations/summary", view="secret")["score"]
    assert (card["score"], card["badge"], card["delta"]) == (None, None, None)
    assert get(small_api, "/api/recommendations/summary", account="acme")["score"] is None


def test_the_group_is_part_of_an_azure_item(small_api: httpx.Client) -> None:
    assert item(small_api, CVES, MACHINE)["scope"]["scope_id"] == GROUP
