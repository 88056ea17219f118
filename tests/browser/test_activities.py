"""An inspector's day in the browser: the morning, a check on site, the plan and its report."""

import pytest
import time_machine

from demonstration.roles import Role
from supervision.activities.kinds import ActivityKind
from supervision.activities.models import Activity, ActivityNote
from supervision.activities.starter import load_activity_kinds
from tests import make
from tests.browser.harness import CHINESE, DESKTOP, PHONE, check, follow, follow_twice, sign_in
from tests.dashboards.county import build, owe
from tests.make import NOW
from tests.pages.cast import PNG

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}
each_size = pytest.mark.parametrize("size", SIZES)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def shire(live_server):
    shire = build()
    load_activity_kinds(county_id=shire.county.pk, now=NOW)
    owe(shire.posts["Group", Role.STATIONED_GROUP], "yellow")
    for body in ("Body 1", "Body 3"):
        owe(shire.posts[body, Role.TEAM_MEMBER])
        owe(shire.posts[body, Role.PRINCIPAL_OFFICER], "stale red")
    owe(make.make_post(shire.bodies[0], Role.TEAM_MEMBER))
    return shire


@pytest.fixture
def opened(browser_page, shire):
    def open_page(who, address, size):
        page = browser_page(SIZES[size], locale=CHINESE)
        sign_in(page, shire.people[who])
        page.goto(page.base + address)
        return page

    return open_page


def kind(shire, code) -> str:
    return str(ActivityKind.objects.get(county_id=shire.county.pk, code=code).pk)


@each_size
def test_the_morning_and_one_tap(opened, size):
    page = opened("group", "/", size)
    assert page.url.endswith("/morning/")
    check(page, f"morning-{size}")
    follow(page, "main .card__h .btn--p")
    assert page.locator("main [name=task]").count() == 0
    check(page, f"morning-reminded-{size}")
    page.goto(page.base + "/morning/?days=31")
    page.click("main .fold summary")
    check(page, f"morning-seven-days-{size}")


@each_size
def test_a_check_on_site_from_the_plan_to_the_report(opened, shire, size):
    page = opened("group", "/activities/plan/", size)
    follow(page, "main .ph__act .btn--p")
    page.select_option("main [name=kind]", kind(shire, "on_site_check"))
    page.select_option("main [name=unit]", str(shire.bodies[0].pk))
    check(page, f"activity-line-new-{size}")
    follow_twice(page, "main form .btn--p[type=submit]")
    check(page, f"activity-plan-{size}")

    page.goto(page.base + "/activities/new/")
    page.select_option("main [name=kind]", kind(shire, "on_site_check"))
    for body in (0, 2):
        page.check(f"main [name=units][value='{shire.bodies[body].pk}']")
    page.check("main [name=tasks]")
    page.check("main [name=lines]")
    page.set_input_files("#upload", {"name": "p.png", "mimeType": "image/png", "buffer": PNG})
    page.wait_for_selector(".file [name=files]", state="attached")
    follow_twice(page, "main form .btn--p[type=submit]")
    page.wait_for_selector("[aria-invalid=true]")
    check(page, f"activity-new-refused-{size}")
    page.fill("main [name=text]", "节前检查窗口作风，现场查看两个单位。")
    follow_twice(page, "main form .btn--p[type=submit]")
    page.wait_for_url("**/activities/*/")

    for body, text in ((0, "午间窗口无人值守。"), (2, "派车单填写不全。")):
        follow(page, "main a[href$='/note/']")
        page.select_option("main [name=unit]", str(shire.bodies[body].pk))
        page.fill("main [name=text]", text)
        page.check("main [name=face_to_face]")
        check(page, f"activity-note-{size}")
        follow_twice(page, "main form .btn--p[type=submit]")
        page.wait_for_url("**/activities/*/")
    check(page, f"activity-{size}")
    activity = Activity.objects.get()
    assert (activity.files.count(), activity.lines.count(), bool(activity.record)) == (1, 1, True)
    assert ActivityNote.objects.count() == 2
    follow(page, "main a[href^='/problems/new/']")
    assert page.input_value("main [name=text]") == "午间窗口无人值守。"

    unit = opened("officer", "/activities/", size)
    follow(unit, "main .tb__t")
    check(unit, f"activity-of-unit-{size}")
    assert "派车单" not in unit.content()
    follow(unit, "main a[href$='/reply/']")
    unit.fill("main [name=text]", "已安排午间轮值。")
    follow_twice(unit, "main form .btn--p[type=submit]")
    unit.wait_for_url("**/activities/*/")
    check(unit, f"activity-answered-{size}")

    for address, name in (
        ("/activities/report/", "activity-report"),
        ("/activities/", "activities"),
        ("/activities/coverage/", "activity-coverage"),
        (f"/activities/{activity.pk}/correct/", "activity-correct"),
    ):
        page.goto(page.base + address)
        check(page, f"{name}-{size}")
