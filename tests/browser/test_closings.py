"""A quarter closed in the browser: what is unfinished carried over, submitted, confirmed by a
second person, corrected afterwards; on a desktop and on a phone."""

import pytest
import time_machine

from supervision.closings.models import Closing, ClosingNote
from supervision.objections.states import Ruling
from tests.browser.harness import CHINESE, DESKTOP, PHONE, check, follow, follow_twice, sign_in
from tests.supervision.closings import play
from tests.supervision.closings.play import AFTER, LATER

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}


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
def test_a_quarter_is_closed_by_two_and_corrected(opened, shire, size):
    red = play.red(shire)
    objection = play.objections.objection(shire, red)
    with time_machine.travel(LATER):
        office = opened("office", "/closings/", size)
        follow(office, "main a[href='/closings/new/']")
        office.select_option("main [name=quarter]", "2026-3")
        follow_twice(office, "main form .btn--p[type=submit]")
        office.wait_for_url("**/closings/*/")
        check(office, f"closing-unfinished-{size}")
        office.check(f"main [value='objection-{objection.pk}']")
        follow(office, "main form[action$='/carry/'] [type=submit].btn:not(.btn--s)")
        office.wait_for_selector("[aria-invalid=true]")
        office.fill("main [name=reason]", "异议未到决定期限，转四季度继续办理")
        follow_twice(office, "main form[action$='/carry/'] [type=submit].btn:not(.btn--s)")
        office.wait_for_url("**/closings/*/")
        check(office, f"closing-ready-{size}")
        follow_twice(office, "main form[action$='/submit/'] .btn--p")
        check(office, f"closing-submitted-{size}")

        second = opened("second office", "/desk/?part=oversee", size)
        follow(second, "main a[href^='/closings/']")
        check(second, f"closing-confirm-{size}")
        follow_twice(second, "main [value=accept]")
        second.wait_for_url("**/closings/*/")
        check(second, f"closing-closed-{size}")
    closing = Closing.objects.get()
    assert closing.is_closed and closing.rows.get(task=red).lamp == "red"

    play.objections.decide(shire, objection, Ruling.LIFTED, now=AFTER)
    with time_machine.travel(AFTER):
        office = opened("office", closing.get_absolute_url(), size)
        follow(office, f"main .ph a[href='/closings/{closing.pk}/note/']")
        check(office, f"closing-note-{size}")
        office.fill("main [name=reason]", "依据异议决定，短信未送达，红灯撤销")
        follow_twice(office, "main form .btn--p[type=submit]")
        office.wait_for_url(f"**/closings/{closing.pk}/")
        check(office, f"closing-corrected-{size}")
        follow(office, f"main a[href='/closings/{closing.pk}/paper/']")
        check(office, f"closing-paper-{size}")
    assert ClosingNote.objects.get().lines.get().becomes == "exempt"
