"""Users' queries, each in a process that can be killed: limits, a warm pool, results."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from highground.errors import NotKql, TooMuch
from highground.kql.column import Column
from highground.scopes import EVERYTHING, Scope

PACKAGE_FOLDER = str(Path(__file__).parents[2])
INHERITED = ("PATH", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH", "SYSTEMROOT")
USES = 500  # of one child, before a fresh one takes its place


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take, and how many may run at once."""

    seconds: float = 20.0
    memory_mb: int = 1024
    rows: int = 25_000
    result_mb: int = 32
    threads: int = 1
    children: int = 4
    wait_seconds: float = 10.0  # for one of the others to end


@dataclass(frozen=True, slots=True)
class Source:
    """Parquet parts by table, on local disk. Equal ids mean equal parts, for good."""

    id: str
    parts: Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Result:
    """Rows of JSON's values. `truncated`: there were more rows than the limit."""

    columns: tuple[Column, ...]
    rows: list[list[Any]]
    truncated: bool
    seconds: float


class Sandbox:
    """Runs queries in child processes. Threads may share it; close it when done."""

    def __init__(self, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._free = threading.Semaphore(self.limits.children)
        self._lock = threading.Lock()
        self._idle: list[_Child] = [_Child()]
        self._closed = False

    def query(self, text: str, source: Source, scope: Scope = EVERYTHING) -> Result:
        """Run KQL over a source as the reader of `scope` sees it.

        Raises: `NotKql` with the place in `text`; `TooMuch`, which names the limit that was hit
        Cost:   some milliseconds in a child that has this source and scope ready, 0.1 s where it
                prepares them, 0.6 s more where a child starts
        """
        if not self._free.acquire(timeout=self.limits.wait_seconds):
            raise TooMuch(f"{self.limits.children} queries are running already: try again later")
        try:
            child = self._take((source.id, scope))
            try:
                return self._ask(child, text, source, scope)
            finally:
                self._give_back(child)
        finally:
            self._free.release()

    def close(self) -> None:
        """End all children. A query that still runs fails."""
        with self._lock:
            self._closed = True
            for child in self._idle:
                child.kill()
            self._idle.clear()

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take(self, key: object) -> _Child:
        """A child that has this source ready, else one that has none, else the longest idle."""
        with self._lock:
            self._bury()
            for ready in (key, None):
                for child in self._idle:
                    if child.key == ready:
                        self._idle.remove(child)
                        return child
            return self._idle.pop(0) if self._idle else _Child()

    def _bury(self) -> None:
        """Forget children that ended while they were idle: no query is to blame."""
        for child in [each for each in self._idle if each.process.poll() is not None]:
            child.kill()
            self._idle.remove(child)

    def _give_back(self, child: _Child) -> None:
        """Keep a child that is well; start another in place of one that is not, ahead of need."""
        with self._lock:
            if child.dead or child.uses >= USES or self._closed:
                child.kill()
                child = _Child() if not self._closed else child
            if not self._closed:
                self._idle.append(child)

    def _ask(self, child: _Child, text: str, source: Source, scope: Scope) -> Result:
        request: dict[str, Any] = {"text": text, "limits": asdict(self.limits)}
        if child.key != (source.id, scope):
            request["parts"] = {name: list(files) for name, files in source.parts.items()}
            request["scope"] = scope.ids
        began = time.monotonic()
        child.key = None
        answer = child.ask(request, self.limits)
        child.key = (source.id, scope)
        if "not_kql" in answer:
            problem, line, column = answer["not_kql"]
            raise NotKql(problem, line, column)
        if "too_much" in answer:
            child.kill()  # what it holds is spent
            raise TooMuch(answer["too_much"])
        columns = tuple(Column(*each) for each in answer["columns"])
        seconds = time.monotonic() - began
        return Result(columns, answer["rows"], answer["truncated"], seconds)


@dataclass(eq=False, slots=True)
class _Child:
    """One child process and the socket to it."""

    key: object = None  # the source and scope that it has ready
    uses: int = 0
    dead: bool = False
    process: subprocess.Popen[bytes] = field(init=False)
    pipe: Connection = field(init=False)

    def __post_init__(self) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            # None of the settings and credentials of this process reach the child.
            env = {name: os.environ[name] for name in INHERITED if name in os.environ}
            self.process = subprocess.Popen(
                [sys.executable, "-P", "-m", "highground.kql.child", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                env=env | {"PYTHONPATH": PACKAGE_FOLDER},
            )
        self.pipe = Connection(ours.detach())

    def ask(self, request: Mapping[str, Any], limits: Limits) -> dict[str, Any]:
        """Its answer, or `TooMuch` if it took too long or died of hunger."""
        try:
            if self.uses == 0:
                self.pipe.recv_bytes()  # it has started: its imports are not the query's time
            self.uses += 1
            self.pipe.send_bytes(json.dumps(request).encode())
            if not self.pipe.poll(limits.seconds):
                self.kill()
                raise TooMuch(f"the query took longer than {limits.seconds:g} seconds")
            answer: dict[str, Any] = json.loads(self.pipe.recv_bytes())
            return answer
        except (EOFError, ConnectionError) as error:
            raise self._died(limits) from error
        except RecursionError as error:
            raise TooMuch("the result is nested too deeply") from error

    def kill(self) -> None:
        """End it at once, and leave no zombie."""
        if not self.dead:
            self.dead = True
            self.process.kill()
            self.process.wait()
            self.pipe.close()

    def _died(self, limits: Limits) -> Exception:
        code = self.process.wait()
        self.dead = True
        self.pipe.close()
        if code < 0:  # a signal: an allocation that was refused ends in an abort
            return TooMuch(f"the query needs more than {limits.memory_mb} MB of memory")
        return RuntimeError(f"the query process ended with {code}; its traceback is above")
