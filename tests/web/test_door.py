"""One link lets one person in, once."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from highground.web.door import IDLE_SECONDS, TRIES, TRIES_SECONDS, Door
from tests.web.conftest import Web


def test_the_link_gives_a_session_that_scripts_and_other_sites_cannot_use(busy: Web) -> None:
    with busy.stranger() as client:
        answer = client.get(busy.link())
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        name, *attributes = answer.headers["set-cookie"].split("; ")
        assert name.startswith("highground_session=")
        assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(attributes)
        assert client.get("/api/session").json()["user"] == "local"


def test_a_link_is_good_once(busy: Web) -> None:
    link = busy.link()
    with busy.stranger() as first, busy.stranger() as second:
        first.get(link)
        # Asking for the server's address made newer links; the used one stays used.
        assert first.get(link).status_code == second.get(link).status_code == 403
        assert second.get("/api/session").status_code == 403


def test_a_newer_link_ends_an_older_one(busy: Web) -> None:
    with busy.stranger() as client:
        old, new = busy.link(), busy.link()
        assert client.get(old).status_code == 403
        assert client.get(new).status_code == 303


@pytest.mark.parametrize("token", ["", "guessed", "ä", "x" * 201])
def test_a_guessed_link_opens_nothing(busy: Web, token: str) -> None:
    with busy.stranger() as client:
        answer = client.get("/open", params={"token": token})
        assert answer.status_code in (403, 422)
        assert "set-cookie" not in answer.headers


def test_guessing_is_slowed_down(busy: Web) -> None:
    with busy.stranger() as client:
        answers = [client.get("/open?token=guessed") for _ in range(TRIES + 1)]
    assert [answer.status_code for answer in answers] == [403] * TRIES + [429]
    assert answers[-1].json()["code"] == "too_many_requests"
    assert 0 < int(answers[-1].headers["retry-after"]) <= TRIES_SECONDS


def test_the_server_listens_on_loopback(busy: Web) -> None:
    parts = urlsplit(busy.link())
    assert parts.hostname == "127.0.0.1"
    [token] = parse_qs(parts.query)["token"]
    assert len(token) >= 43  # 32 bytes


class Clock:
    """A clock that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_session_that_nobody_used_for_hours_ends() -> None:
    clock = Clock()
    door = Door(clock)
    session = door.enter(door.invite(), "somebody")
    clock.now += IDLE_SECONDS
    assert door.visitor(session) is not None
    clock.now += IDLE_SECONDS
    assert door.visitor(session) is not None
    clock.now += IDLE_SECONDS + 1
    assert door.visitor(session) is None


def test_no_secret_is_kept_as_it_was_given() -> None:
    door = Door()
    token = door.invite()
    assert token not in repr(door)
    session = door.enter(token, "somebody")
    assert session is not None
    assert session not in repr(door)


def test_tries_are_forgotten_after_a_while() -> None:
    clock = Clock()
    door = Door(clock)
    assert [door.wait("a") for _ in range(TRIES)] == [0] * TRIES
    assert door.wait("a") > 0
    assert door.wait("b") == 0
    clock.now += TRIES_SECONDS
    assert door.wait("a") == 0
