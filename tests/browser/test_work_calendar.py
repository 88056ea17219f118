"""The office's working calendar in a browser: tried out, entered, taken back, on both sizes."""

import pytest
from django.utils import timezone

from alerts.workdays.models import WorkDay
from responsibility.tasks.models import Task
from tests.browser.harness import DESKTOP, PHONE, check, follow, sign_in
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.django_db(transaction=True)

NEXT = timezone.localdate().year + 1
NOTICE = (
    "一、元旦：1月1日至3日放假，共3天。\n"
    "二、春节：2月5日（农历腊月二十九）至11日放假调休，共7天。2月20日上班。\n"
    "三、国庆节：10月1日至7日放假调休，共8天。"
)


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_closure_is_tried_out_entered_and_taken_back(browser_page, ground, size):
    name = "phone" if size is PHONE else "desktop"
    page = browser_page(size)
    sign_in(page, ground.officer)
    page.goto(page.base + "/work-calendar/")
    check(page, f"work-calendar-{name}")
    task = Task.objects.order_by("due_on").filter(lamp="unlit").last()
    page.fill("#id_reason", "强降雪停工")
    page.fill("#id_first_on", task.due_on.isoformat())
    page.fill("#id_last_on", task.due_on.isoformat())
    page.fill("#id_basis", "澜防指〔2026〕9号")
    follow(page, "aside form .btn--p")
    check(page, f"work-calendar-tried-{name}")
    assert "尚未登记" in page.inner_text(".wbox")
    task.refresh_from_db()
    told = task.due_on
    follow(page, "aside form .btn--p")
    check(page, f"work-calendar-entered-{name}")
    task.refresh_from_db()
    moved = task.due_on
    assert moved > told
    follow(page, "td a.lnk")
    page.fill("#id_reason", "误登")
    follow(page, ".formbar .btn--p")
    page.goto(page.base + f"/work-calendar/?year={told.year}")
    check(page, f"work-calendar-taken-back-{name}")
    assert "误登" in page.inner_text("table")
    task.refresh_from_db()
    assert task.due_on == moved


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_notice_is_pasted_corrected_and_entered(browser_page, ground, size):
    name = "phone" if size is PHONE else "desktop"
    page = browser_page(size)
    sign_in(page, ground.officer)
    page.goto(page.base + f"/work-calendar/notice/?year={NEXT}")
    check(page, f"notice-{name}")
    page.select_option("#id_year", str(NEXT))
    page.fill("#id_basis", "国办发明电〔2026〕9号")
    page.fill("#id_text", NOTICE)
    follow(page, "button[value=read]")
    check(page, f"notice-read-{name}")
    assert "天数不符" in page.inner_text(".note--soon")
    page.fill("#id_line-2-last_on", f"{NEXT}-10-08")
    follow(page, "button[value=try]")
    check(page, f"notice-tried-{name}")
    follow(page, "aside .btn--p")
    check(page, f"notice-entered-{name}")
    assert "国办发明电〔2026〕9号" in page.inner_text("table")
    follow(page, "td a.lnk")
    page.fill("#id_reason", "文号有误")
    follow(page, ".formbar .btn--p")
    page.goto(page.base + f"/work-calendar/?year={NEXT}")
    assert "文号有误" in page.inner_text("table")


@pytest.fixture
def ground():
    """Tasks of this year and the next, both announced."""
    ground = Ground()
    WorkDay.objects.update(provisional=False)
    now = timezone.now()
    for year in (now.year, NEXT):
        ground.publish("PO-C01-03", year=year, now=now)
    return ground
