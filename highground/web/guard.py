"""What every request passes first: host, origin, session, CSRF token; and headers on every answer.

The outermost handler stands here, too: whatever we did not expect is logged and answered with an
id to quote, in the same shape as every other error.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from secrets import compare_digest, token_hex
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from highground.errors import Forbidden
from highground.web.answers.common import Refusal
from highground.web.door import COOKIE, SIGN_IN, Door, Visitor
from highground.web.refusals import refusal, refuse, refuse_http

log = logging.getLogger(__name__)

MOST_BYTES = 1 << 20  # of a request's body; the longest that makes sense is a query
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

# Scripts stay strict. Fluent and Monaco write style elements, so styles cannot.
CSP = (
    "default-src 'self'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline'; "
    "font-src 'self'; img-src 'self' data:; connect-src 'self'; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
SECURITY = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


TOO_LONG = HTTPException(413, f"a body may have {MOST_BYTES} bytes")


class Guard:
    """Lets in who may come in."""

    def __init__(self, app: ASGIApp, door: Door, hosts: Iterable[str]) -> None:
        """`hosts` are the names, without port, under which this server answers."""
        self.app = app
        self.door = door
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, pass on, and put the headers on whatever is answered."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        request_id = token_hex(8)
        answer = _Answer(send, request_id, private=_is_private(scope["path"]))
        try:
            await self._pass(scope, _limited(receive), answer.send)
        except Exception:
            log.exception("%s %s failed, request %s", scope["method"], scope["path"], request_id)
            if answer.begun:
                raise
            said = Refusal(
                code="internal",
                message="something went wrong on our side; the log knows more",
                request_id=request_id,
            )
            await refusal(HTTPStatus.INTERNAL_SERVER_ERROR, said)(scope, receive, answer.send)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        visitor = self.door.visitor(_session(headers))
        problem = self._problem(scope, headers, visitor)
        if problem:
            await refuse(Forbidden(problem))(scope, receive, send)
        elif int(headers.get("content-length") or 0) > MOST_BYTES:
            await refuse_http(TOO_LONG)(scope, receive, send)
        else:
            await self.app({**scope, "visitor": visitor}, receive, send)

    def _problem(self, scope: Scope, headers: Headers, visitor: Visitor | None) -> str | None:
        """Why this request does not come in, or None."""
        host = headers.get("host", "")
        if _name(host) not in self.hosts:
            return f"this server does not answer for {host!r}: see `web.allowed_hosts`"
        origin = headers.get("origin")
        if origin is not None and origin.lower() != f"{scope['scheme']}://{host}".lower():
            return "the request comes from another site"
        if headers.get("sec-fetch-site", "none") not in {"none", "same-origin"}:
            return self._from_elsewhere(scope)
        return self._unsigned(scope, headers, visitor)

    def _from_elsewhere(self, scope: Scope) -> str | None:
        """A link from another site may open a page, and nothing else."""
        if scope["method"] in SAFE and not scope["path"].startswith("/api"):
            return None
        return "the request comes from another site"

    def _unsigned(self, scope: Scope, headers: Headers, visitor: Visitor | None) -> str | None:
        if not scope["path"].startswith("/api"):
            return None
        if visitor is None:
            return SIGN_IN
        token = headers.get("x-csrf-token", "")
        if scope["method"] not in SAFE and not _equal(token, visitor.csrf_token):
            return "a change needs the header X-CSRF-Token, as /api/session gives it"
        return None


class _Answer:
    """The way out: adds headers, and knows whether the answer has begun."""

    def __init__(self, send: Send, request_id: str, *, private: bool) -> None:
        self._send = send
        self._headers = SECURITY | {"X-Request-Id": request_id}
        if private:
            self._headers["Cache-Control"] = "no-store"
        self.begun = False

    async def send(self, message: Message) -> None:
        """Pass on one message."""
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            for name, value in self._headers.items():
                headers[name] = value
        await self._send(message)


def _is_private(path: str) -> bool:
    return path.startswith("/api") or path == "/open"


def _limited(receive: Receive) -> Receive:
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            raise TOO_LONG
        return message

    return limited


def _name(host: str) -> str:
    """A Host header without its port."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
    return f"[{name}]" if ":" in name else name


def _session(headers: Headers) -> str | None:
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return cookie.value if cookie else None


def _equal(one: str, other: str) -> bool:
    return compare_digest(one.encode(), other.encode())
