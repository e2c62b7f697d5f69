"""An Azure on the loopback interface: it speaks the wire format, the real SDK does the rest."""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from azure.core.credentials import AccessToken

from highground.inventory.azure_client import Endpoint

TOKEN = "stub-token"
WHERE = re.compile(r"where type (=~|!~) '([^']+)'")


class StaticToken:
    """A credential that has its token already."""

    def get_token(self, *scopes: str, **_: Any) -> AccessToken:
        return AccessToken(TOKEN, int(time.time()) + 3600)


def error(status: int, code: str) -> tuple[int, Any]:
    """What Azure answers when it refuses."""
    return status, {"error": {"code": code, "message": "no"}}


def subscription(id_: str) -> dict[str, Any]:
    """The row of a subscription that the caller may read."""
    return {
        "table": "resourcecontainers",
        "id": f"/subscriptions/{id_}",
        "name": f"Subscription {id_}",
        "type": "microsoft.resources/subscriptions",
        "subscriptionId": id_,
        "tenantId": "t1",
        "properties": {"state": "Enabled"},
        "tags": None,
    }


@dataclass
class Cloud:
    """What it holds, and how it misbehaves."""

    rows: list[dict[str, Any]]
    arm: dict[str, tuple[int, Any]] = field(default_factory=dict)  # path without its query
    groups: dict[str, list[str]] = field(default_factory=dict)
    page: int = 1000
    graph_faults: dict[int, tuple[int, Any]] = field(default_factory=dict)  # by number of query
    remaining: dict[int, int] = field(default_factory=dict)  # quota left after that query
    totals: int | None = None  # what it claims to have, if not the truth
    queries: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)

    def answer(self, body: dict[str, Any]) -> tuple[int, Any, dict[str, str]]:
        """One page of Resource Graph."""
        number = len(self.queries)
        self.queries.append(body)
        quota = {
            "x-ms-user-quota-remaining": str(self.remaining.get(number, 14)),
            "x-ms-user-quota-resets-after": "00:00:03",
        }
        if number in self.graph_faults:
            return *self.graph_faults[number], {"Retry-After": "0", **quota}
        found = self._found(body)
        options = body.get("options") or {}
        token = options.get("$skipToken")
        start = int(base64.b64decode(token)) if token else 0
        stop = start + min(int(options.get("$top") or 100), self.page)
        rows = [{k: v for k, v in row.items() if k != "table"} for row in found[start:stop]]
        total = len(found) if self.totals is None else self.totals
        answer = {
            "totalRecords": total,
            "count": len(rows),
            "facets": [],
            "resultTruncated": "false",
            "data": rows,
        }
        if stop < len(found):
            answer["$skipToken"] = base64.b64encode(str(stop).encode()).decode()
        return 200, answer, quota

    def _found(self, body: dict[str, Any]) -> list[dict[str, Any]]:
        query = body["query"]
        seen = set(body.get("subscriptions") or ())
        for group in body.get("managementGroups") or ():
            seen |= set(self.groups.get(group, ()))
        table = query.split()[0].lower()
        found = [
            row
            for row in self.rows
            if row.get("table", "resources") == table
            and (not row.get("subscriptionId") or row["subscriptionId"] in seen)
        ]
        for operator, type_ in WHERE.findall(query):
            same = operator == "=~"
            found = [row for row in found if (row["type"].lower() == type_) is same]
        return sorted(found, key=lambda row: str(row["id"]))


class Handler(BaseHTTPRequestHandler):
    """Refuses a request without the token; a question nobody foresaw is 404."""

    protocol_version = "HTTP/1.1"
    cloud: Cloud

    def log_message(self, *_: object) -> None:
        """Stay silent."""

    def reply(self, status: int, body: Any, headers: dict[str, str]) -> None:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        content = content.replace(b"$BASE", f"http://{self.headers['Host']}".encode())
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def allowed(self) -> bool:
        if self.headers.get("Authorization") == f"Bearer {TOKEN}":
            return True
        self.reply(*error(401, "AuthenticationFailed"), {})
        return False

    def do_GET(self) -> None:
        if self.allowed():
            self.cloud.asked.append(self.path)
            path = urlsplit(self.path).path
            status, body = self.cloud.arm.get(path) or error(404, "ResourceNotFound")
            self.reply(status, body, {"Retry-After": "0"} if status == 429 else {})

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if not self.path.startswith("/providers/Microsoft.ResourceGraph/resources?"):
            self.cloud.writes.append(self.path)
        if self.allowed():
            self.reply(*self.cloud.answer(json.loads(body)))


@contextmanager
def azure(cloud: Cloud) -> Iterator[Endpoint]:
    """Where `cloud` answers, for as long as the block lasts."""
    handler = type("CloudHandler", (Handler,), {"cloud": cloud})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield Endpoint(
                base_url=f"http://127.0.0.1:{server.server_port}",
                credential_scopes=("x/.default",),
                credential=StaticToken(),
                retries=1,
            )
        finally:
            server.shutdown()
            thread.join()
