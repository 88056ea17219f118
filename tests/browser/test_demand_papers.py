"""A demand as a paper: drafted, sent back, approved, answered with measures, printed."""

import pytest
import time_machine

from supervision.demands.models import Demand
from tests.browser.harness import (
    CHINESE,
    DESKTOP,
    PHONE,
    check,
    follow,
    follow_twice,
    sign_in,
)
from tests.dashboards.county import owe
from tests.make import NOW
from tests.supervision.demands import play

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}
each_size = pytest.mark.parametrize("size", SIZES)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def shire(live_server):
    shire = play.shire()
    shire.task = owe(shire.posts[play.MEMBER], "red")
    return shire


def opened(browser_page, user, address, size):
    page = browser_page(SIZES[size], locale=CHINESE)
    sign_in(page, user)
    page.goto(page.base + address)
    return page


@each_size
def test_from_the_draft_to_the_paper(browser_page, shire, size):
    address = f"/demands/new/?task={shire.task.pk}"
    group = opened(browser_page, shire.people["group"], address, size)
    check(group, f"draft-new-{size}")
    group.fill("[name=text]", "请说明该项任务逾期的原因、目前进展和完成时限。")
    follow_twice(group, ".formbar button")
    group.wait_for_url("**/demands/drafts/*/")
    check(group, f"draft-{size}")
    assert Demand.objects.count() == 0

    office = opened(browser_page, shire.people["office"], "/desk/?part=oversee", size)
    office.click(".lines a[href^='/demands/drafts/']")
    office.wait_for_url("**/demands/drafts/*/")
    office.click("[value=send_back]")
    office.wait_for_selector("#id_reason_error")
    check(office, f"draft-decide-refused-{size}")
    office.fill("#id_reason", "请写明责任人。")
    office.click("[value=send_back]")
    office.wait_for_selector("#steps >> text=请写明责任人。")

    group.reload()
    check(group, f"draft-returned-{size}")
    follow(group, ".ph__do .btn--p")
    group.wait_for_url("**/revise/")
    group.fill("[name=text]", "请说明逾期原因、责任人和完成时限。")
    follow(group, ".formbar .btn--p")
    group.wait_for_url("**/demands/drafts/*/")
    office.goto(office.base + "/demands/drafts/")
    check(office, f"drafts-{size}")
    follow(office, "#list a.tb__t")
    office.wait_for_url("**/demands/drafts/*/")
    office.dblclick("[value=accept]")
    office.wait_for_url("**/demands/*/")
    office.wait_for_selector(".ph__meta >> text=督办〔2026〕1号")
    check(office, f"sent-{size}")
    assert Demand.objects.count() == 1

    made = Demand.objects.get()
    member = opened(browser_page, shire.people["member"], made.get_absolute_url(), size)
    follow(member, "#answers .card__h a")
    member.wait_for_url("**/measures/")
    check(member, f"measure-{size}")
    member.fill("[name=text]", "逐项补录逾期履责记录，并附佐证材料")
    member.fill("[name=person]", "陆某")
    follow_twice(member, ".formbar .btn--p")
    member.wait_for_url("**/demands/*/")
    assert made.measures.count() == 1
    member.fill("#answers [name=text]", "已召集相关科室研究，本周内办结。")
    follow_twice(member, "#answers [type=submit]")
    member.wait_for_selector("#steps >> text=已召集相关科室研究")
    check(member, f"answered-with-measures-{size}")
    follow(member, ".ph__do a[href$='/paper/']")
    member.wait_for_url("**/paper/")
    check(member, f"paper-{size}")
    member.emulate_media(media="print")
    pdf = member.pdf(prefer_css_page_size=True, print_background=True)
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 1


def test_the_office_changes_how_papers_are_issued(browser_page, shire):
    office = opened(browser_page, shire.people["office"], "/problems/terms/", "desktop")
    check(office, "paper-rules")
    follow(office, "a[href^='/paper-rules/']")
    office.wait_for_url("**/paper-rules/demand/")
    office.uncheck("[name=approved]")
    office.fill("[name=basis]", "县纪委常委会会议纪要〔2026〕9号")
    office.fill("[name=first_on]", "2026-10-01")
    check(office, "paper-rule-set")
    follow(office, ".formbar .btn--p")
    office.wait_for_selector("text=直接发出")
    check(office, "paper-rules-changed")
