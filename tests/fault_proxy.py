"""A proxy in front of the emulator that denies, throttles, cuts and fails what it is told to.

    def test_…(aws: Emulator, proxy: FaultProxy) -> None:
        proxy.deny("s3", "get_bucket_policy")
        proxy.throttle("iam", times=2)                 # the next two calls of IAM, then no more
        proxy.throttle(share=0.3, seed=7)              # 30 % of all calls, the same each time
        proxy.cut("iam", "list_roles", nth=2)          # the second page ends in the middle
        proxy.fail(nth=17)                             # the 17th call of all
        source = AwsSource(AwsSettings(name="x", endpoint_url=proxy.url), calls, session())
        …
        assert [call.operation for call in proxy.calls if call.fault] == ["get_bucket_policy"]

Services and operations have botocore's names, as in `collectors/aws/`; `*` is any. The first fault
that applies is the one that happens, and each counts only the calls that it is about. Refusals
carry the code, status and body that the service's own protocol has for them.
"""

from __future__ import annotations

import http.client
import json
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from threading import Lock, Thread
from typing import TypedDict, Unpack
from urllib.parse import urlsplit

import pytest

from tests.emulator import Emulator
from tests.wire import Operation, operation_of

Answer = tuple[int, dict[str, str], bytes]

DENIED = {"ec2": "UnauthorizedOperation", "query": "AccessDenied", "rest-xml": "AccessDenied"}
THROTTLED = {"ec2": "RequestLimitExceeded", "query": "Throttling", "rest-xml": "SlowDown"}
NOT_FORWARDED = {"connection", "transfer-encoding", "content-length"}


@dataclass(frozen=True, slots=True)
class Call:
    """One request that came by. `fault` is what we did to it: "" if nothing."""

    number: int  # from 1
    service: str
    operation: str
    region: str
    status: int
    fault: str


class Which(TypedDict, total=False):
    """Which of the calls it is about a fault happens to, and as what."""

    times: int  # at most so many
    nth: int  # only the n-th, from 1
    share: float  # about so much of them
    seed: int  # of the dice for `share`
    code: str  # the provider's code, instead of the usual one
    region: str


@dataclass(slots=True)
class Fault:
    """What happens to which calls."""

    kind: str  # deny, throttle, fail, cut; "" is none
    service: str
    operation: str
    which: Which
    chance: Random
    met: int = 0
    done: int = 0

    def applies(self, operation: Operation) -> bool:
        """Whether it happens to this call; counts it."""
        asked = (operation.service, operation.name, operation.region)
        about = (self.service, self.operation, self.which.get("region", "*"))
        if not all(map(fnmatchcase, asked, about)):
            return False
        self.met += 1
        happens = (
            self.which.get("nth", self.met) == self.met
            and self.done < self.which.get("times", self.met)
            and self.chance.random() < self.which.get("share", 1.0)
        )
        self.done += happens
        return happens


