"""From a text to what it is about on a trusted phone, where one is signed in, what stands still."""

import pytest
import time_machine

from alerts.alarms.models import Alarm
from alerts.alarms.raising import raise_alarm
from alerts.clock import database_now
from demonstration.roles import Role
from tests.alerts.outbox.make import make_message, make_owner, make_reminder, make_tasks
from tests.browser.harness import CHINESE, DESKTOP, ENGLISH, PHONE, check, follow, sign_in
from tests.make import NOW, make_county, make_holder, make_unit

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}
LANGUAGES = {"chinese": CHINESE, "english": ENGLISH}
each_size = pytest.mark.parametrize("size", SIZES)
each_language = pytest.mark.parametrize("language", LANGUAGES)
PASSWORD = "long enough to be one"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def told(live_server):
    """Somebody whose text K7Q2MXBD is about two tasks."""
    post, owner = make_owner(make_county())
    owner.set_password(PASSWORD)
    owner.save()
    text = make_message(recipient=owner, reference="K7Q2MXBD", text="Twenty letters here. " * 8)
    one, other = make_tasks(post, 2)
    reminder = make_reminder(one, owner, text=text)
    make_reminder(other, owner, text=text, message=reminder.message)
    return owner


def come_in(page, person, path: str, *, trusted: bool) -> None:
    page.goto(page.base + path)
    page.fill("#id_account", person.staff_number)
    page.fill("#id_password", PASSWORD)
    if trusted:
        page.check("#id_trusted")
    follow(page, ".login__box button.btn--p")


@each_size
@each_language
def test_a_link_leads_through_the_door_to_what_it_is_about(browser_page, told, size, language):
    page = browser_page(SIZES[size], locale=LANGUAGES[language])
    come_in(page, told, "/t/k7q2mx8d", trusted=True)
    check(page, f"short-link-{size}-{language}")
    assert page.locator("main li").count() == 2
    (session,) = [one for one in page.context.cookies() if one["name"] == "sessionid"]
    assert session["expires"] > NOW.timestamp() + 29 * 86400


@each_size
@each_language
def test_one_sees_where_one_is_signed_in_and_ends_it(browser_page, told, size, language):
    other = browser_page(DESKTOP)
    come_in(other, told, "/devices/", trusted=False)
    page = browser_page(SIZES[size], locale=LANGUAGES[language])
    come_in(page, told, "/devices/", trusted=True)
    check(page, f"devices-{size}-{language}")
    assert page.locator("main li").count() == 2
    follow(page, "main li form button")
    check(page)
    assert page.locator("main li").count() == 1
    other.reload()
    assert "/sign-in/" in other.url


@each_size
def test_a_reference_is_typed(browser_page, told, size):
    page = browser_page(SIZES[size], locale=ENGLISH)
    sign_in(page, told)
    page.goto(page.base + "/inbox/")
    page.fill("input[name=reference]", "nothing")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_selector(".toasts p, .toasts .toast")
    assert "None of your messages has this reference" in page.inner_text(".toasts")
    check(page)
    page.fill("input[name=reference]", "k7q2 mxbd")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_url("**/t/K7Q2MXBD")
    check(page)


@each_size
@each_language
def test_what_stands_still_is_said_on_every_page(browser_page, live_server, size, language):
    office = make_holder(make_unit(make_county()), Role.COMMISSION_OFFICE)[1]
    for kind in (Alarm.Kind.RESTORED, Alarm.Kind.CLOCK_JUMPED):
        raise_alarm(kind=kind, now=database_now())
    page = browser_page(SIZES[size], locale=LANGUAGES[language])
    sign_in(page, office)
    page.goto(page.base + "/inbox/")
    check(page, f"grave-{size}-{language}")
    assert page.locator(".foot--late").count() == 1
