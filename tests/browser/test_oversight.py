"""The supervisor supervised in the browser: more time asked for and decided, and the page on which
the unit reads how long it took; on a desktop and on a phone."""

import pytest
import time_machine

from alerts.decisions.models import Extension
from demonstration.roles import Role
from supervision.oversight.models import DecisionDuty
from tests.browser.harness import CHINESE, DESKTOP, PHONE, check, follow, follow_twice, sign_in
from tests.dashboards.county import owe
from tests.make import NOW
from tests.supervision.objections import play
from tests.supervision.oversight.test_decisions import answered, asked

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}
THIRD = ("Body 3", Role.PRINCIPAL_OFFICER)


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
def test_a_request_is_decided_and_the_unit_reads_how_long_it_took(opened, shire, size):
    group_post = shire.posts["Group", Role.STATIONED_GROUP]
    owe(group_post, "green"), owe(group_post, "red")
    asked(shire, owe(shire.posts[THIRD]), who="principal_officer of Body 3")
    answered(shire, play.demanded(shire, play.red(shire)))
    task = owe(shire.posts[play.HEAD])

    officer = opened("officer", task.get_absolute_url(), size)
    follow(officer, f"main a[href='/owed/task/{task.pk}/extension/']")
    officer.fill("main [name=wanted_on]", "2026-10-15")
    officer.fill("main [name=reason]", "审计组进驻，需先行配合。")
    follow_twice(officer, "main form .btn--p[type=submit]")
    officer.wait_for_selector("main a[href^='/decisions/']")
    check(officer, f"decision-door-{size}")

    duty = DecisionDuty.objects.get(extension=Extension.objects.latest("pk"))
    group = opened("group", "/desk/", size)
    follow(group, f"main a[href='{duty.get_absolute_url()}']")
    check(group, f"decision-{size}")
    follow(group, "#decision a.btn--p")
    follow_twice(group, "main form [name=decision][value=grant]")
    group.goto(group.base + duty.get_absolute_url())
    check(group, f"decision-made-{size}")
    group.goto(f"{group.base}/oversight/{group_post.pk}/")
    check(group, f"oversight-group-{size}")

    officer.goto(officer.base + "/oversight/")
    check(officer, f"oversight-{size}")
    follow(officer, f"main a[href='/oversight/{group_post.pk}/']")
    check(officer, f"oversight-unit-{size}")
    shown = officer.inner_text("main")
    assert "Body 1" in shown and "Body 3" not in shown
    follow(officer, "main a[href*='about=extension'][href*='show=open']")
    officer.wait_for_selector("#list-rows")
    check(officer, f"oversight-rows-{size}")
    shown = officer.inner_text("#list-rows")
    assert "其他单位" in shown and "Body 3" not in shown
    officer.goto(f"{officer.base}/oversight/{group_post.pk}/?quarter=2026-3")
    follow(officer, "main a[href*='/oversight/tasks/'][href*='lamp=red']")
    check(officer, f"oversight-tasks-{size}")

    office = opened("office", f"/oversight/{group_post.pk}/", size)
    check(office, f"oversight-office-{size}")
    follow(office, "main a[href*='/activities/coverage/'][href*='show=none']")
    check(office, f"oversight-coverage-{size}")
    shown = office.inner_text("#list-rows")
    assert "Body 1" in shown and "Body 3" in shown and "Body 2" not in shown
