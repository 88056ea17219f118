"""On a phone: an event is logged with the group picked, who sat in confirms it; a quarter's zero
reports by one act. The taps are those of docs/burden.md."""

import pytest

from demonstration.roles import Role
from responsibility.records.models import Credit, DutyRecord
from tests.browser.duty import Scene, opened
from tests.browser.harness import CHINESE, check, follow, forget_taps, taps
from tests.make import join, make_item, make_post, make_unit, supervise

pytestmark = pytest.mark.browser
WRITTEN = "集体研究城东安置房项目变更，主要负责人末位表态，表决情况已记录。"


@pytest.fixture
def scene(live_server):
    scene = Scene()
    body = make_unit(scene.county, "驻住建局纪检监察组", kind="discipline")
    supervise(body, scene.unit)
    scene.group = make_post(body, Role.STATIONED_GROUP, "组长")
    scene.inspector = join(scene.group, role="head", grants=["log", "view", "approve"])
    return scene


def item(scene, text: str, role: str = Role.PRINCIPAL_OFFICER, **over):
    return make_item(scene.county, role, text=text, text_en=text, **over)


def test_logged_once_and_confirmed_by_the_other_side(browser_page, scene):
    key = {"event_key": "major_decision"}
    ours = scene.task(4, item=item(scene, "“三重一大”集体决策", **key), kind="meeting")
    sits_in = item(scene, "列席驻在单位重要会议", Role.STATIONED_GROUP, **key)
    theirs = scene.task(4, post=scene.group, item=sits_in, kind="meeting")
    page = opened(browser_page, scene, f"/log/?task={ours.pk}", locale=CHINESE)
    page.check(f"#took-post-{scene.group.pk}", force=True)
    page.wait_for_selector("#offered-to")
    page.fill("#id_text", WRITTEN)
    check(page, "joint-log")
    page.tap(".formbar .btn--p")
    page.wait_for_url("**/desk/")
    assert Credit.objects.get(task=theirs).counts_at is None

    desk = opened(browser_page, scene, user=scene.inspector, locale=CHINESE)
    check(desk, "joint-desk")
    desk.goto(desk.base + "/confirmations/")
    assert WRITTEN in desk.inner_text("main")
    check(desk, "joint-confirmations")
    follow(desk, ".formbar .btn--p")
    assert Credit.objects.get(task=theirs).confirmed_by == scene.inspector


def test_zero_reports_of_a_quarter_are_two_taps(browser_page, scene):
    tasks = [
        scene.task(days, item=item(scene, text, zero_report=True))
        for days, text in enumerate(["对苗头性问题谈话提醒", "督促落实纪检监察建议"])
    ]
    page = opened(browser_page, scene, locale=CHINESE)
    forget_taps(page)
    follow(page, f"#part-do a[href='/zero-reports/{scene.post.pk}/']")
    check(page, "zero-reports")
    follow(page, ".formbar .btn--p")
    assert taps(page) == 2
    assert DutyRecord.objects.filter(kind="zero_report").count() == len(tasks)
