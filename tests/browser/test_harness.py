"""The watch itself: each thing no page may do is seen."""

import pytest

from tests.browser.harness import DESKTOP, PHONE, check

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.browser.bad_pages")]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_good_page_passes(browser_page, size):
    page = browser_page(size)
    page.goto(page.base + "/bad/good/")
    check(page)


@pytest.mark.parametrize(
    "name, complaint",
    [
        ("foreign", "asked another host: http://elsewhere.example/spy.png"),
        ("inline", "Content Security Policy"),
        ("styled", "Content Security Policy"),
        ("missing", "404 .*nowhere.png"),
        ("wide", "sticks out sideways at 1440"),
        ("nameless", "axe button-name"),
    ],
)
def test_what_no_page_may_do_is_seen(browser_page, name, complaint):
    page = browser_page()
    page.goto(page.base + f"/bad/{name}/")
    with pytest.raises(AssertionError, match=complaint):
        check(page)


def test_an_error_and_a_word_on_the_console_are_seen(browser_page):
    page = browser_page()
    page.goto(page.base + "/bad/good/")
    page.evaluate("console.log('left over')")
    with page.expect_event("pageerror"):
        page.evaluate("setTimeout(() => { throw new Error('broken') })")
    with pytest.raises(AssertionError, match="console log: left over(.|\n)*error: broken"):
        check(page)


def test_the_narrowest_phone_is_looked_at_too(browser_page):
    page = browser_page(PHONE)
    page.goto(page.base + "/bad/good/")
    page.evaluate("document.querySelector('h1').innerHTML = '<img width=375 alt=\"\">'")
    with pytest.raises(AssertionError, match="sticks out sideways at 360"):
        check(page)
