"""A demand's way from the board to its answer, the switch between posts, the phone's last tab."""

import pytest
import time_machine
from playwright.sync_api import expect

from demonstration.roles import Role
from supervision.demands.demand import demand
from supervision.demands.models import Demand
from supervision.demands.reply import reply
from tests import make
from tests.browser.harness import (
    CHINESE,
    DESKTOP,
    ENGLISH,
    PHONE,
    check,
    follow,
    follow_twice,
    sign_in,
)
from tests.dashboards import county
from tests.make import NOW

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}
LANGUAGES = {"desktop": CHINESE, "phone": ENGLISH}
each_size = pytest.mark.parametrize("size", SIZES)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW):
        yield


@pytest.fixture
def shire(live_server):
    shire = county.build()
    shire.task = county.owe(shire.posts["Body 1", Role.TEAM_MEMBER], "red")
    county.owe(shire.posts["Body 3", Role.PRINCIPAL_OFFICER], "red")
    return shire


def opened(browser_page, user, address, size="desktop", *, scripts=True):
    page = browser_page({**SIZES[size], "java_script_enabled": scripts}, locale=LANGUAGES[size])
    sign_in(page, user)
    page.goto(page.base + address)
    return page


@each_size
def test_from_the_board_to_the_answer(browser_page, shire, size):
    page = opened(browser_page, shire.people["group"], "/board/?segment=team", size)
    page.check("#attention [name=task]")
    follow(page, "#attention [formaction]")
    page.wait_for_url("**/demands/new/**")
    check(page, f"demand-new-{size}")
    follow(page, ".formbar button")
    page.wait_for_selector("[aria-invalid=true]")
    check(page, f"demand-refused-{size}")
    page.fill("[name=text]", "Say what keeps you.\nIn two lines.")
    follow_twice(page, ".formbar button")
    page.wait_for_url("**/demands/*/")
    check(page, f"demand-{size}")
    assert Demand.objects.count() == 1
    page.goto(page.base + "/demands/")
    check(page, f"demands-{size}")

    page = opened(browser_page, shire.people["member"], "/desk/", size)
    check(page, f"desk-demanded-{size}")
    follow(page, ".task a.btn[href^='/demands/']")
    page.wait_for_url("**/demands/*/")
    page.fill("#answers [name=text]", "The dam is being mended.")
    follow_twice(page, "#answers [type=submit]")
    page.wait_for_selector("#steps >> text=The dam is being mended.")
    check(page, f"answered-{size}")
    assert page.locator("#steps li").count() == 2
    page.goto(page.base + shire.task.get_absolute_url())
    check(page, f"task-demanded-{size}")


@each_size
def test_an_answer_is_sent_back_answered_again_and_accepted(browser_page, shire, size):
    made = demanded(shire)
    answered(shire, made, "The dam is being mended.")
    group = opened(browser_page, shire.people["group"], "/desk/?part=oversee", size)
    group.click(".lines a[href^='/demands/']")
    group.wait_for_url("**/demands/*/")
    group.click("[value=send_back]")
    group.wait_for_selector("#id_reason_error")
    check(group, f"demand-decide-refused-{size}")
    group.fill("#id_reason", "By when?")
    group.click("[value=send_back]")
    group.wait_for_selector("#steps >> text=By when?")
    check(group, f"demand-sent-back-{size}")
    expect(group.locator("[name=decision]")).to_have_count(0)
    answered(shire, made, "By Monday.")
    group.reload()
    group.dblclick("[value=accept]")
    group.wait_for_selector(".chip >> nth=0")
    check(group, f"demand-accepted-{size}")
    made.refresh_from_db()
    assert made.closed_at and made.lamp == "green"

    member = opened(browser_page, shire.people["member"], made.get_absolute_url(), size)
    check(member, f"demand-closed-{size}")
    expect(member.locator("#answers form")).to_have_count(0)
    member.click("#ledger a")
    member.wait_for_url("**/notice/")
    check(member, f"demand-notice-{size}")


