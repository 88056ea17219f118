"""A full objection with its consequences in the browser: made at the red lamp, answered by the
other side, decided once what follows was seen, reviewed; on a desktop and on a phone."""

import pytest
import time_machine

from supervision.objections.models import Objection
from supervision.objections.states import Ruling, What
from tests.browser.harness import CHINESE, DESKTOP, PHONE, check, follow, follow_twice, sign_in
from tests.make import NOW
from tests.pages.cast import PNG
from tests.supervision.objections import play

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
    """Fill in the form and send it, with a double tap; back on the objection's page."""
    for name, value in typed.items():
        page.fill(f"main [name={name}]", value)
    follow_twice(page, "main form .btn--p[type=submit]")
    page.wait_for_url("**/objections/*/")


@each_size
def test_a_red_lamp_is_contested_and_lifted(opened, shire, size):
    task = play.red(shire)
    play.demanded(shire, task, who="second")
    officer = opened("officer", task.get_absolute_url(), size)
    check(officer, f"objection-door-{size}")
    follow(officer, "main a[href^='/objections/new/']")
    officer.fill("main [name=text]", "已于9月19日按要求完成，附会议通知。")
    follow_twice(officer, "main form .btn--p[type=submit]")
    officer.wait_for_selector("[aria-invalid=true]")
    check(officer, f"objection-refused-{size}")
    officer.set_input_files("#upload", {"name": "p.png", "mimeType": "image/png", "buffer": PNG})
    officer.wait_for_selector(".file [name=files]", state="attached")
    send(officer, wish="请更正本项任务的红灯")
    check(officer, f"objection-made-{size}")

    group = opened("group", "/desk/", size)
    check(group, f"objection-desk-{size}")
    follow(group, "main a[href^='/objections/']")
    group.check("aside [value=lifted]")
    group.wait_for_selector("#after [name=mark]", state="attached")
    group.fill("aside [name=reason]", "会议通知与记录相互印证，红灯不当。")
    check(group, f"objection-foreseen-{size}")
    follow_twice(group, "#after .btn--p[type=submit]")
    group.wait_for_selector("#decision")
    check(group, f"objection-decided-{size}")
    assert Objection.objects.get().decision.corrections.count() == 2
    task.refresh_from_db()
    assert task.lamp == "exempt"

    officer.goto(officer.base + "/objections/")
    check(officer, f"objections-{size}")
    officer.goto(officer.base + task.get_absolute_url())
    check(officer, f"objection-task-after-{size}")


@each_size
def test_a_demand_stands_and_is_reviewed(opened, shire, size):
    demand = play.demanded(shire, play.red(shire))
    objection = play.objection(shire, demand, What.DEMAND)
    group = opened("group", objection.get_absolute_url(), size)
    follow(group, "main a[href$='/facts/']")
    send(group, text="督办依据为9月平台红灯清单。")
    check(group, f"objection-sides-{size}")
    play.decide(shire, objection, Ruling.STANDS, who="office")
    officer = opened("officer", objection.get_absolute_url(), size)
    check(officer, f"objection-stands-{size}")
    follow(officer, "main a[href$='/review/']")
    send(officer, wish="请予复核", text="原决定未考虑通知时间。")
    check(officer, f"objection-review-{size}")
    follow(officer, "main a[href$='/withdraw/']")
    send(officer, reason="已沟通一致。")
    check(officer, f"objection-withdrawn-{size}")
