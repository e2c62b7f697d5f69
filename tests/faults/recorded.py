"""The emulator's answers, each asked for once: it is slow, and nobody changes what it holds.

Stands between the fault proxy and the emulator, so that hundreds of scans take seconds.
"""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

SIGNED_FOR = re.compile(r"Credential=[^/]+/\d+/([^,]+)")
# Two requests that agree in these, in the place that they are signed for and in their body ask
# for the same.
TELLING = ("X-Amz-Target", "x-amz-account-id")
NOT_FORWARDED = {"connection", "transfer-encoding", "content-length"}

Answer = tuple[int, dict[str, str], bytes]


@contextmanager
def recorded(upstream: str) -> Iterator[str]:
    """The address of a server that answers as `upstream` did when it was first asked."""
    answers: dict[tuple[object, ...], Answer] = {}
    place = urlsplit(upstream).netloc

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # headers and body in one packet: else the body waits for an ACK, 40 ms

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            signed = SIGNED_FOR.search(self.headers.get("Authorization", ""))
            told = [self.headers.get(name) for name in TELLING]
            question = (self.command, self.path, body, signed and signed[1], *told)
            if question not in answers:
                answers[question] = self.ask(body)
            status, headers, content = answers[question]
            self.send_response_only(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_PUT = do_HEAD = handle_any

        def ask(self, body: bytes) -> Answer:
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
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
