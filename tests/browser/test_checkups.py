"""A checkup from the template to the problem and the report, by all who take part, in Chinese."""

from datetime import timedelta

import pytest
import time_machine

from supervision.checkups.models import Checkup
from supervision.checkups.states import State
from supervision.checkups.template.starter import load_checkup_templates
from supervision.problems.models import Problem
from tests.browser.harness import CHINESE, DESKTOP, PHONE, check, follow, follow_twice, sign_in
from tests.make import NOW
from tests.supervision.checkups import play

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}
each_size = pytest.mark.parametrize("size", SIZES)
BY = str(NOW.date() + timedelta(days=12))


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def shire(live_server):
    shire = play.shire()
    load_checkup_templates(county_id=shire.county.pk, now=NOW)
    return shire


@pytest.fixture
def opened(browser_page, shire):
    def open_page(who, address, size):
        page = browser_page(SIZES[size], locale=CHINESE)
        sign_in(page, shire.people[who])
        page.goto(page.base + address)
        return page

    return open_page


def send(page, back="**/checkups/*/", **typed):
    """Fill in the form and send it, with a double tap; back on the page of the matter."""
    for name, value in typed.items():
        page.locator(f"main [name={name}]").first.fill(value)
    follow_twice(page, "main form .btn--p[type=submit]")
    page.wait_for_url(back)


def reply(page, values, remark="上半年研究1次，下半年已列入计划。"):
    """`values` in turn for the questions in their order; a remark where one is due."""
    for place, box in enumerate(page.locator("main fieldset").all()):
        value = values[place % len(values)]
        box.locator(f"[value={value}]").check()
        if value in ("partly", "no"):
            box.locator("[name^=remark]").fill(remark)


@each_size
def test_from_opening_to_the_problem_and_the_report(opened, shire, size):
    group = opened("group", "/checkups/", size)
    check(group, f"checkups-none-{size}")
    follow(group, "main a[href='/checkups/new/']")
    follow_twice(group, "main form .btn--p[type=submit]")
    group.wait_for_selector("[role=alert]")
    check(group, f"checkup-new-{size}")
    group.select_option("main [name=version]", label="政治体检")
    group.locator("main [name=units]").first.check()
    group.check("main [name=way][value=by_unit]")
    send(group, due_on=BY, text="请逐项如实作答。")
    check(group, f"checkup-awaited-{size}")
    checkup = Checkup.objects.get()
    address = checkup.get_absolute_url()

    unit = opened("officer", "/desk/", size)
    check(unit, f"checkup-desk-{size}")
    unit.goto(unit.base + address)
    check(unit, f"checkup-unit-{size}")
    follow(unit, f"main a[href='{address}answers/']")
    check(unit, f"checkup-answers-{size}")
    unit.locator("main fieldset").first.locator("[value=yes]").check()
    unit.wait_for_selector("#draft-saved:has-text('已保存')")
    unit.goto(unit.base + address + "answers/")
    assert unit.locator("main fieldset").first.locator("[value=yes]").is_checked()
    follow_twice(unit, "main form .btn--p[type=submit]")
    unit.wait_for_selector("[role=alert]")
    check(unit, f"checkup-lacking-{size}")
    reply(unit, ["yes", "partly", "yes", "no", "none"])
    send(unit)
    check(unit, f"checkup-handed-in-{size}")

    group.goto(group.base + address)
    check(group, f"checkup-answered-{size}")
    follow(group, f"main a[href='{address}send-back/']")
    send(group, reason="第4项请写明具体情况。", due_on=BY)
    unit.goto(unit.base + address + "answers/")
    reply(unit, ["yes", "partly", "yes", "no", "yes"])
    send(unit)

    group.goto(group.base + address)
    follow(group, "main a[href$='/find/'] >> nth=3")
    check(group, f"checkup-find-{size}")
    send(group, text="2名班子成员半年内未研究分管领域党风廉政建设工作。")
    check(group, f"checkup-found-{size}")
    follow(group, "main a[href$='/enter/']")
    check(group, f"checkup-enter-{size}")
    for name in ("type", "severity"):
        group.select_option(f"main [name={name}]", index=1)
    send(group, back="**/problems/*/", title="“一岗双责”落实不到位")
    check(group, f"checkup-problem-{size}")
    follow(group, f"main a[href='{address}']")
    follow(group, f"main a[href='{address}conclude/']")
    send(group, text="总体较好，“一岗双责”落实不到位，请限期整改。")
    check(group, f"checkup-concluded-{size}")
    follow(group, f"main a[href='{address}report/']")
    check(group, f"checkup-report-{size}")
    with group.expect_download() as download:
        group.click("main a[href$='report.docx']")
    assert download.value.suggested_filename.endswith(".docx")

    unit.goto(unit.base + address)
    check(unit, f"checkup-read-{size}")
    follow(unit, f"main a[href='{address}report/']")
    check(unit, f"checkup-report-unit-{size}")
    office = opened("office", address + "reopen/", size)
    send(office, reason="补充核查。")
    check(office, f"checkup-reopened-{size}")
    assert Checkup.objects.get().state == State.ANSWERED
    assert Problem.objects.get().checkup_finding.checkup == checkup
    group.goto(group.base + "/checkups/")
    check(group, f"checkups-{size}")


@each_size
def test_a_template_is_made_changed_used_on_site_and_retired(opened, shire, size):
    office = opened("office", "/checkups/templates/", size)
    check(office, f"templates-{size}")
    follow(office, "main a[href='/checkups/templates/new/']")
    check(office, f"template-new-{size}")
    content = {"section_1": "为基层减负", "questions_1": "文件是否精简\n会议是否精简"}
    send(office, back="**/templates/*/", name="作风检查", basis="澜纪发7号", **content)
    check(office, f"template-{size}")
    follow(office, "main a[href$='/change/']")
    send(office, back="**/templates/*/", questions_1="文件是否精简\n会议是否精简\n检查是否精简")
    check(office, f"template-changed-{size}")
    follow(office, "main a[href^='/checkups/new/?version=']")
    office.locator("main [name=units]").first.check()
    office.check("main [name=way][value=on_site]")
    send(office, due_on=BY)
    check(office, f"checkup-on-site-{size}")
    follow(office, "main a[href$='/answers/']")
    reply(office, ["yes", "no", "none"])
    follow(office, "main form .btn[formaction]")
    check(office, f"checkup-saved-{size}")
    send(office)
    check(office, f"checkup-on-site-answered-{size}")
    checkup = Checkup.objects.get()
    assert (checkup.state, checkup.version.number) == (State.ANSWERED, 2)
    follow(office, "main a[href$='/withdraw/']")
    send(office, reason="重复。")
    office.goto(office.base + checkup.version.template.get_absolute_url())
    follow(office, "main a[href$='/retire/']")
    send(office, back="**/templates/*/", reason="检查已结束。")
    check(office, f"template-retired-{size}")
