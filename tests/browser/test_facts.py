"""A person's facts in the browser: the own page, a look for a purpose, a suggestion answered."""

import pytest
import time_machine

from supervision.facts.models import FactsReading, Suggestion
from tests.browser.harness import CHINESE, DESKTOP, PHONE, check, follow, follow_twice, sign_in
from tests.make import NOW
from tests.supervision.objections import play

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def shire(live_server):
    return play.shire()


@pytest.fixture
def opened(browser_page, shire):
    def open_page(who, address, size):
        page = browser_page(SIZES[size], locale=CHINESE)
        sign_in(page, shire.people[who])
        page.goto(page.base + address)
        return page

    return open_page


@pytest.mark.parametrize("size", SIZES)
def test_a_look_is_seen_and_a_suggestion_is_answered(opened, shire, size):
    task = play.red(shire)
    play.demanded(shire, task)
    play.orange(shire, ("Body 1", "principal_officer"))
    group = opened("group", "/facts/people/", size)
    check(group, f"facts-people-{size}")
    person = shire.people["officer"]
    group.goto(f"{group.base}/facts/{person.pk}/")
    check(group, f"facts-purpose-{size}")
    group.fill("main [name=purpose]", "红灯核对")
    follow_twice(group, "main form .btn--p[type=submit]")
    group.wait_for_selector("#h-looks")
    check(group, f"facts-of-another-{size}")

    officer = opened("officer", "/facts/", size)
    assert "红灯核对" in officer.inner_text("main")
    check(officer, f"facts-{size}")
    follow(officer, "main a[href='/suggestions/new/']")
    officer.fill("main [name=text]", "请说明近期查看的必要性。")
    offices = officer.locator("main [name=post] option").all_inner_texts()
    wanted = next(text for text in offices if text.startswith("Office"))
    officer.select_option("main [name=post]", label=wanted)
    check(officer, f"suggestion-new-{size}")
    follow_twice(officer, "main form .btn--p[type=submit]")
    officer.wait_for_url("**/suggestions/*/")

    office = opened("office", "/desk/", size)
    follow(office, "main a[href^='/suggestions/']")
    office.fill("main [name=text]", "系红灯核对，已登记用途。")
    follow_twice(office, "main form .btn--p[type=submit]")
    office.wait_for_selector("#answer form", state="detached")
    check(office, f"suggestion-answered-{size}")
    assert Suggestion.objects.get().answer.text and FactsReading.objects.count() == 1
