"""Each page, narrow and wide, light and dark: nothing overflows or complains, axe is clean."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.console.conftest import SLOW_MS, Console, Visitor

pytestmark = pytest.mark.browser
expect.set_options(timeout=SLOW_MS)

# All pages wide and light, narrow and dark; a sample of them the other way round.
LOOKS = ((1440, "light", 1), (400, "dark", 1), (1440, "dark", 4), (400, "light", 4))


@pytest.fixture(scope="session")
def addresses(console: Console) -> list[str]:
    """One address of every page, with the faces that a shared link can open."""
    with console.api as api:
        item = api.get("/api/recommendations", params={"limit": 1}).json()["items"][0]
    policy, resource = item["policy_id"], quote(item["resource_id"], safe="")
    return [
        "/",
        "/recommendations",
        "/recommendations?group=title",
        "/recommendations?group=resource",
        "/recommendations?q=nothing-is-called-this",
        f"/recommendations/{policy}",
        f"/recommendations/{policy}?tab=unknown",
        f"/recommendations/{policy}/{resource}",
        f"/recommendations/{policy}/{resource}?tab=graph",
        f"/policies/{policy}",
        f"/inventory/{resource}",
        "/query",
        "/query?q=" + quote("resources | project name, properties"),
        "/coverage",
        "/nowhere",
    ]


@pytest.mark.parametrize(("width", "scheme", "step"), LOOKS)
def test_every_page_fits_and_can_be_read(
    visit: Visitor, addresses: list[str], width: int, scheme: str, step: int
) -> None:
    window = visit(width, scheme)
    for address in addresses[::step]:
        page = window.go(address)
        if address.startswith("/query?"):
            page.get_by_role("button", name="Run").click()
            expect(page.get_by_test_id("rows")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        window.check()


def test_under_640_pixels_rows_are_cards_and_the_navigation_is_below(visit: Visitor) -> None:
    page = visit(400).go("/recommendations")
    expect(page.get_by_role("list", name="Recommendations")).to_be_visible()
    expect(page.get_by_role("table", name="Recommendations")).to_have_count(0)
    box = page.get_by_role("navigation", name="Main").bounding_box()
    assert box
    assert box["y"] + box["height"] == pytest.approx(900, abs=2)


def test_coverage_names_what_could_not_be_read(visit: Visitor, console: Console) -> None:
    with console.api as api:
        gaps = api.get("/api/coverage/gaps").json()
    page = visit().go("/coverage")
    assert gaps["total"] > 0
    expect(page.get_by_role("table", name="Gaps").get_by_role("row")).to_have_count(
        len(gaps["items"]) + 1
    )
    expect(page.get_by_text("registry.example.com/nobody:1")).to_be_visible()


def test_high_contrast_can_be_read(visit: Visitor) -> None:
    window = visit()
    page = window.go("/recommendations")
    page.evaluate("localStorage.setItem('highground.theme', 'contrast')")
    window.go("/recommendations")
    window.check()
