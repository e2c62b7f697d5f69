"""A decision takes effect with the next answer, undoes itself, and never overwrites another's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.web.conftest import Web
from tests.web.small import BUCKET, CVES, ENCRYPTED, GROUP, MACHINE, PUBLIC

DUTY = {"policy_id": PUBLIC, "resource_id": BUCKET, "owner": "ops@example.com"}
ON = {"policy_id": PUBLIC, "resource_id": BUCKET}
WAIVER = {"name": "Known", "description": "Until the move", "category": "waiver"}


def item(client: httpx.Client, policy_id: str = PUBLIC, resource_id: str = BUCKET) -> Any:
    path = f"/api/recommendations/{policy_id}/item"
    return client.get(path, params={"resource_id": resource_id}).json()


def assigned(client: httpx.Client, due_on: str = "2026-01-20", **more: Any) -> Any:
    answer = client.post("/api/assignments", json={**DUTY, "due_on": due_on, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_an_assignment_is_on_show_at_once(tiny: Web) -> None:
    client = tiny.visitor()
    made = assigned(client)
    assert made["assignment"] | {"assigned_at": ""} == {
        **DUTY,
        "due_on": "2026-01-20",
        "eta_on": None,
        "justification": None,
        "grace": False,
        "assigned_by": "local",
        "assigned_at": "",
        "version": made["decision_version"],
    }
    seen = {"X-Seen-Version": str(made["decision_version"])}
    answer = client.get("/api/recommendations", headers=seen)
    assert answer.headers["X-Decision-Version"] == str(made["decision_version"])
    [row] = [row for row in answer.json()["items"] if row["policy_id"] == PUBLIC]
    assert (row["status"], row["owner"], row["due_on"]) == (
        "on_time",
        "ops@example.com",
        "2026-01-20",
    )


def test_a_due_date_is_met_through_its_whole_day(tiny: Web) -> None:
    client = tiny.visitor()
    assigned(client, due_on="2026-01-15")
    assert item(client)["status"] == "on_time"
    tiny.estate.now += timedelta(days=1)
    assert item(client)["status"] == "overdue"


def test_an_eta_moves_and_the_due_date_does_not(tiny: Web) -> None:
    client = tiny.visitor()
    assigned(client)
    change = {**ON, "eta_on": "2026-02-10", "justification": "vendor"}
    changed = client.patch("/api/assignments", json=change).json()["assignment"]
    assert (changed["eta_on"], changed["due_on"]) == ("2026-02-10", "2026-01-20")
    assert changed["owner"] == DUTY["owner"]
    taken_back = client.patch("/api/assignments", json={**ON, "eta_on": None})
    assert taken_back.json()["assignment"]["justification"] is None


@pytest.mark.parametrize(
    "change",
    [
        {"eta_on": "2026-02-10"},
        {"eta_on": "2026-02-10", "justification": " "},
        {"justification": "no date"},
        {"owner": None},
        {"due_on": None},
    ],
)
def test_a_change_that_says_half_is_refused(tiny: Web, change: dict[str, Any]) -> None:
    client = tiny.visitor()
    assigned(client)
    answer = client.patch("/api/assignments", json=ON | change)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_query")
    assert item(client)["eta_on"] is None


def test_the_second_of_two_editors_is_told(tiny: Web) -> None:
    client = tiny.visitor()
    assigned(client)
    seen = item(client)["assignment_version"]
    mine = {**ON, "owner": "me", "expected_version": seen}
    assert client.patch("/api/assignments", json=mine).status_code == 200
    answer = client.patch("/api/assignments", json=mine | {"owner": "you"})
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert item(client)["owner"] == "me"
    again = client.post("/api/assignments", json={**DUTY, "due_on": "2026-01-30"})
    assert again.status_code == 409


def test_an_assignment_taken_away_leaves_its_history(tiny: Web) -> None:
    client = tiny.visitor()
    assigned(client)
    answer = client.delete("/api/assignments", params=ON)
    assert answer.status_code == 200
    found = item(client)
    assert (found["status"], found["owner"], found["due_on"]) == ("unassigned", None, None)
    history = client.get("/api/decisions/history", params=ON).json()
    assert [event["kind"] for event in history["items"]] == ["unassigned", "assigned"]
    assert history["items"] == found["history"]
    assert client.delete("/api/assignments", params=ON).status_code == 404


@pytest.mark.parametrize(
    ("policy_id", "resource_id", "status"),
    [
        (PUBLIC, "arn:aws:s3:::logs", 409),
        (ENCRYPTED, BUCKET, 409),
        (PUBLIC, MACHINE, 404),
        ("none", BUCKET, 404),
    ],
)
def test_only_what_is_unhealthy_can_be_assigned(
    tiny: Web, policy_id: str, resource_id: str, status: int
) -> None:
    body = {"policy_id": policy_id, "resource_id": resource_id, "owner": "me"}
    answer = tiny.visitor().post("/api/assignments", json=body | {"due_on": "2026-01-20"})
    assert answer.status_code == status
    assert tiny.estate.decisions.version() == 0


@pytest.mark.parametrize(
    ("kind", "target", "policy_id", "resource_id"),
    [
        ("resource", BUCKET, PUBLIC, BUCKET),
        ("account", "111", PUBLIC, BUCKET),
        ("resource_group", GROUP, CVES, MACHINE),
    ],
)
def test_an_exemption_hides_a_recommendation_until_it_is_revoked(
    tiny: Web, kind: str, target: str, policy_id: str, resource_id: str
) -> None:
    client = tiny.visitor()
    before = item(client, policy_id, resource_id)
    body = {**WAIVER, "policy_id": policy_id, "kind": kind, "target": target}
    made = client.post("/api/exemptions", json=body)
    assert made.status_code == 201, made.text
    found = item(client, policy_id, resource_id)
    assert (found["verdict"], found["status"]) == ("unhealthy", "exempted")
    assert found["exemption"] == found["exemptions"][0] == made.json()["exemption"]
    page = client.get(f"/api/recommendations/{policy_id}").json()
    assert (page["items"], page["counts"]["not_applicable"], page["counts"]["exempted"]) == (
        [],
        1,
        1,
    )
    hidden = client.get(f"/api/recommendations/{policy_id}?status=not_applicable").json()
    assert hidden["items"][0]["reason"] == "Exempt, waiver: Known. Until the move"

    revoked = client.delete(f"/api/exemptions/{found['exemption']['id']}")
    assert revoked.status_code == 200
    after = item(client, policy_id, resource_id)
    gone: dict[str, Any] = {"history": [], "queries": None}
    assert after | gone == before | gone
    assert [event["kind"] for event in after["history"]] == ["revoked", "exempted"]
    again = client.delete(f"/api/exemptions/{found['exemption']['id']}")
    assert (again.status_code, again.json()["code"]) == (409, "conflict")


def test_an_exemption_ends_at_its_instant(tiny: Web) -> None:
    client = tiny.visitor()
    ends = {"expires_at": "2026-01-16T01:00:00+02:00"}
    body = {**WAIVER, "policy_id": PUBLIC, "kind": "resource", "target": BUCKET, **ends}
    made = client.post("/api/exemptions", json=body).json()["exemption"]
    assert made["expires_at"] == "2026-01-15T23:00:00Z"
    tiny.estate.now += timedelta(days=1)
    found = item(client)
    assert (found["status"], found["exemption"], found["exemptions"]) == ("unassigned", None, [])


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"description": ""}, 400),
        ({"expires_at": "2026-01-01T00:00:00Z"}, 400),
        ({"expires_at": "2026-02-01T00:00:00"}, 422),
        ({"category": "ignored"}, 422),
        ({"name": "  "}, 422),
        ({"target": "elsewhere"}, 404),
        ({"policy_id": "none"}, 404),
        ({"surprise": 1}, 422),
    ],
)
def test_an_exemption_that_makes_no_sense_is_refused(
    tiny: Web, change: dict[str, Any], status: int
) -> None:
    body = {**WAIVER, "policy_id": PUBLIC, "kind": "resource", "target": BUCKET} | change
    assert tiny.visitor().post("/api/exemptions", json=body).status_code == status
    assert tiny.estate.decisions.version() == 0


def test_exemptions_are_listed_with_those_that_ended(tiny: Web) -> None:
    client = tiny.visitor()
    body = {**WAIVER, "policy_id": PUBLIC, "kind": "resource", "target": BUCKET}
    made = client.post("/api/exemptions", json=body).json()["exemption"]
    client.delete(f"/api/exemptions/{made['id']}")
    page = client.get("/api/exemptions").json()
    assert [(each["id"], each["revoked_at"] is None) for each in page["items"]] == [
        (made["id"], False)
    ]


def test_a_page_that_was_begun_is_finished_as_it_was(busy: Web) -> None:
    client = busy.visitor()
    whole = client.get("/api/recommendations", params={"limit": 500}).json()["items"]
    first = client.get("/api/recommendations", params={"limit": 50}).json()
    row = whole[-1]
    body = {name: row[name] for name in ("policy_id", "resource_id")}
    client.post("/api/assignments", json={**body, "owner": "me", "due_on": "2026-01-20"})
    rest = {"limit": 500, "after": first["next"]}
    second = client.get("/api/recommendations", params=rest).json()
    assert first["items"] + second["items"] == whole
    fresh = client.get("/api/recommendations", params={"limit": 500}).json()["items"]
    assert fresh[-1]["owner"] == "me"


def test_a_page_of_long_ago_is_begun_anew(tiny: Web) -> None:
    client = tiny.visitor()
    first = client.get("/api/recommendations?limit=1").json()
    for _ in range(3):
        assigned(client)
        client.get("/api/recommendations")
        client.delete("/api/assignments", params=ON)
        client.get("/api/recommendations")
    answer = client.get("/api/recommendations", params={"limit": 1, "after": first["next"]})
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


def test_a_new_snapshot_is_on_show_at_once(tiny: Web) -> None:
    client = tiny.visitor()
    assert client.get("/api/recommendations").json()["total"] == 2
    facts = {**tiny.estate.facts, "verdicts": tiny.estate.facts["verdicts"][1:]}
    tiny.estate.publish("s2", facts)
    answer = client.get("/api/recommendations")
    assert (answer.headers["X-Snapshot"], answer.json()["total"]) == ("s2", 1)


def test_history_knows_only_exemptions_that_hold_the_resource(tiny: Web) -> None:
    client = tiny.visitor()
    for kind, target in (("account", "111"), ("resource_group", GROUP)):
        body = {**WAIVER, "policy_id": PUBLIC, "kind": kind, "target": target}
        assert client.post("/api/exemptions", json=body).status_code == 201
    assert [event["detail"]["target"] for event in item(client)["history"]] == ["111"]
