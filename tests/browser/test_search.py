"""Words in records found on a phone, and what is the same in other records, told to the writer."""

import pytest
from playwright.sync_api import expect

from demonstration.roles import Role
from responsibility.records.lodging.lodge import lodge
from responsibility.records.models import DutyRecord
from tests import make
from tests.browser.duty import SIZES, Scene, each_size, midnight, opened
from tests.browser.harness import CHINESE, check, follow

pytestmark = pytest.mark.browser
CALLED = "围绕项目招投标和资金拨付两个环节，与科室负责人逐一谈话提醒。"
ASKED = "要求各科室九月底前完成自查，并把自查情况书面报办公室汇总。"


@pytest.fixture
def scene(live_server):
    scene = Scene()
    scene.body = make.make_unit(scene.county, "驻局纪检监察组", kind="discipline")
    make.supervise(scene.body, scene.unit)
    _post, scene.inspector = make.make_holder(scene.body, Role.STATIONED_GROUP)
    for number, text in enumerate([CALLED + ASKED, "通报信访举报办理情况。", CALLED]):
        task = scene.task(4)
        lodge(
            by=make.actor(scene.holder),
            now=midnight(task.opens_at.date()) + make.days(80 + number),
            nonce=make.nonce(),
            task_ids=[task.pk],
            happened_on=task.opens_at.date() + make.days(79 + number),
            text=text,
        )
    return scene


@each_size
def test_a_word_is_found_and_the_record_read(browser_page, scene, size):
    page = opened(browser_page, scene, "/search/", SIZES[size], scene.inspector, CHINESE)
    check(page, f"search-{size}-empty")
    page.fill("main input[name=q]", "谈话提醒")
    page.wait_for_selector("#found >> text=点“搜索”查找记录正文")
    page.click("form[role=search] .btn--p")
    page.wait_for_selector("#h-records")
    assert page.locator("main mark").all_text_contents() == ["谈话提醒", "谈话提醒"]
    check(page, f"search-{size}-found")
    page.click("text=缩小记录范围")
    page.select_option("[name=unit]", str(scene.unit.pk))
    page.fill("[name=person]", scene.holder.name)
    check(page, f"search-{size}-narrow")
    page.click("form[role=search] .btn--p")
    page.wait_for_url("**person=**")
    expect(page.locator(".about li")).to_have_count(2)
    check(page, f"search-{size}-narrowed")
    follow(page, ".about li:first-child a")
    expect(page.locator(".note >> text=段文字相同")).to_have_count(1)
    check(page, f"record-{size}-alike")
    page.go_back()
    page.fill("main input[name=q]", "没有这个词")
    page.press("main input[name=q]", "Enter")
    page.wait_for_selector("text=您可查看的记录中没有符合条件的")
    check(page, f"search-{size}-none")


@each_size
def test_the_writer_is_told_and_lodges(browser_page, scene, size):
    task = scene.task(4)
    page = opened(browser_page, scene, f"/log/?task={task.pk}", SIZES[size], locale=CHINESE)
    expect(page.locator("#likeness .note")).to_have_count(0)
    page.fill("#id_text", CALLED + "已当面提出三点要求。")
    page.wait_for_selector("#likeness .note")
    expect(page.locator("#likeness a")).to_have_count(2)
    page.locator("#likeness").scroll_into_view_if_needed()
    check(page, f"log-{size}-alike")
    page.fill("#id_text", "今天另写了一段完全不同的话，与以前登记的内容没有重复之处。")
    page.wait_for_selector("#likeness .note", state="detached")
    page.fill("#id_text", CALLED)
    page.wait_for_selector("#likeness .note")
    page.click(".formbar .btn--p")
    page.wait_for_url("**/desk/")
    assert DutyRecord.objects.filter(credits__task=task, text=CALLED).exists()
