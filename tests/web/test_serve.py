"""The server itself: where it listens, and that an answer is not held back."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest

from highground.errors import NotReady
from highground.web.door import Door
from highground.web.serve import link, listen


def test_a_connection_sends_at_once() -> None:
    with (
        closing(listen("127.0.0.1", 0)) as listening,
        socket.create_connection(listening.getsockname()),
        listening.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_an_address_that_is_taken_is_named_with_its_remedy() -> None:
    with closing(listen("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(NotReady, match=f"127.0.0.1:{port}.*HIGHGROUND_WEB__PORT"):
            listen("127.0.0.1", port)


def test_the_link_names_the_port_that_was_taken() -> None:
    with closing(listen("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        assert link(listening, Door()).startswith(f"http://127.0.0.1:{port}/open?token=")