def test_a_demand_is_withdrawn_with_a_reason(browser_page, shire):
    made = demanded(shire)
    page = opened(browser_page, shire.people["group"], made.get_absolute_url())
    page.click(".ph__do a[href$='/withdraw/']")
    page.wait_for_url("**/withdraw/")
    check(page, "demand-withdraw")
    page.fill("#id_reason", "It was settled by telephone.")
    page.click(".formbar .btn--p")
    page.wait_for_url("**/demands/*/")
    check(page, "demand-withdrawn")
    expect(page.locator(".why")).to_contain_text("It was settled by telephone.")


def demanded(shire) -> Demand:
    (made,) = demand(
        by=make.actor(shire.people["group"]),
        now=NOW,
        nonce=make.nonce(),
        task_ids=[shire.task.pk],
        text="Say what keeps you.",
        reply_by=NOW.date() + make.days(5),
    )
    return made


def answered(shire, made: Demand, text: str) -> None:
    by = make.actor(shire.people["member"])
    reply(by=by, now=NOW, nonce=make.nonce(), demand_id=made.pk, text=text)


def test_from_ticked_rows_without_scripts(browser_page, shire):
    page = opened(
        browser_page,
        shire.people["office"],
        "/board/rows/?attention=1&segment=all",
        scripts=False,
    )
    for box in page.locator("[name=task]").all():
        box.check()
    follow(page, "[formaction]")
    page.wait_for_url("**/demands/new/**")
    page.fill("[name=text]", "Report.")
    follow(page, ".formbar button")
    page.wait_for_url("**/demands/**show=by")
    assert page.locator("#list tbody tr").count() == Demand.objects.count() == 2


def test_of_a_whole_unit(browser_page, shire):
    address = f"/board/{shire.task.unit_id}/{shire.task.category_id}/?segment=team"
    page = opened(browser_page, shire.people["group"], address)
    follow(page, "a[href^='/demands/new/']")
    page.wait_for_url("**/demands/new/**")
    page.fill("[name=text]", "Report.")
    follow(page, ".formbar button")
    page.wait_for_url("**/demands/*/")
    assert Demand.objects.get().whole_unit


@each_size
def test_one_of_several_posts_is_looked_at(browser_page, shire, size):
    officer = shire.people["officer"]
    second = make.make_post(make.make_unit(shire.county, "Harbour"), title="Harbour master")
    make.appoint(second, officer)
    own = county.owe(shire.posts["Body 1", Role.PRINCIPAL_OFFICER])
    other = county.owe(second)
    page = opened(browser_page, officer, "/desk/", size)
    expect(page.locator("#next-list")).to_contain_text(own.post.title)
    page.click("summary.who")
    check(page, f"identity-{size}")
    follow(page, f".menu__as [value='{second.pk}']")
    page.wait_for_url("**/desk/")
    expect(page.locator(".task")).to_have_count(1)
    expect(page.locator(".task a[href^='/tasks/']")).to_have_attribute(
        "href", other.get_absolute_url()
    )
    check(page, f"narrowed-{size}")
    follow(page, "form.note button")
    page.wait_for_url("**/desk/")
    expect(page.locator("form.note")).to_have_count(0)


def test_the_last_tab_opens_the_rest(browser_page, shire):
    page = opened(browser_page, shire.people["officer"], "/desk/", "phone")
    page.click(".tabmore summary")
    expect(page.locator(".sheet")).to_be_visible()
    box = page.locator(".sheet").bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    check(page, "more")
    page.keyboard.press("Escape")
    expect(page.locator(".sheet")).to_be_hidden()
    page.click(".tabmore summary")
    follow(page, ".sheet a[href='/records/']")
    page.wait_for_url("**/records/")
    check(page)


def test_the_last_tab_opens_without_scripts(browser_page, shire):
    page = opened(browser_page, shire.people["officer"], "/desk/", "phone", scripts=False)
    page.click(".tabmore summary")
    follow(page, ".sheet a[href='/demands/']")
    page.wait_for_url("**/demands/")


def test_the_administration_has_its_mark(browser_page, shire):
    page = opened(browser_page, shire.people["system administrator"], "/admin/")
    assert page.locator("link[rel=icon]").count() == 1
