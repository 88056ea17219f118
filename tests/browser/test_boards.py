"""Boards, rows, team and overview in a real browser."""

from contextlib import suppress

import pytest
import time_machine
from playwright.sync_api import Error, expect

from demonstration.roles import Role
from responsibility.organisation.units.models import Unit
from tests import make
from tests.browser.harness import CHINESE, DESKTOP, ENGLISH, PHONE, check, follow, sign_in
from tests.dashboards import county

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}
LANGUAGES = {"chinese": CHINESE, "english": ENGLISH}
each_size = pytest.mark.parametrize("size", SIZES)
each_language = pytest.mark.parametrize("language", LANGUAGES)
PAGES = {
    "board": ("office", "/board/"),
    "board-team": ("group", "/board/?segment=team&warned=1"),
    "board-empty": ("group", "/board/?quarter=2031-1"),
    "board-unfit": ("office", "/board/?name=nowhere"),
    "attention": ("office", "/board/rows/?segment=all&attention=1"),
    "overview": ("party leader", "/overview/"),
    "overview-empty": ("leader in charge", "/overview/?quarter=2025-1"),
    "team": ("officer", "/team/"),
    "unit": ("member", "/team/"),
}


IN_BOTH_LANGUAGES = ["board", "attention", "overview", "team"]


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(make.NOW):
        yield


@pytest.fixture
def shire(live_server):
    shire = county.build()
    county.fill(shire)
    long = "Working Committee for the Harbour, the Railway Station and the Bonded Logistics Park"
    Unit.objects.filter(pk=shire.bodies[0].pk).update(name=long[:80])
    return shire


def opened(browser_page, shire, kind, address, size=DESKTOP, **more):
    page = browser_page(size, **more)
    sign_in(page, shire.people[kind])
    page.goto(page.base + address)
    return page


@each_size
@each_language
def test_pages_stand(browser_page, shire, size, language):
    for name in PAGES if language == "chinese" else IN_BOTH_LANGUAGES:
        kind, address = PAGES[name]
        page = opened(browser_page, shire, kind, address, SIZES[size], locale=LANGUAGES[language])
        if name == "overview":  # on a phone bars with names stand in its place
            page.wait_for_selector("#c-units .main-svg", state="attached")
        check(page, f"{name}-{size}-{language}")


@each_size
def test_a_cell_opens_its_rows_and_gives_the_focus_back(browser_page, shire, size):
    page = opened(browser_page, shire, "office", "/board/", SIZES[size])
    cell = page.locator("#matrix .cell").first
    cell.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#pop [role=dialog]")
    expect(page.locator("#pop :focus")).to_have_count(1)
    assert cell.get_attribute("aria-expanded") == "true"
    box, window = page.locator("#pop .pop").bounding_box(), page.viewport_size
    assert box["x"] >= 0 and box["x"] + box["width"] <= window["width"]
    assert box["y"] >= 0 and box["y"] + box["height"] <= window["height"] + 1
    check(page, f"cell-{size}")
    page.keyboard.press("Escape")
    assert page.inner_html("#pop") == ""
    expect(cell).to_be_focused()
    assert cell.get_attribute("aria-expanded") is None


@each_size
def test_filters_change_matrix_sum_list_and_address(browser_page, shire, size):
    page = opened(browser_page, shire, "office", "/board/", SIZES[size])
    page.fill("#bq", "Body 3")
    page.wait_for_url("**name=Body%203**")
    expect(page.locator("#matrix th[scope=row]")).to_have_count(1)
    expect(page.locator("#bq")).to_be_focused()
    sums = page.inner_text("#sum .big")
    page.click("#seg-team")
    page.wait_for_url("**segment=team**")
    assert page.input_value("#bq") == "Body 3"
    assert page.inner_text("#matrix th[scope=row]") == "Body 3"
    page.reload()
    assert page.inner_text("#matrix th[scope=row]") == "Body 3"
    page.go_back()
    page.wait_for_selector("#seg-committee[aria-current]")
    assert page.inner_text("#sum .big") == sums
    check(page)


