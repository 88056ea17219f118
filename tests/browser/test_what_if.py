"""Lamp rules, maintenance and a fault in a browser: tried out, entered, agreed to, taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alerts.alarms.beat import beat
from alerts.workdays.models import WorkDay
from responsibility.lists.lamp_scheme import LampScheme
from responsibility.tasks.models import Task
from tests.browser.harness import DESKTOP, PHONE, check, follow, sign_in
from tests.make import appoint, make_holder, make_post, make_unit
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.django_db(transaction=True)
sizes = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@pytest.fixture
def ground():
    """Tasks of this year and the next of four units, both announced."""
    ground, now = Ground(), timezone.now()
    WorkDay.objects.update(provisional=False)
    for _ in range(3):
        make_holder(make_unit(ground.county))
    ground.colleague = appoint(make_post(ground.office, "commission_office"))
    for year in (now.year, now.year + 1):
        ground.publish("PO-C01-01", "PO-C01-03", year=year, now=now)
    beat(loop="sweep", now=now)
    return ground


@sizes
def test_lamp_rules_are_tried_out_and_entered(browser_page, ground, size):
    name = "phone" if size is PHONE else "desktop"
    page = browser_page(size)
    sign_in(page, ground.officer)
    page.goto(page.base + "/lamps/change/")
    page.fill("#id_name", "提前三十天预警")
    page.fill("#id_warn_days", "30")
    page.fill("#id_first_on", (timezone.localdate() + timedelta(days=1)).isoformat())
    page.fill("#id_reason", "假期长，提早提醒")
    check(page, f"rules-change-{name}")
    follow(page, "aside .btn--p")
    check(page, f"rules-tried-{name}")
    assert "亮黄灯" in page.inner_text(".tb--rows")
    with page.expect_download() as file:
        page.click("button[value=xlsx]")
    assert file.value.suggested_filename.endswith(".xlsx")
    follow(page, "aside .btn--p")
    check(page, f"rules-entered-{name}")
    assert "假期长，提早提醒" in page.inner_text("table")
    scheme = LampScheme.objects.kept().order_by("-period").first()
    assert scheme.for_open and scheme.foreseen


@sizes
def test_maintenance_is_announced_on_every_page(browser_page, ground, size):
    name = "phone" if size is PHONE else "desktop"
    task = Task.objects.filter(late_at__gt=timezone.now()).order_by("due_on").first()
    page = browser_page(size)
    sign_in(page, ground.officer)
    page.goto(page.base + "/outages/")
    check(page, f"outages-empty-{name}")
    page.goto(page.base + "/outages/new/")
    enter(page, task.due_on, "20:00", "23:00", reason="机房电源检修")
    check(page, f"outage-new-{name}")
    follow(page, "aside .btn--p")
    check(page, f"outage-tried-{name}")
    follow(page, "aside .btn--p")
    check(page, f"outages-{name}")
    was = task.due_on
    task.refresh_from_db()
    assert task.due_on > was
    page.goto(page.base + f"/work-calendar/?year={was.year}")
    check(page, f"outage-calendar-{name}")
    assert "维" in page.inner_text(".yr")
    page.goto(page.base + task.get_absolute_url())
    check(page, f"outage-task-{name}")
    assert "机房电源检修" in page.inner_text("main")
    page.goto(page.base + "/outages/")
    follow(page, "td a:has-text('撤回')")
    page.fill("#id_reason", "检修取消")
    follow(page, ".formbar .btn--p")
    assert "检修取消" in page.inner_text("table")


@sizes
def test_a_fault_is_agreed_to_by_a_second_person(browser_page, ground, size):
    name = "phone" if size is PHONE else "desktop"
    yesterday = timezone.localdate() - timedelta(days=1)
    page = browser_page(size)
    sign_in(page, ground.officer)
    page.goto(page.base + "/outages/new/")
    page.select_option("#id_planned", "fault")
    enter(page, yesterday, "09:00", "17:00", reason="供电中断")
    follow(page, "aside .btn--p")
    follow(page, "aside .btn--p")
    assert "待另一人确认" in page.inner_text("table")
    sign_in(page, ground.colleague)
    page.goto(page.base + "/outages/")
    follow(page, "td a:has-text('确认')")
    check(page, f"outage-agree-{name}")
    follow(page, "aside .btn--p")
    assert "已确认" in page.inner_text("table")


def enter(page, day, starts: str, ends: str, *, reason: str) -> None:
    page.fill("#id_reason", reason)
    for field, value in (("starts", starts), ("ends", ends)):
        page.fill(f"#id_{field}_on", day.isoformat())
        page.fill(f"#id_{field}_time", value)
    page.fill("#id_basis", "澜数〔2026〕6号")
