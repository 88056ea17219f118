"""The door, on a desk and on a phone, in both languages."""

import pytest
from playwright.sync_api import expect

from tests.browser.harness import (
    CHINESE,
    DESKTOP,
    ENGLISH,
    PHONE,
    check,
    follow,
    forget_taps,
    sign_in,
    sign_in_by_form,
    taps,
)
from tests.make import make_county, make_person

pytestmark = pytest.mark.browser

SIZES = {"desktop": DESKTOP, "phone": PHONE}
LANGUAGES = {"chinese": CHINESE, "english": ENGLISH}
each_size = pytest.mark.parametrize("size", SIZES)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@pytest.fixture
def person(live_server):
    make_county()
    person = make_person(name="Zhou Mingyuan", staff_number="10086")
    person.set_password("long enough to be one")
    person.save()
    return person


@each_size
@each_language
def test_the_door(browser_page, person, size, language):
    page = browser_page(SIZES[size], locale=LANGUAGES[language])
    page.goto(page.base + "/sign-in/")
    check(page, f"sign-in-{size}-{language}")
    assert page.get_attribute("html", "lang") == {"chinese": "zh-CN", "english": "en"}[language]


@each_size
def test_a_wrong_password_is_said_at_the_field(browser_page, person, size):
    page = browser_page(SIZES[size], locale=ENGLISH)
    sign_in_by_form(page, "10086", "a guess")
    check(page, f"sign-in-{size}-wrong")
    assert page.input_value("#id_account") == "10086"
    assert page.input_value("#id_password") == ""
    described_by = page.get_attribute("#id_password", "aria-describedby")
    assert "not right" in page.inner_text(f"#{described_by}")
    expect(page.locator("#errors")).to_be_focused()


def test_after_five_guesses_one_has_to_wait(browser_page, person):
    page = browser_page(PHONE, locale=ENGLISH, refused={429})
    for _attempt in range(6):
        sign_in_by_form(page, "10086", "a guess")
    check(page, "sign-in-phone-wait")
    assert "Too many attempts. Try again in 1 minute." in page.inner_text(".note--late")


def test_a_form_that_has_expired(browser_page, person):
    page = browser_page(locale=ENGLISH, refused={403})
    page.goto(page.base + "/sign-in/")
    page.context.clear_cookies(name="csrftoken")
    page.fill("#id_account", "10086")
    page.fill("#id_password", "long enough to be one")
    follow(page, ".login__box button.btn--p")
    check(page, "expired")
    assert "open for too long" in page.inner_text(".login__box .note")
    assert page.input_value("#id_account") == "10086"


def test_the_language_is_switched_on_the_spot(browser_page, person):
    page = browser_page()
    page.goto(page.base + "/sign-in/?next=/password/")
    follow(page, "button[lang=en]")
    assert page.get_attribute("html", "lang") == "en"
    assert page.url.endswith("/sign-in/?next=/password/")
    check(page)


def test_through_the_door_to_the_wanted_page(browser_page, person):
    page = browser_page(DESKTOP, locale=ENGLISH)
    page.goto(page.base + "/password/")
    page.fill("#id_account", "10086")
    page.fill("#id_password", "long enough to be one")
    follow(page, ".login__box button.btn--p")
    assert page.inner_text("h1") == "Change the password"
    check(page, "password-desktop")


@each_size
def test_the_account_menu(browser_page, person, size):
    page = browser_page(SIZES[size])
    sign_in(page, person)
    page.goto(page.base + "/password/")
    forget_taps(page)
    page.click("summary.who")
    assert taps(page) == 1
    check(page, f"menu-{size}")
    page.keyboard.press("Escape")
    assert not page.is_visible(".menu")
    page.click("summary.who")
    follow(page, ".menu form[action='/sign-out/'] button")
    assert page.url == page.base + "/sign-in/"
    assert taps(page) == 3


def test_the_wrong_old_password(browser_page, person):
    page = browser_page(PHONE)
    sign_in(page, person)
    page.goto(page.base + "/password/")
    page.fill("#id_old_password", "wrong")
    page.fill("#id_new_password1", "1234")
    page.fill("#id_new_password2", "1234")
    follow(page, "button.btn--p")
    check(page, "password-phone-wrong")


def test_the_door_opens_without_javascript(browser_page, person):
    page = browser_page(DESKTOP | {"java_script_enabled": False}, locale=ENGLISH)
    page.goto(page.base + "/password/")
    page.fill("#id_account", "10086")
    page.fill("#id_password", "long enough to be one")
    follow(page, ".login__box button.btn--p")
    assert page.inner_text("h1") == "Change the password"
    page.click("summary.who")
    follow(page, ".menu button[lang=zh-hans]")
    assert page.get_attribute("html", "lang") == "zh-CN"
