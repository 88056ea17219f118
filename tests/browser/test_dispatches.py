"""A task given out, taken back in time, sent, changed, taken back later and given out again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alerts.workdays.calendar import calendar_of
from responsibility.tasks.dispatches.models import Dispatch
from responsibility.tasks.models import Task
from tests.browser.harness import CHINESE, DESKTOP, PHONE, check, follow, sign_in
from tests.make import make_category, make_county, make_holder, make_post, make_unit

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture
def county(live_server):
    county = make_county()
    make_category()
    for name in ("镇（街道）党（工）委", "政府部门"):
        branch = make_unit(county, name, kind="branch")
        for number in range(8):
            unit = make_unit(branch, f"{name[:2]}单位{number + 1}")
            if number:
                make_holder(unit)
            else:
                make_post(unit)
    return county


@pytest.fixture
def office(county):
    return make_holder(make_unit(county, kind="office"), "commission_office")[1]


def working_day(county, days: int):
    day = timezone.localdate() + timedelta(days=days)
    return calendar_of(county.pk).roll_forward(day)


def give_out(page, county) -> Dispatch:
    page.goto(page.base + "/dispatch/new/")
    page.fill("#id_title", "报送节日期间作风督查情况")
    page.fill("#id_text", "梳理公车使用、公务接待和值班值守情况。")
    page.select_option("#id_category", index=1)
    page.fill("#id_due_on", str(working_day(county, 20)))
    page.locator("input[name=roles]").first.check()
    follow(page, ".formbar .btn--p")
    follow(page, ".formbar .btn--p")
    return Dispatch.objects.latest("pk")


@pytest.mark.parametrize("size", SIZES)
def test_the_whole_life_of_a_dispatch(browser_page, county, office, size):
    page = browser_page(SIZES[size], locale=CHINESE)
    sign_in(page, office)
    give_out(page, county)
    page.wait_for_selector(".undo [data-left]")
    check(page, f"dispatch-waits-{size}")
    follow(page, ".undo >> text=撤回派发")
    page.wait_for_selector("text=已撤回，没有人收到过通知")
    assert not Task.objects.exists()
    check(page, f"dispatch-never-went-{size}")

    act = give_out(page, county)
    follow(page, ".undo >> text=立即发出")
    page.wait_for_selector(".dg")
    assert Task.objects.filter(dispatch=act).count() == 16
    check(page, f"dispatch-sent-{size}")
    follow(page, ".seg >> text=未送达")
    page.wait_for_selector(".dg__l .is-bad >> text=岗位空缺")
    check(page, f"dispatch-not-reached-{size}")

    follow(page, ".acts >> text=改截止日期")
    saturday = working_day(county, 30)
    while saturday.weekday() != 5 or not calendar_of(county.pk).is_off(saturday):
        saturday += timedelta(days=1)
    page.fill("#id_due_on", str(saturday))
    page.fill("#id_reason", "节前最后一周集中防汛。")
    follow(page, ".formbar .btn--p")
    page.wait_for_selector("#id_due_on_error >> text=休息，不能作截止日期")
    assert page.input_value("#id_reason") == "节前最后一周集中防汛。"
    check(page, f"dispatch-day-off-{size}")
    page.fill("#id_due_on", str(working_day(county, 40)))
    follow(page, ".formbar .btn--p")
    page.wait_for_selector("text=已登记，十分钟后生效。")
    check(page, f"dispatch-change-waits-{size}")
    follow(page, ".undo >> text=立即发出")

    follow(page, ".acts >> text=撤回派发")
    page.fill("#id_reason", "与市委办督查内容重复。")
    follow(page, ".formbar .btn--p")
    page.wait_for_selector("text=未办的 16 项停止")
    check(page, f"dispatch-taken-back-{size}")
    follow(page, "text=重新派发")
    page.fill("#id_reason", "经协调，仍需报送。")
    follow(page, ".formbar .btn--p")
    page.wait_for_selector("text=已重新派发")
    assert not Task.objects.filter(dispatch=act, exempt=True).exists()
    page.goto(page.base + "/dispatch/")
    check(page, f"dispatch-list-{size}")