@dataclass(slots=True)
class FaultProxy:
    """The faults to come and the calls that came. All of it may be used while calls are made."""

    url: str = ""
    calls: list[Call] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)

    def deny(self, service: str = "*", operation: str = "*", **which: Unpack[Which]) -> None:
        """Refuse with the service's own code for a missing permission, or with `code`."""
        self._add("deny", service, operation, **which)

    def throttle(self, service: str = "*", operation: str = "*", **which: Unpack[Which]) -> None:
        """Refuse with the service's own code for too many requests, or with `code`."""
        self._add("throttle", service, operation, **which)

    def fail(self, service: str = "*", operation: str = "*", **which: Unpack[Which]) -> None:
        """Answer 500, with `code` if it is given; the SDK may ask again, and often it will."""
        self._add("fail", service, operation, **which)

    def cut(self, service: str = "*", operation: str = "*", **which: Unpack[Which]) -> None:
        """Give the first half of the answer as if it were all of it."""
        self._add("cut", service, operation, **which)

    def spare(self, service: str = "*", operation: str = "*", **which: Unpack[Which]) -> None:
        """Do nothing to these, whatever is said about them later."""
        self._add("", service, operation, **which)

    def forget(self) -> None:
        """No more faults, and no calls seen."""
        with self._lock:
            self.calls.clear()
            self.faults.clear()

    def count(self) -> Counter[tuple[str, str]]:
        """How often each operation was called, retries included."""
        with self._lock:
            return Counter((call.service, call.operation) for call in self.calls)

    def answer(self, operation: Operation, forward: Callable[[], Answer]) -> Answer:
        """What the caller gets; the fault if there is one."""
        with self._lock:
            fault = next((each for each in self.faults if each.applies(operation)), None)
            number = len(self.calls) + 1
            kind = fault.kind if fault else ""
            seen = Call(number, operation.service, operation.name, operation.region, 0, kind)
            self.calls.append(seen)
        if fault and kind in ("deny", "throttle", "fail"):
            status, headers, body = refusal(operation, kind, fault.which.get("code"))
        else:
            status, headers, body = forward()
        if kind == "cut":
            body = body[: len(body) // 2]
        with self._lock:
            if number <= len(self.calls):
                self.calls[number - 1] = Call(
                    number, seen.service, seen.operation, seen.region, status, kind
                )
        return status, headers, body

    def _add(self, kind: str, service: str, operation: str, **which: Unpack[Which]) -> None:
        with self._lock:
            self.faults.append(Fault(kind, service, operation, which, Random(which.get("seed", 0))))


def refusal(operation: Operation, kind: str, code: str | None) -> Answer:
    """How a service says no, in its own protocol."""
    status, code = {
        "deny": (403, code or DENIED.get(operation.protocol, "AccessDeniedException")),
        "throttle": (400, code or THROTTLED.get(operation.protocol, "ThrottlingException")),
        "fail": (500, code or "InternalFailure"),
    }[kind]
    if code in ("SlowDown", "RequestLimitExceeded"):
        status = 503
    if operation.protocol in ("json", "rest-json"):
        body = json.dumps({"__type": code, "message": "no"})
        return status, {"x-amzn-ErrorType": code, "Content-Type": "application/json"}, body.encode()
    error = f"<Error><Code>{code}</Code><Message>no</Message></Error>"
    if operation.protocol == "ec2":
        error = f"<Response><Errors>{error}</Errors><RequestID>1</RequestID></Response>"
    elif operation.service != "s3":
        error = f"<ErrorResponse>{error}<RequestId>1</RequestId></ErrorResponse>"
    return status, {"Content-Type": "text/xml"}, error.encode()


@contextmanager
def faults(upstream: str) -> Iterator[FaultProxy]:
    """A proxy in front of `upstream`, on a free port of the loopback interface."""
    proxy = FaultProxy()
    place = urlsplit(upstream).netloc

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # headers and body in one packet: else the body waits for an ACK, 40 ms

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            operation = operation_of(self.command, self.path, dict(self.headers.items()), body)
            operation = operation or Operation("unknown", self.path, "", "rest-xml")
            status, headers, content = proxy.answer(operation, lambda: self.forward(body))
            self.send_response_only(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = do_PATCH = handle_any

        def forward(self, body: bytes) -> Answer:
            connection = http.client.HTTPConnection(place, timeout=60)
            try:
                connection.request(self.command, self.path, body, dict(self.headers.items()))
                answer = connection.getresponse()
                kept = {
                    name: value
                    for name, value in answer.getheaders()
                    if name.lower() not in NOT_FORWARDED
                }
                return answer.status, kept, answer.read()
            finally:
                connection.close()

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            proxy.url = f"http://127.0.0.1:{server.server_port}"
            yield proxy
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def proxy(aws: Emulator) -> Iterator[FaultProxy]:
    """A proxy without faults in front of the emptied emulator."""
    with faults(aws.url) as started:
        yield started
