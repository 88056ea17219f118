"""Naming somebody to read a restricted text, and reading it for a purpose, in both sizes."""

import pytest
import time_machine
from playwright.sync_api import expect

from demonstration.roles import Role
from responsibility.records.bodies.models import BodyReading
from responsibility.records.lodging.lodge import lodge
from tests import make
from tests.browser.harness import CHINESE, DESKTOP, ENGLISH, PHONE, check, follow, sign_in
from tests.dashboards import county
from tests.make import NOW

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = {"desktop": DESKTOP, "phone": PHONE}
LANGUAGES = {"desktop": ENGLISH, "phone": CHINESE}
each_size = pytest.mark.parametrize("size", SIZES)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def shire(live_server):
    shire = county.build()
    item = make.make_item(shire.county, sensitivity="restricted")
    post = shire.posts["Body 1", Role.PRINCIPAL_OFFICER]
    shire.record = lodge(
        by=make.actor(shire.people["officer"]),
        now=NOW,
        nonce=make.nonce(),
        task_ids=[make.make_task(post, item).pk],
        happened_on=NOW.date(),
        text="Talked about the works at the reservoir.",
    )
    return shire


def opened(browser_page, user, address, size):
    page = browser_page(SIZES[size], locale=LANGUAGES[size])
    sign_in(page, user)
    page.goto(page.base + address)
    return page


@each_size
def test_from_the_grant_to_the_reading_and_its_end(browser_page, shire, size):
    address = shire.record.get_absolute_url()
    office = opened(browser_page, shire.people["office"], address, size)
    check(office, f"record-face-{size}")
    office.click("a[href*='grants/new']")
    office.wait_for_url("**/grants/new/**")
    office.click(".formbar button")
    office.wait_for_selector("[aria-invalid=true]")
    check(office, f"grant-refused-{size}")
    office.fill("[name=user]", shire.people["group"].staff_number)
    office.fill("[name=last_on]", NOW.date().isoformat())
    office.fill("[name=basis]", "No. 40")
    office.click(".formbar button")
    office.wait_for_url("**/records/grants/")
    check(office, f"grants-{size}")

    reader = opened(browser_page, shire.people["group"], address, size)
    check(reader, f"record-purpose-{size}")
    reader.fill("[name=purpose]", "To check the talk.")
    reader.click("form[action$='/read/'] button")
    reader.wait_for_selector(".said")
    check(reader, f"record-read-{size}")
    assert BodyReading.objects.get().purpose == "To check the talk."

    owner = opened(browser_page, shire.people["officer"], address, size)
    assert "To check the talk." in owner.content()
    check(owner, f"record-own-{size}")

    office.goto(office.base + "/records/grants/")
    follow(office, ".ls__act .btn")
    check(office, f"grant-end-{size}")
    follow(office, ".formbar button")
    expect(office.locator(".ls__act .btn")).to_have_count(0)
    check(office, f"grant-ended-{size}")
    reader.goto(reader.base + address)
    assert reader.locator(".said").count() == 0
