"""A work plan drafted, issued by another person, broken down, carried out, changed, withdrawn."""

from datetime import timedelta

import pytest
from django.utils import timezone

from responsibility.plans.models import PlanItem, WorkPlan
from tests.browser.harness import CHINESE, DESKTOP, PHONE, check, follow, sign_in
from tests.make import (
    appoint,
    join,
    make_category,
    make_county,
    make_holder,
    make_post,
    make_unit,
)

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}


@pytest.fixture
def county(live_server):
    county = make_county("澜川市")
    make_category()
    bureau = make_unit(county, "水利局")
    office = make_unit(county, "党风政风监督室", kind="office")
    desk = make_post(office, "commission_office")
    county.drafter, county.issuer = join(desk, role="head"), join(desk)
    county.leader = appoint(make_post(county, "party_leader", title="市委书记"))
    county.head = appoint(make_post(bureau, title="局长"))
    make_holder(make_unit(bureau, "水库站"))
    return county


def working_day(days: int) -> str:
    """A day so many days ahead, no weekend."""
    day = timezone.localdate() + timedelta(days=days)
    return str(day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0))


def typed(page, text: str, due_on: str, **posts) -> None:
    page.fill("#id_text", text)
    page.fill("#id_due_on", due_on)
    for name, post in posts.items():
        page.fill(f"#id_{name}", post)


@pytest.mark.parametrize("size", SIZES)
def test_the_whole_life_of_a_plan(browser_page, county, size):
    page = browser_page(SIZES[size], locale=CHINESE)
    _draft(page, county, size)
    plan = WorkPlan.objects.get()
    _return_and_submit_again(page, county, plan, size)
    page.goto(page.base + plan.get_absolute_url())
    follow(page, "text=发布计划")
    check(page, f"plan-issue-{size}")
    follow(page, ".formbar .btn--p")
    page.wait_for_selector(".undo [data-left]")
    check(page, f"plan-waits-{size}")
    follow(page, ".undo >> text=立即发出")
    page.wait_for_selector("text=已发出")
    check(page, f"plan-{size}")
    item = PlanItem.objects.get(number=1)
    _carry_out(page, county, item, size)
    _lead(page, county, plan, size)
    _revise(page, county, item, size)


def _return_and_submit_again(page, county, plan, size) -> None:
    """Submitted, returned by the other person with a reason, submitted again."""
    page.goto(page.base + plan.get_absolute_url())
    follow(page, "text=提交发布")
    check(page, f"plan-submitted-{size}")
    sign_in(page, county.issuer)
    page.goto(page.base + plan.get_absolute_url())
    follow(page, "text=退回计划")
    page.fill("#id_reason", "请写明水库名称")
    check(page, f"plan-return-{size}")
    follow(page, ".formbar .btn--p")
    sign_in(page, county.drafter)
    page.goto(page.base + plan.get_absolute_url())
    assert "请写明水库名称" in page.inner_text("main")
    check(page, f"plan-returned-{size}")
    follow(page, "text=提交发布")
    sign_in(page, county.issuer)


def _draft(page, county, size):
    sign_in(page, county.drafter)
    page.goto(page.base + "/plans/")
    check(page, f"plans-none-{size}")
    page.goto(page.base + "/plans/new/")
    page.select_option("#id_unit", label="澜川市")
    page.fill("#id_title", "全面从严治党重点工作计划")
    page.fill("#id_document_number", "澜委办发3号")
    check(page, f"plan-new-{size}")
    follow(page, ".formbar .btn--p")
    page.wait_for_selector("text=添加事项")
    for text in ("开展水库大坝安全隐患排查", "规范工程建设领域招标投标监督"):
        page.goto(page.base + f"{WorkPlan.objects.get().get_absolute_url()}add/")
        page.select_option("#id_category", index=1)
        leads, carries_out = "澜川市 · 市委书记", "水利局 · 局长"
        typed(page, text, working_day(40), leads=leads, carries_out="水利局 · 局")
        page.fill("#id_goal", "隐患排查整改到位")
        page.fill("#id_measures", "逐库排查，建立台账，限期整改。")
        follow(page, ".formbar .btn--p")
        page.wait_for_selector("text=没有这个岗位")
        check(page, f"plan-item-new-{size}")
        page.fill("#id_carries_out", carries_out)
        follow(page, ".formbar .btn--p")
        page.wait_for_selector("text=已添加")
    check(page, f"plan-draft-{size}")


def _carry_out(page, county, item, size):
    sign_in(page, county.head)
    page.goto(page.base + item.get_absolute_url())
    follow(page, "text=记录进展")
    page.fill("#id_text", "已排查三座水库。")
    check(page, f"plan-progress-new-{size}")
    follow(page, ".formbar .btn--p")
    page.wait_for_selector("text=进展已记录")
    follow(page, "text=向下分解")
    typed(page, "完成大坝巡查", working_day(20), carries_out="水库站 · principal_officer")
    check(page, f"plan-item-part-{size}")
    follow(page, ".formbar .btn--p")
    page.wait_for_selector("text=已添加")
    page.locator("a", has_text="撤回").first.click()
    page.fill("#id_reason", "数量有误。")
    follow(page, ".formbar .btn--p")
    page.wait_for_selector("del >> text=已排查三座水库")
    check(page, f"plan-item-{size}")
    page.goto(page.base + item.dispatch.tasks.get().get_absolute_url())
    page.wait_for_selector("text=全面从严治党重点工作计划")
    check(page, f"plan-task-{size}")


def _lead(page, county, plan, size):
    sign_in(page, county.leader)
    page.goto(page.base + "/desk/")
    page.wait_for_selector("text=我抓总的计划事项 2 项")
    check(page, f"plan-on-desk-{size}")
    page.goto(page.base + "/plans/items/")
    check(page, f"plan-items-{size}")
    page.goto(page.base + "/plans/")
    check(page, f"plans-{size}")
    page.goto(page.base + plan.get_absolute_url())
    page.locator("summary", has_text="分解落实").click()
    check(page, f"plan-led-{size}")
    page.goto(page.base + f"{plan.get_absolute_url()}paper/")
    check(page, f"plan-paper-{size}")


def _revise(page, county, item, size):
    sign_in(page, county.issuer)
    page.goto(page.base + f"{item.get_absolute_url()}deadline/")
    page.fill("#id_due_on", working_day(60))
    page.fill("#id_reason", "与上级部署衔接。")
    check(page, f"plan-move-day-{size}")
    follow(page, ".formbar .btn--p")
    page.wait_for_selector("text=截止日期已调整")
    page.goto(page.base + f"{item.get_absolute_url()}withdraw/")
    page.fill("#id_reason", "并入专项行动。")
    follow(page, ".formbar .btn--p")
    page.wait_for_selector("text=已撤销")
    check(page, f"plan-item-withdrawn-{size}")
    follow(page, "text=重新派发")
    page.fill("#id_reason", "专项行动不含此项。")
    follow(page, ".formbar .btn--p")
    item.refresh_from_db()
    assert item.withdrawn_at is None