def test_a_tab_overtakes_a_filter_that_is_under_way(browser_page, shire):
    """The filter's answer, come late, is of the segment that was left."""
    page = opened(browser_page, shire, "office", "/board/?segment=committee")
    late = []
    page.route("**/board/?*name=Body*", lambda route: late.append(route))
    with page.expect_request("**/board/?*name=Body*"):
        page.type("#bq", "Body 3")
    page.unroute("**/board/?*name=Body*")
    page.click("#seg-team")
    page.wait_for_url("**segment=team**")
    for route in late:
        with suppress(Error):  # the page has given it up
            route.continue_()
    page.wait_for_load_state("networkidle")
    assert "segment=team" in page.url
    expect(page.locator("#seg-team")).to_have_attribute("aria-current", "true")
    assert page.inner_text("#matrix th[scope=row]") == "Body 3"
    page.complaints.clear()  # the browser notes the request that was given up


@each_size
def test_ticked_tasks_are_reminded_of(browser_page, shire, size):
    page = opened(browser_page, shire, "office", "/board/", SIZES[size])
    boxes = page.locator("#attention [name=task]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.click("#attention [type=submit]")
    expect(page.locator("#toasts .toast")).to_contain_text("2 项任务")
    expect(page.locator("#attention").get_by_text("今天已提醒")).to_have_count(2)
    check(page, f"reminded-{size}")
    page.click("#attention [type=submit]")
    page.wait_for_selector("#toasts .toast--late")
    check(page)


def test_a_dialog_reminds_and_says_so(browser_page, shire):
    county.owe(shire.posts["Body 2", Role.PRINCIPAL_OFFICER], "yellow", "C13")
    page = opened(browser_page, shire, "leader in charge", "/board/?segment=principal")
    page.locator("#matrix .cell").last.click()
    page.wait_for_selector("#pop [role=dialog]")
    assert page.locator("#pop [name=task]").count() == 0  # a leader in charge does not remind
    page = opened(browser_page, shire, "office", "/board/?segment=principal&name=Body+2")
    page.locator("#matrix .cell").last.click()
    page.check("#pop [name=task]")
    page.click("#pop [type=submit]")
    expect(page.locator("#pop")).to_contain_text("今天已提醒")
    expect(page.locator("#attention")).to_contain_text("今天已提醒")
    check(page)


def test_boards_work_without_scripts(browser, browser_page, shire, live_server):
    page = browser_page({**DESKTOP, "java_script_enabled": False})
    sign_in(page, shire.people["office"])
    page.goto(page.base + "/board/")
    follow(page, "#seg-principal")
    page.fill("#bq", "Body 3")
    follow(page, "noscript button, #filters button")
    assert page.inner_text("#matrix th[scope=row]") == "Body 3"
    follow(page, "#matrix .cell >> nth=0")
    assert page.locator(".behind li").count() > 0
    page.go_back()
    page.locator("#attention [name=task]").first.check()
    follow(page, "#attention [type=submit]")
    assert "1 项任务" in page.inner_text("#toasts")


def test_charts_are_drawn_anew_after_a_choice(browser_page, shire):
    page = opened(browser_page, shire, "office", "/overview/")
    page.wait_for_selector("#c-units .main-svg")
    page.click("#chain-supervision")
    page.wait_for_url("**chain=supervision**")
    expect(page.locator("#c-units .trace.bars >> nth=0").locator(".point")).to_have_count(2)
    page.click("#c-units >> xpath=..//summary")
    rows = page.locator("#c-units >> xpath=.. >> tbody tr")
    assert rows.all_inner_texts()[0].split("\t")[0] == "Group"
    check(page, "overview-supervision")


def test_a_column_opens_the_board_of_its_unit(browser_page, shire):
    page = opened(browser_page, shire, "office", "/overview/")
    page.wait_for_selector("#c-units .main-svg")
    page.locator("#c-units .nsewdrag").click(position={"x": 12, "y": 200})
    page.wait_for_url("**/board/?quarter=2026-3&unit=*")
    assert page.locator("#matrix th[scope=row]").count() == 1
    page.go_back()
    check(page)
