"""Serve the application over HTTP, on loopback unless told otherwise."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import closing

import uvicorn
from fastapi import FastAPI

from highground.errors import NotReady
from highground.web.app import create_app
from highground.web.deps import Deps
from highground.web.door import Door


def serve(deps: Deps, host: str, port: int, announce: Callable[[str], None]) -> None:
    """Serve until interrupted. `announce` is given the link, which is good once.

    Port 0 takes a free one. Raises `NotReady` if the address is taken.
    """
    door = Door()
    with closing(listen(host, port)) as listening:
        announce(link(listening, door))
        uvicorn.Server(config(create_app(deps, door))).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections from now on, so that a link works once it is printed."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        raise NotReady(
            f"cannot listen on {host}:{port}: {error.strerror}. Stop what listens there, or set "
            "HIGHGROUND_WEB__PORT"
        ) from error
    # An answer's head and body are two writes: without this the second waits 40 ms for the
    # first one's acknowledgement. Connections inherit it.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def link(listening: socket.socket, door: Door) -> str:
    """The link through which one person may come in."""
    host, port = listening.getsockname()[:2]
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}/open?token={door.invite()}"


def config(app: FastAPI) -> uvicorn.Config:
    """How the server runs. No proxy stands in front, so nobody may say that one does."""
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=3,
    )
