"""A spot check's way through the browser, each step by who does it; and a draw that is redone."""

import json
from datetime import timedelta

import pytest
import time_machine

from supervision.checks.draws.models import CheckDraw
from supervision.checks.models import SpotCheck
from supervision.checks.states import State
from tests import make
from tests.browser.harness import CHINESE, DESKTOP, PHONE, check, follow, follow_twice, sign_in
from tests.make import NOW
from tests.pages.cast import PNG
from tests.supervision.checks import play
from tests.supervision.checks.test_draw import redone_elsewhere

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}
each_size = pytest.mark.parametrize("size", SIZES)


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


def send(page, back="**/checks/*/", **typed):
    """Fill in the form and send it, with a double tap; back on the spot check's page."""
    for name, value in typed.items():
        page.locator(f"main [name={name}]").first.fill(value)
    follow_twice(page, "main form .btn--p[type=submit]")
    page.wait_for_url(back)


def conclude(page, spot_check, outcome, reason, size):
    """On the page itself, on a phone on a page of its own."""
    page.goto(page.base + spot_check.get_absolute_url())
    if size == "phone":
        follow(page, "main a[href$='/conclude/']")
    check(page, f"check-conclude-{outcome}-{size}")
    page.check(f"main form [value={outcome}]")
    send(page, reason=reason)


@each_size
def test_from_choosing_a_record_to_taking_the_conclusion_back(opened, shire, size):
    task = make.make_task(shire.posts[play.HEAD])
    play.lodged(shire, task, now=NOW - timedelta(days=1), happened_on=NOW.date() - make.days(2))
    group = opened("group", "/checks/", size)
    check(group, f"checks-none-{size}")
    follow(group, "main a[href='/checks/records/']")
    check(group, f"checks-records-{size}")
    follow(group, "main a[href^='/checks/new/']")
    follow_twice(group, "main form .btn--p[type=submit]")
    group.wait_for_selector("[role=alert]")
    send(group, evidence="签到表日期与记录不一致，请说明并补充。")
    check(group, f"check-asked-{size}")
    spot_check = SpotCheck.objects.get()

    unit = opened("officer", "/desk/", size)
    check(unit, f"check-desk-{size}")
    unit.goto(unit.base + spot_check.get_absolute_url())
    follow(unit, "main a[href$='/reply/']")
    unit.set_input_files("#upload", {"name": "p.png", "mimeType": "image/png", "buffer": PNG})
    unit.wait_for_selector(".file [name=files]", state="attached")
    check(unit, f"check-reply-{size}")
    send(unit, text="签到表日期为笔误，现补交原件。")
    check(unit, f"check-replied-{size}")

    conclude(group, spot_check, "insufficient", "缺少参加人员签字。", size)
    check(group, f"check-insufficient-{size}")
    unit.goto(unit.base + spot_check.get_absolute_url())
    check(unit, f"check-correcting-{size}")
    follow(unit, "main a[href$='/correct/'].btn--p")
    unit.fill("main [name=text]", "更正：附参加人员签字表。")
    follow_twice(unit, "main form .btn--p[type=submit]")
    unit.goto(unit.base + spot_check.get_absolute_url())
    follow(unit, f"main a[href='{spot_check.get_absolute_url()}correct/']")
    send(unit, text="签字表已补。")
    check(unit, f"check-corrected-{size}")

    conclude(group, spot_check, "untrue", "当日未开展该项活动。", size)
    check(group, f"check-untrue-{size}")
    task.refresh_from_db()
    assert task.done == 0
    follow(group, "main a[href$='/lift/']")
    send(group, reason="活动改在次日开展。")
    check(group, f"check-lifted-{size}")
    conclude(group, spot_check, "confirmed", "材料与记录一致。", size)
    check(group, f"check-confirmed-{size}")
    task.refresh_from_db()
    assert (play.fresh(spot_check).state, task.lamp) == (State.CONFIRMED, "green")
    group.goto(group.base + "/checks/")
    check(group, f"checks-{size}")


@each_size
def test_a_draw_is_published_drawn_and_redone(opened, shire, size):
    for who in ["principal_officer of Body 1"] * 3 + ["principal_officer of Body 3"] * 2:
        post = shire.posts[who.split(" of ")[1], "principal_officer"]
        play.lodged(shire, make.make_task(post), who=who)
    group = opened("group", "/checks/draws/", size)
    check(group, f"draws-none-{size}")
    follow(group, "main a[href='/checks/draws/new/']")
    day = str(NOW.date())
    days = {"first_on": day, "last_on": day, "draws_on": str(NOW.date() + timedelta(days=1))}
    numbers = {"size": "3", "floor": "1", "cap": "2"}
    check(group, f"draw-new-{size}")
    send(group, back="**/checks/draws/*/", title="九月抽查", **days, **numbers)
    check(group, f"draw-published-{size}")
    draw = CheckDraw.objects.get()
    unit = opened("officer", draw.get_absolute_url(), size)
    assert draw.seed_hash in unit.content()
    assert draw.seed not in unit.content()
    with time_machine.travel(NOW + timedelta(days=2)):
        group = opened("group", draw.get_absolute_url(), size)
        follow_twice(group, "main form .btn--p[type=submit]")
        check(group, f"draw-drawn-{size}")
        unit = opened("officer", draw.get_absolute_url(), size)
        with unit.expect_download() as download:
            unit.click("main a[href$='draw.json']")
        content = json.loads(download.value.path().read_text())
        assert redone_elsewhere(content) == content["drawn"]
        assert "复算一致" in unit.content()
        follow(group, "main .rec a")
        check(group, f"check-drawn-{size}")
        follow(group, "main a[href$='/find/']")
        send(group, text="请说明具体做法。")
        check(group, f"check-found-{size}")
    assert SpotCheck.objects.filter(draw=draw).count() == 3
