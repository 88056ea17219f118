"""The frame, the parts and the scripts in a real browser."""

import pytest
from playwright.sync_api import expect

from config import navigation
from demonstration.roles import Role
from tests.browser.harness import (
    DARK,
    DESKTOP,
    ENGLISH,
    PHONE,
    check,
    follow,
    follow_twice,
    sign_in,
)
from tests.make import appoint, make_county, make_post, make_unit

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.frame.pages")]
SIZES = {"desktop": DESKTOP, "phone": PHONE}
each_size = pytest.mark.parametrize("size", SIZES)


@pytest.fixture(autouse=True)
def addresses_anew():
    navigation.address_of.cache_clear()
    yield
    navigation.address_of.cache_clear()


@pytest.fixture
def official(live_server):
    county = make_county()
    office = make_unit(county, "Party Conduct Supervision Office", kind="office")
    user = appoint(make_post(office, Role.PRINCIPAL_OFFICER, "Director"))
    appoint(make_post(office, Role.COMMISSION_OFFICE, "Clerk of the office"), user)
    return user


def kit(browser_page, official, size=DESKTOP, **more):
    page = browser_page(size, **more)
    sign_in(page, official)
    page.goto(page.base + "/kit/")
    return page


@each_size
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_all_parts(browser_page, official, size, locale):
    page = kit(browser_page, official, SIZES[size], locale=locale)
    page.wait_for_selector("#chart .main-svg")
    check(page, f"kit-{size}-{locale}")


@each_size
def test_all_parts_in_the_dark(browser_page, official, size):
    page = kit(browser_page, official, {**SIZES[size], **DARK})
    page.wait_for_selector("#chart .main-svg")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(16, 23, 30)"
    colours = page.evaluate("document.getElementById('chart').data.map(t => t.marker.color)")
    assert colours == ["#45B983", "#EE6A5F"]
    check(page, f"kit-{size}-dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


@each_size
def test_all_parts_in_large_type(browser_page, official, size):
    page = kit(browser_page, official, SIZES[size])
    page.click("summary.who")
    follow(page, "[name=size]")
    page.wait_for_selector("#chart .main-svg")
    large = page.evaluate("getComputedStyle(document.body).fontSize")
    check(page, f"kit-{size}-large")
    page.click("summary.who")
    follow(page, "[name=size]")
    normal = page.evaluate("getComputedStyle(document.body).fontSize")
    assert float(large[:-2]) == pytest.approx(1.3 * float(normal[:-2]))


@each_size
def test_the_menus(browser_page, official, size):
    page = browser_page(SIZES[size])
    sign_in(page, official)
    page.goto(page.base + "/desk/")
    page.click("summary.who")
    check(page, f"frame-{size}")


@each_size
def test_a_long_list_is_searched(browser_page, official, size):
    page = kit(browser_page, official, SIZES[size])
    assert page.locator(".seek").count() == 1  # of the list of many, not of the list of few
    page.evaluate("window.changes = 0; many.addEventListener('change', () => { changes += 1; })")
    page.fill(".seek", "unit 15")
    assert page.locator("#many option").count() == 12  # 115, 150-159; what is chosen stays
    check(page, f"seek-{size}")
    page.press(".seek", "Enter")
    expect(page.locator("#many")).to_have_value("115")
    expect(page.locator("#many")).to_be_focused()
    assert page.locator("#many option").count() == 61
    page.fill(".seek", "107")
    expect(page.locator("#many")).to_have_value("107")
    assert page.evaluate("changes") == 2
    page.fill(".seek", "no such unit")
    expect(page.locator("#many")).to_have_value("107")


def test_a_chart_takes_its_colours_from_the_tokens(browser_page, official):
    page = kit(browser_page, official)
    page.wait_for_selector("#chart .main-svg")
    colours = page.evaluate("document.getElementById('chart').data.map(t => t.marker.color)")
    assert colours == ["#1E8458", "#C2362B"]


def test_a_small_dialog_takes_the_focus_and_gives_it_back(browser_page, official):
    page = kit(browser_page, official)
    page.focus("#open")
    page.keyboard.press("Enter")
    page.wait_for_selector("#inner")
    page.wait_for_function("document.activeElement.id === 'inner'")
    page.keyboard.press("Escape")
    expect(page.locator("#open")).to_be_focused()
    assert page.inner_html("#pop") == ""


def test_a_refused_form_is_swapped_in_and_its_field_focused(browser_page, official):
    page = kit(browser_page, official)
    page.click("#refused")
    page.wait_for_selector("#wrong")
    page.wait_for_function("document.activeElement.id === 'wrong'")


def test_a_failure_is_said_and_stays(browser_page, official):
    page = kit(browser_page, official, locale=ENGLISH, refused={500})
    page.click("#fail")
    toast = page.wait_for_selector(".toast--late")
    assert "Nothing was saved" in toast.inner_text()
    page.complaints.clear()  # htmx logs the failure, as it should
    check(page, "toast")
    page.click("[data-close]")
    assert page.query_selector(".toast--late") is None


def test_a_form_is_sent_once_however_often_one_taps(browser_page, official):
    page = kit(browser_page, official)
    follow_twice(page, "#twice")
    page.wait_for_selector("#n")
    page.reload()
    assert page.inner_text("#n") == "2"  # once by two taps, once by the reload


def test_small_helps_in_forms(browser_page, official):
    page = kit(browser_page, official)
    assert page.inner_text("#n-text") == "4 / 20"
    page.fill("textarea", "seven77")
    assert page.inner_text("#n-text") == "7 / 20"
    page.check("#tick")
    assert "is-on" in page.get_attribute(".pick", "class")


@each_size
def test_an_absent_page(browser_page, official, size):
    page = browser_page(SIZES[size], refused={404})
    sign_in(page, official)
    page.goto(page.base + "/nowhere/")
    check(page, f"absent-{size}")
    page.goto(page.base + "/sign-in/")  # signed in already: onward
    assert page.url == page.base + "/"
