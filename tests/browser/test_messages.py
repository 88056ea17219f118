"""The pages on which the office answers for its messages, in a real browser."""

import pytest
import time_machine
from playwright.sync_api import expect

from alerts.alarms.raising import raise_alarm
from alerts.contacts.flag import flag_number
from alerts.outbox.models import Message
from alerts.outbox.pause import pause_channel
from alerts.outbox.states import State
from demonstration.roles import Role
from tests import make
from tests.alerts.outbox.make import make_ended, make_message, make_reminder
from tests.browser.harness import CHINESE, DESKTOP, ENGLISH, PHONE, check, follow, sign_in

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}
LANGUAGES = {"chinese": CHINESE, "english": ENGLISH}
PAGES = [
    "outbox/", "outbox/exceptions/", "outbox/calls/", "outbox/channels/", "outbox/{text}/",
    "tasks/{task}/", "owed/task/{task}/notice/", "inbox/",
]  # fmt: skip
LONG = "Working Committee for the Harbour, the Railway Station and the Bonded Logistics Park"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(make.NOW):
        yield


@pytest.fixture
def office(live_server):
    """A county with a message of every kind of trouble; the person of its office."""
    county = make.make_county()
    office = make.make_holder(make.make_unit(county), Role.COMMISSION_OFFICE)[1]
    post, holder = make.make_holder(make.make_unit(county, LONG[:80]))
    holder.phone, holder.county = "+8613800002046", county
    holder.save()
    to = {
        "county_id": county.pk,
        "recipient": holder,
        "text": "Twenty letters here. " * 8,
        "channel": "twilio",
    }
    for state in (State.FAILED, State.REJECTED, State.UNKNOWN, State.RESEND_OK, State.EXPIRED):
        text = make_ended(state, window=state, **to)
    make_message(window="held", state=State.HELD, reason="storm", **to)
    Message.objects.filter(state=State.FAILED).update(reason="30005")
    task = make.make_task(post, warns_at=make.NOW - make.days(9), late_at=make.NOW, lamp="red")
    text = Message.objects.get(state=State.FAILED)
    make_reminder(task, holder, text=text)
    own = {"channel": "inbox", "state": State.DELIVERED, "recipient": office, "to": ""}
    make_message(county_id=county.pk, **own)
    flag_number(number=holder.phone, reason="30005", now=make.NOW)
    raise_alarm(kind="storm", now=make.NOW, county_id=county.pk, detail="900")
    by, now = make.actor(office), make.NOW
    pause_channel(channel="twilio", county_id=county.pk, reason="Checked.", by=by, now=now)
    office.text, office.task, office.holder = text, task, holder
    return office


def opened(browser_page, office, path, size=DESKTOP, **more):
    page = browser_page(size, **more)
    sign_in(page, office)
    page.goto(f"{page.base}/{path.format(text=office.text.pk, task=office.task.pk)}")
    return page


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_stand(browser_page, office, size, language):
    for path in PAGES:
        page = opened(browser_page, office, path, SIZES[size], locale=LANGUAGES[language])
        name = path.replace("/", "-").replace("{", "").replace("}", "")
        check(page, f"messages-{name}{size}-{language}")


def test_the_bell_leads_to_the_inbox_and_is_quiet_after_reading(browser_page, office):
    page = opened(browser_page, office, "outbox/", locale=ENGLISH)
    expect(page.locator(".bell .dotn")).to_have_text("unread: 1")
    follow(page, ".bell")
    page.wait_for_url("**/inbox/")
    page.reload()
    expect(page.locator(".bell .dotn")).to_have_count(0)


def test_somebody_is_called_from_the_phone(browser_page, office):
    page = opened(browser_page, office, "outbox/calls/", PHONE)
    expect(page.get_by_text(office.holder.phone)).to_have_count(0)
    follow(page, "form[action$='/calls/numbers/'] button")
    call = page.locator(f"a[href='tel:{office.holder.phone}']")
    assert call.bounding_box()["height"] >= 40
    check(page)
    page.fill("input[name=note]", "On leave.")
    follow(page, "form[action*='/outbox/calls/'] button")
    expect(page.get_by_text(office.holder.name).locator("visible=true")).to_have_count(1)  # a toast
    check(page)


def test_a_proof_of_notice_prints_on_a_page_of_its_own(browser_page, office):
    page = opened(browser_page, office, "owed/task/{task}/notice/")
    page.emulate_media(media="print")
    assert not page.locator("[data-print]").is_visible()
    assert not page.locator(".side").is_visible()
    assert page.locator(".paper").is_visible()
