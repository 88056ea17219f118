"""A problem's way through the browser, each step by who does it: from finding to looking back."""

from datetime import timedelta

import pytest
import time_machine

from supervision.problems.models import Problem
from supervision.problems.states import State
from tests.browser.harness import CHINESE, DESKTOP, PHONE, check, follow, follow_twice, sign_in
from tests.make import NOW
from tests.pages.cast import PNG
from tests.supervision.problems import play

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


def send(page, **typed):
    """Fill in the form and send it, with a double tap; back on the problem's page."""
    for name, value in typed.items():
        field = page.locator(f"main [name={name}]").first
        if field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    follow_twice(page, "main form .btn--p[type=submit]")
    page.wait_for_url("**/problems/*/")


def day(days: int) -> str:
    return str(NOW.date() + timedelta(days=days))


@each_size
def test_from_finding_to_closing(opened, shire, size):
    group = opened("group", "/problems/new/", size)
    group.fill("main [name=title]", "食堂采购未定点、账目未单列")
    follow_twice(group, "main form .btn--p[type=submit]")
    group.wait_for_selector("[aria-invalid=true]")
    check(group, f"problem-refused-{size}")
    said = {"text": "12笔未签合同。", "unit": str(shire.bodies[0].pk)}
    words = {"source": "audit", "type": "funds", "severity": "general"}
    said |= {kind: str(play.term(shire, kind, code).pk) for kind, code in words.items()}
    send(group, **said)
    check(group, f"problem-found-{size}")
    follow(group, "main a[href$='/assign/']")
    check(group, f"problem-assign-{size}")
    send(group, due_on=day(20), text="请逐项明确责任人和时限。")

    unit = opened("officer", "/desk/", size)
    check(unit, f"problem-desk-{size}")
    follow(unit, "main a[href^='/problems/']")
    follow(unit, "main a[href$='/measure/']")
    send(unit, text="定点采购，公对公按月结算", person="陆思齐", due_on=day(15))
    follow(unit, "main a[href$='/claim/']")
    send(unit, text="反映属实，由我牵头整改。")
    check(unit, f"problem-rectifying-{size}")
    follow(unit, "main a[href$='/report/']")
    unit.set_input_files("#upload", {"name": "p.png", "mimeType": "image/png", "buffer": PNG})
    unit.wait_for_selector(".file [name=files]", state="attached")
    check(unit, f"problem-report-{size}")
    send(unit, text="已签订定点采购合同。")
    follow(unit, "main a[href$='/apply/']")
    send(unit, text="措施全部完成，申请销号。")
    check(unit, f"problem-applied-{size}")

    group.goto(group.base + "/desk/")
    follow(group, "main a[href^='/problems/']")
    check(group, f"problem-verify-{size}")
    group.check("aside [value=yes]")
    send(group, reason="已现场核对合同。")
    office = opened("office", "/problems/?show=check", size)
    check(office, f"problems-check-{size}")
    follow(office, "main .tb__t")
    office.check("aside [value=yes]")
    send(office)
    check(office, f"problem-closed-{size}")
    problem = Problem.objects.get()
    assert problem.state == State.CLOSED
    office.goto(office.base + "/problems/")
    check(office, f"problems-{size}")


@each_size
def test_two_levels_a_question_and_another_unit(opened, shire, size):
    problem = play.enter(shire, "office")
    office = opened("office", problem.get_absolute_url() + "assign-body/", size)
    check(office, f"problem-assign-body-{size}")
    send(office, post=str(shire.posts[play.GROUP].pk), due_on=day(30))
    group = opened("group", problem.get_absolute_url(), size)
    follow(group, "main a[href$='/ask/']")
    send(group, text="涉及哪个食堂？")
    office.goto(office.base + problem.get_absolute_url())
    follow(office, "main a[href$='/answer/']")
    send(office, text="港口食堂。")
    play.assign(shire, problem)
    unit = opened("officer", problem.get_absolute_url(), size)
    follow(unit, "main a[href$='/pass-on/']")
    check(unit, f"problem-pass-on-{size}")
    send(unit, unit=str(shire.bodies[2].pk), reason="职责已划转。")
    check(unit, f"problem-offered-{size}")
    other = opened("principal_officer of Body 3", "/desk/", size)
    follow(other, "main a[href^='/problems/']")
    check(other, f"problem-take-over-{size}")
    other.check("aside [value=yes]")
    send(other)
    assert Problem.objects.get().unit == shire.bodies[2]


@each_size
def test_a_look_back_opens_it_again(opened, shire, size):
    problem = play.closed(shire)
    group = opened("group", problem.get_absolute_url(), size)
    check(group, f"problem-look-back-{size}")
    group.check("aside [value=no]")
    send(group, reason="回访发现问题反弹。", due_on=day(30))
    assert Problem.objects.get().state == State.ASSIGNED
    check(group, f"problem-reopened-{size}")
