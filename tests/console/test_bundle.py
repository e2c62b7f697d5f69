"""What a browser must fetch before the list shows."""

from __future__ import annotations

import gzip
import json

import pytest

from tests.console.conftest import DIST

BUDGET = 200_000
PAGES = ("index.html", "src/features/recommendations/RecommendationsPage.tsx")


def test_the_recommendations_route_needs_at_most_200_kb_of_script() -> None:
    manifest = DIST / ".vite" / "manifest.json"
    if not manifest.is_file():
        pytest.fail("the console is not built: run `npm run build` in ui/")
    chunks = json.loads(manifest.read_text())
    needed: set[str] = set()
    waiting = list(PAGES)
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += chunks[name].get("imports", [])
    size = sum(len(gzip.compress((DIST / chunks[name]["file"]).read_bytes())) for name in needed)
    assert size <= BUDGET


def test_no_page_names_another_host() -> None:
    page = DIST / "index.html"
    if not page.is_file():
        pytest.fail("the console is not built: run `npm run build` in ui/")
    assert "//" not in page.read_text().replace("<!doctype html>", "")
