"""A list revised within the year, and an individual item, each to the last step in a browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from alerts.alarms.beat import beat
from alerts.workdays.calendar import calendar_of
from alerts.workdays.models import WorkDay
from responsibility.lists.revisions import Revision
from responsibility.lists.versions.edit import add_item, change_item
from responsibility.lists.versions.order import remove_item
from responsibility.lists.versions.review import submit
from responsibility.lists.versions.start import start_version
from responsibility.tasks.dispatches.send import send_due
from responsibility.tasks.models import Task
from responsibility.tasks.proposals.models import ItemProposal
from responsibility.tasks.revising.carry_out import carry_out
from tests.browser.harness import DESKTOP, PHONE, check, follow, sign_in
from tests.make import actor, appoint, make_holder, make_post, make_unit
from tests.responsibility.tasks.published import Ground

pytestmark = pytest.mark.django_db(transaction=True)
sizes = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])


@pytest.fixture
def ground():
    """A list published for this year and the next, its next version submitted for review."""
    ground, now = Ground(), timezone.now()
    WorkDay.objects.update(provisional=False)
    for _ in range(3):
        make_holder(make_unit(ground.county))
    ground.colleague = appoint(make_post(ground.office, "commission_office"))
    for year in (now.year, now.year + 1):
        ground.publish(year=year, now=now)
    acting = {"by": actor(ground.officer), "now": now}
    draft = start_version(list_id=ground.list_of().pk, year=now.year, **acting)
    quarterly = draft.items.filter(core=True, cadence="quarterly").order_by("position")
    worded, gone, *_others = quarterly
    change_item(item_id=worded.pk, values={"text": worded.text + "，形成工作台账"}, **acting)
    remove_item(item_id=gone.pk, **acting)
    values = {"text": "研究年轻干部教育管理监督工作", "category_id": worded.category_id}
    values |= {"cadence": "yearly", "required": 4, "due_rule": "period_end"}
    add_item(list_id=draft.pk, values=values, **acting)
    submit(list_id=draft.pk, **acting)
    ground.draft = draft
    beat(loop="sweep", now=now)
    return ground


@sizes
def test_a_version_is_reviewed_and_takes_effect(browser_page, ground, size):
    name = "phone" if size is PHONE else "desktop"
    page = browser_page(size)
    sign_in(page, ground.colleague)
    page.goto(page.base + "/desk/?part=know")
    check(page, f"review-on-desk-{name}")
    follow(page, "text=待审核")
    follow(page, "text=发布本版")
    page.fill("#id_document_number", "澜纪发〔2026〕21号")
    page.fill("#id_committee", "中共澜川市纪律检查委员会")
    follow(page, "form .btn--p")
    check(page, f"revise-{name}")
    page.fill("#id_first_on", (timezone.localdate() + timedelta(days=1)).isoformat())
    follow(page, "aside .btn--p")
    check(page, f"revise-tried-{name}")
    with page.expect_download() as file:
        page.click("button[value=xlsx]")
    assert file.value.suggested_filename.endswith(".xlsx")
    follow(page, "aside .btn--p")
    check(page, f"revision-entered-{name}")
    revision = Revision.objects.get()
    assert revision.waits and revision.foreseen

    sign_in(page, ground.head_user)
    page.goto(page.base + "/desk/?part=know")
    check(page, f"revision-on-desk-{name}")
    follow(page, "text=清单将于")
    check(page, f"revision-for-me-{name}")
    follow(page, "li .btn--p")
    check(page, f"revision-difference-{name}")
    page.goto(page.base + "/my-list/")
    assert "对您的影响" in page.inner_text("main")
    check(page, f"revision-own-list-{name}")
    carry_out(revision_id=revision.pk, now=timezone.now() + timedelta(days=1))
    sign_in(page, ground.officer)
    page.goto(page.base + revision.get_absolute_url())
    check(page, f"revision-done-{name}")


@sizes
def test_an_individual_item_is_proposed_and_approved(browser_page, ground, size):
    name = "phone" if size is PHONE else "desktop"
    page = browser_page(size)
    sign_in(page, ground.head_user)
    page.goto(page.base + "/individual-items/")
    check(page, f"proposals-none-{name}")
    page.goto(page.base + "/individual-items/new/")
    check(page, f"proposal-new-{name}")
    page.locator("#id_posts_ticks input").first.check()
    page.fill("#id_text", "老旧小区改造工程变更签证逐笔核查")
    page.fill("#id_measure", "由分管负责人牵头，逐笔核对签证单与现场影像。")
    page.select_option("#id_category", index=3)
    day = calendar_of(ground.county.pk).roll_forward(timezone.localdate() + timedelta(days=20))
    page.fill("#id_due_on", day.isoformat())
    page.fill("#id_ground", "巡察反馈：两个改造项目工程变更未按程序报批。")
    follow(page, "form .btn--p")
    check(page, f"proposal-waits-{name}")

    sign_in(page, ground.officer)
    page.goto(page.base + "/desk/?part=know")
    check(page, f"proposal-on-desk-{name}")
    follow(page, "text=项个性任务待审批")
    check(page, f"proposals-{name}")
    follow(page, "text=老旧小区改造工程变更签证逐笔核查")
    check(page, f"proposal-to-decide-{name}")
    follow(page, "form .btn--p")
    check(page, f"proposal-approved-{name}")
    send_due(now=timezone.now() + timedelta(minutes=10))
    task = Task.objects.get(dispatch=ItemProposal.objects.get().dispatch)

    sign_in(page, ground.head_user)
    page.goto(page.base + task.get_absolute_url())
    assert "个性任务" in page.inner_text("main")
    check(page, f"proposal-task-{name}")
