"""A list in a browser: typed, ordered, paged, taken along as a file; also without scripts."""

from contextlib import closing

import pytest
from django.urls import reverse

from demonstration.roles import Role
from responsibility.organisation.people.models import User
from responsibility.organisation.units.models import Unit
from tests import make
from tests.browser.harness import DESKTOP, ENGLISH, PHONE, check, follow, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FIRST = ".ls tbody tr:first-child .tb__t"
DEAF = """() => new Promise(answer => document.addEventListener('htmx:afterSwap', () =>
  setTimeout(() => answer(document.querySelectorAll('.htmx-added').length)), { once: true }))"""


@pytest.fixture
def keeper():
    county = make.make_county()
    _, keeper = make.make_holder(make.make_unit(county, kind=Unit.Kind.OFFICE),
                                 Role.COMMISSION_OFFICE)  # fmt: skip
    User.objects.filter(pk=keeper.pk).update(pinyin="bai")
    for number in range(30):
        make.make_person(f"Zhou {number:02}", pinyin=f"zhou {number:02}", county=county)
    make.make_person("An", pinyin="an", county=county)
    return keeper


def opened(page, keeper, query=""):
    sign_in(page, keeper)
    page.goto(page.base + reverse("people") + query)
    return page


def test_a_list_follows_what_is_typed_ordered_and_paged(browser_page, keeper):
    page = opened(browser_page(DESKTOP, locale=ENGLISH), keeper)
    assert page.inner_text(FIRST) == "An"
    page.click("#by-name")
    page.wait_for_selector("th[aria-sort=descending]")
    assert page.inner_text(FIRST) == "Zhou 29"
    page.fill("#list-filter input[type=search]", "zhou")
    page.wait_for_selector(".lnk >> text=Clear the filter")
    assert page.url.endswith("?q=zhou&order=-name")
    page.click("a[rel=next]")
    page.wait_for_selector("a[rel=prev]")
    assert page.url.endswith("?q=zhou&order=-name&page=2")
    assert page.inner_text(FIRST) == "Zhou 04"
    assert page.input_value("#list-filter input[type=search]") == "zhou"
    check(page, "listing")
    page.go_back()
    page.wait_for_selector("a[rel=next]")
    assert page.inner_text(FIRST) == "Zhou 29"


def test_what_is_typed_keeps_its_place_while_rows_come(browser_page, keeper):
    page = opened(browser_page(DESKTOP), keeper)
    field = page.locator("#list-filter input[type=search]")
    field.press_sequentially("Zhou 0", delay=20)
    page.wait_for_selector(".tabs .n >> text=/^10$/")
    field.press_sequentially("7")
    page.wait_for_selector(".tabs .n >> text=/^1$/")
    assert field.input_value() == "Zhou 07"
    assert page.evaluate("document.activeElement.name") == "q"


def test_a_tab_keeps_the_filter_and_the_filter_the_tab(browser_page, keeper):
    page = opened(browser_page(PHONE), keeper, "?show=without")
    page.fill("#list-filter input[type=search]", "Zhou 1")
    page.wait_for_url("**/?q=Zhou+1&show=without")
    page.select_option("#list-order", "-staff_number")
    page.wait_for_url("**/?q=Zhou+1&show=without&order=-staff_number")
    assert page.inner_text(FIRST) == "Zhou 19"
    check(page, "listing-phone")
    page.click("#list-tabs a:last-child")
    page.wait_for_selector(".empty")
    check(page, "listing-empty-phone")
    page.click(".ls__no a:last-child")
    page.wait_for_selector(".pager a[rel=next]")
    assert page.input_value("#list-filter input[type=search]") == ""


def test_what_came_into_a_page_answers_at_once(browser_page, keeper):
    """A field swapped in and not yet taken up by htmx would let a quick hand's choice go by."""
    page = opened(browser_page(PHONE), keeper)
    page.evaluate(f"() => {{ window.deaf = ({DEAF})() }}")
    page.select_option("#list-order", "-name")
    assert page.evaluate("window.deaf") == 0


def test_the_size_of_a_page_is_chosen(browser_page, keeper):
    page = opened(browser_page(DESKTOP), keeper)
    page.select_option("#list-size", "50")
    page.wait_for_selector(".ls tbody tr:nth-child(32)")
    assert page.url.endswith("?size=50")


def test_a_list_is_taken_along_as_a_file(browser_page, keeper):
    page = opened(browser_page(DESKTOP), keeper, "?q=Zhou+0")
    page.click("#list-export summary")
    with page.expect_download() as download:
        page.click("#list-export a[href*=xlsx]")
    assert download.value.suggested_filename.startswith("\u4eba\u5458-20")
    assert download.value.suggested_filename.endswith(".xlsx")
    check(page, "listing-export")


def test_a_list_works_without_scripts(browser, live_server, keeper, client):
    client.force_login(keeper)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
    with closing(browser.new_context(**DESKTOP, java_script_enabled=False)) as context:
        context.add_cookies([cookie | {"url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + reverse("people"))
        follow(page, "#by-name")
        assert page.inner_text(FIRST) == "Zhou 29"
        page.fill("#list-filter input[type=search]", "Zhou 0")
        follow(page, "#list-filter button")
        assert page.inner_text(FIRST) == "Zhou 09"
