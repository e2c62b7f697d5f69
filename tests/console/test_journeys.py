"""What people come for, end to end: each sentence is a way through the pages."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.console.conftest import SLOW_MS, Console, Visitor

pytestmark = pytest.mark.browser
expect.set_options(timeout=SLOW_MS)

BACKGROUND = "it => getComputedStyle(it.parentElement).backgroundColor"


def number(page: Page, testid: str, attribute: str) -> int:
    """A count that the page shows."""
    shown = page.get_by_test_id(testid)
    expect(shown).to_have_attribute(attribute, re.compile(r"\d+"))
    return int(shown.get_attribute(attribute) or "")


def run(page: Page) -> int:
    """Run the query that is open and say how many rows it gave."""
    page.get_by_role("button", name="Run").click()
    return number(page, "rows", "data-rows")


def test_list_filter_details_query_the_same_rows(visit: Visitor) -> None:
    page = visit().go("/")
    page.get_by_role("link", name="View recommendations").click()
    everything = number(page, "total", "data-total")
    page.get_by_role("button", name="Risk factors").click()
    page.get_by_role("menuitemcheckbox", name="Exposure to the Internet").click()
    page.keyboard.press("Escape")
    expect(page).to_have_url(re.compile("factor=internet"))
    expect(page.get_by_role("button", name="Remove filter Risk factors")).to_be_visible()
    expect(page.get_by_test_id("total")).not_to_have_attribute("data-total", str(everything))
    filtered = number(page, "total", "data-total")
    assert 0 < filtered < everything
    rows = page.get_by_role("table", name="Recommendations").get_by_role("row")
    assert rows.count() - 1 == filtered

    page.get_by_role("link", name="Open query").click()
    expect(page.get_by_role("textbox", name="KQL")).not_to_be_empty()
    assert run(page) == filtered
    page.go_back()

    page.locator("a[data-row]").first.click()
    expect(page.get_by_role("region", name="Evidence")).to_be_visible()
    page.get_by_role("link", name="View recommendation for all resources").click()
    tab = page.get_by_role("tab", name=re.compile(r"^Unhealthy \d+"))
    unhealthy = int(re.sub(r"\D", "", tab.inner_text()))
    page.go_back()
    page.get_by_role("button", name="Open query").click()
    page.get_by_role("menuitem", name="Query returning affected resource").first.click()
    expect(page.get_by_role("textbox", name="KQL")).not_to_be_empty()
    assert run(page) == unhealthy


def test_each_title_counts_what_its_query_gives(visit: Visitor, console: Console) -> None:
    with console.api as api:
        titles = api.get("/api/recommendations", params={"group": "title"}).json()["items"]
    page = visit().go("/recommendations?group=title")
    expect(page.locator("a[data-row]")).to_have_count(len(titles))
    for title in titles[:3]:
        visited = visit().go(f"/recommendations/{title['policy_id']}")
        visited.get_by_role("button", name="Open query").or_(
            visited.get_by_role("link", name="Open query")
        ).click()
        item = visited.get_by_role("menuitem", name="Query returning affected resources")
        box = visited.get_by_role("textbox", name="KQL")
        expect(item.or_(box)).to_be_visible()
        if item.is_visible():
            item.click()
        expect(box).not_to_be_empty()
        assert run(visited) == title["affected"]


def test_findings_open_as_a_query_with_the_same_rows(visit: Visitor, console: Console) -> None:
    with console.api as api:
        rows = api.get("/api/recommendations", params={"limit": 500}).json()["items"]
        details = (
            api.get(
                f"/api/recommendations/{row['policy_id']}/item",
                params={"resource_id": row["resource_id"]},
            ).json()
            for row in rows
        )
        found = next((each for each in details if each["findings"]), None)
    if found is None:
        pytest.skip("no policy of the library is about findings yet")
    resource = quote(found["resource"]["id"], safe="")
    page = visit().go(f"/recommendations/{found['policy']['id']}/{resource}?tab=findings")
    page.get_by_role("button", name="CVE-2021-44228").click()
    expect(page.get_by_text("Known exploited")).to_be_visible()


def test_the_keyboard_alone_is_enough(visit: Visitor) -> None:
    page = visit().go("/recommendations")
    expect(page.locator("a[data-row]").first).to_be_visible()
    page.keyboard.press("/")
    page.keyboard.type("shopcustomers")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("q=shopcustomers"))
    expect(page.get_by_role("button", name="Clear filters")).to_be_visible()
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("a[data-row]").nth(1)).to_be_focused()
    page.keyboard.press("k")
    title = page.locator("a[data-row]").first.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.keyboard.press("o")
    box = page.get_by_role("textbox", name="KQL")
    expect(box).not_to_be_empty()
    box.focus()
    page.keyboard.press("Control+Enter")
    assert number(page, "rows", "data-rows") > 0
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_the_first_tab_stop_skips_to_the_content(visit: Visitor) -> None:
    page = visit().go("/recommendations")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_an_owner_is_assigned_moved_and_taken_away(visit: Visitor) -> None:
    page = visit().go("/recommendations?q=shoplogs")
    page.locator("a[data-row]").first.click()
    page.get_by_role("button", name="Assign owner & set due date").click()
    form = page.get_by_role("form", name="Assign owner & set due date")
    form.get_by_label("Owner").fill("platform@example.com")
    form.get_by_label("Due date").fill("2020-01-31")
    form.get_by_role("button", name="Save").click()
    strip = page.locator("dl")
    expect(strip.get_by_text("Overdue")).to_be_visible()
    expect(strip.get_by_text("platform@example.com")).to_be_visible()

    page.get_by_role("button", name="Change ETA").click()
    form = page.get_by_role("form", name="Change ETA")
    form.get_by_label("Expected date").fill("2030-01-31")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("Fill this in")).to_be_visible()
    form.get_by_label("Justification").fill("The vendor needs time")
    form.get_by_role("button", name="Save").click()
    expect(strip.get_by_text("ETA 31 Jan 2030")).to_be_visible()
    expect(strip.get_by_text("Overdue")).to_be_visible()

    page.get_by_role("button", name="View history").click()
    expect(page.get_by_text("The vendor needs time").last).to_be_visible()
    page.get_by_role("button", name="Remove assignment").click()
    expect(strip.get_by_text("Unassigned")).to_be_visible()


def test_an_exemption_hides_a_row_and_gives_it_back(visit: Visitor) -> None:
    page = visit().go("/recommendations?q=shop-keys")
    before = number(page, "total", "data-total")
    page.locator("a[data-row]").first.click()
    expect(page.get_by_role("region", name="Evidence")).to_be_visible()
    details = page.url
    page.get_by_role("button", name="Exempt", exact=True).click()
    form = page.get_by_role("form", name="Exempt")
    form.get_by_label("Name").fill("Guarded elsewhere")
    form.get_by_label("Category").select_option("waiver")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("Fill this in")).to_be_visible()
    form.get_by_label("Description").fill("Another product watches it")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Revoke exemption")).to_be_visible()

    page.goto(page.url.split("/recommendations")[0] + "/recommendations?q=shop-keys")
    expect(page.get_by_test_id("total")).to_have_attribute("data-total", str(before - 1))
    page.goto(details)
    page.get_by_role("button", name="Revoke exemption").click()
    expect(page.get_by_role("button", name="Exempt", exact=True)).to_be_visible()


def test_a_broken_query_is_marked_where_it_breaks(visit: Visitor) -> None:
    window = visit()
    page = window.go("/query?q=" + quote("resources\n| where nowhere == 1"))
    page.get_by_role("button", name="Run").click()
    jump = page.get_by_role("button", name=re.compile(r"Line 2, column \d+"))
    jump.click()
    expect(page.get_by_role("textbox", name="KQL")).to_be_focused()
    assert any("400" in each for each in window.complaints)
    window.complaints.clear()  # the browser notes the refusal that was asked for


def test_a_theme_is_chosen_and_kept(visit: Visitor) -> None:
    page = visit().go("/coverage")
    light = page.locator("main").evaluate(
        "it => getComputedStyle(it.parentElement).backgroundColor"
    )
    page.get_by_role("button", name="Theme").click()
    page.get_by_role("menuitemradio", name="Dark").click()
    page.keyboard.press("Escape")
    page.reload()
    page.locator("h1").wait_for()
    dark = page.locator("main").evaluate(BACKGROUND)
    assert light != dark


def test_a_stranger_is_told_of_the_link(browser: Browser, console: Console) -> None:
    page = browser.new_page()
    page.goto(console.origin + "/recommendations")
    expect(page.get_by_text("You are not signed in").first).to_be_visible()
    page.close()
