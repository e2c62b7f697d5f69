"""A real console: scanned, served and driven, as a newcomer would have it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    StorageState,
    sync_playwright,
)

ROOT = Path(__file__).parents[2]
ESTATE = Path(__file__).with_name("estate")
DIST = ROOT / "ui" / "dist"
AXE = ROOT / "ui" / "node_modules" / "axe-core" / "axe.min.js"

CHROMIUM_ARGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SLOW_MS = 30_000  # a busy machine is slow, not wrong
AXE_RUN = """() => axe.run({exclude: [['[data-tabster-dummy]']]}, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
})"""


def chromium_path() -> str:
    """Say which browser the tests drive: $HIGHGROUND_CHROMIUM or the first one on PATH."""
    names = ("chromium", "chromium-browser", "google-chrome")
    installed = next(filter(None, map(shutil.which, names)), None)
    found = os.environ.get("HIGHGROUND_CHROMIUM") or installed
    if not found:
        pytest.fail("no Chromium: run `apt-get install chromium`, or set HIGHGROUND_CHROMIUM")
    return found


@dataclass(frozen=True)
class Console:
    """A served console and the session of the one person whom its link let in."""

    origin: str
    state: StorageState

    @property
    def api(self) -> httpx.Client:
        """A client with the browser's session, to ask the API what a page should show."""
        cookies = {each["name"]: each["value"] for each in self.state["cookies"]}
        return httpx.Client(base_url=self.origin, cookies=cookies, timeout=60, trust_env=False)


def highground(home: Path, *words: str) -> tuple[list[str], dict[str, str]]:
    """A command of the product, and the surroundings that it runs in."""
    executable = Path(sys.executable).with_name("highground")
    return [str(executable), *words], os.environ | {"HIGHGROUND_HOME": str(home)}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium_path(), chromium_sandbox=False, args=CHROMIUM_ARGS
        )
        yield running
        running.close()


@pytest.fixture(scope="session")
def link(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The link that `highground serve` prints, over a small estate that was scanned in."""
    if os.environ.get("HIGHGROUND_LINK"):
        yield os.environ["HIGHGROUND_LINK"]
        return
    if not (DIST / "index.html").is_file():
        pytest.fail("the console is not built: run `npm run build` in ui/")
    home = tmp_path_factory.mktemp("home")
    words, env = highground(home, "scan", str(ESTATE))
    scanned = subprocess.run(words, env=env, capture_output=True, text=True, timeout=300)
    assert scanned.returncode in {0, 1}, scanned.stderr
    words, env = highground(home, "serve", "--port", "0")
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        printed = server.stdout.readline().strip()
        assert printed, "`highground serve` printed no link"
        yield printed
        server.terminate()


@pytest.fixture(scope="session")
def console(browser: Browser, link: str) -> Console:
    """The console, opened by its link once."""
    context = browser.new_context()
    context.new_page().goto(link)
    state = context.storage_state()
    context.close()
    parts = urlsplit(link)
    return Console(f"{parts.scheme}://{parts.netloc}", state)


@dataclass
class Visit:
    """One person's window: a page, and whatever it complained of."""

    page: Page
    console: Console
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Open an address and wait until nothing is loading any more."""
        self.page.goto(self.console.origin + path)
        self.page.locator("h1").wait_for()
        self.settled()
        return self.page

    def settled(self) -> None:
        self.page.wait_for_load_state("networkidle")

    def check(self) -> None:
        """No complaint of the browser, nothing that a reader or a keyboard cannot use."""
        self.page.evaluate(AXE.read_text())
        found = self.page.evaluate(AXE_RUN)["violations"]
        faults = [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]
        assert not faults, f"{self.page.url}\n" + "\n".join(faults)
        assert not self.complaints, f"{self.page.url}\n" + "\n".join(self.complaints)


Visitor = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, console: Console) -> Iterator[Visitor]:
    """Open windows of a width and a colour scheme; each is checked when the test ends."""
    opened: list[tuple[BrowserContext, Visit]] = []

    def window(width: int = 1440, scheme: str = "light") -> Visit:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            storage_state=console.state,
            reduced_motion="reduce",
        )
        context.set_default_timeout(SLOW_MS)
        visit = Visit(context.new_page(), console)
        visit.page.on("console", lambda message: _note(visit, message))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        opened.append((context, visit))
        return visit

    yield window
    for _, each in opened:
        each.check()
    for context, _ in opened:
        context.close()


def _note(visit: Visit, message: ConsoleMessage) -> None:
    """Errors and breaches of the content security policy both come as such a message."""
    if message.type in {"error", "warning"}:
        visit.complaints.append(message.text)
