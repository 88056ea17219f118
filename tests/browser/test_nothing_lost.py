"""Nothing typed into the form of a record is lost: with the network really cut, the session ended,
the page killed, in two tabs, on two devices, on a machine that several people use."""

from contextlib import suppress
from time import monotonic

import pytest
from django.conf import settings
from playwright.sync_api import Error

from responsibility.records.form.draft import drafts_of
from responsibility.records.models import DutyRecord
from tests.browser.duty import TEXT, Scene, opened
from tests.browser.harness import DESKTOP, PHONE, check, follow, sign_in
from tests.patience import LONG

pytestmark = pytest.mark.browser
STAYS = "Object.keys(localStorage).filter(key => key.startsWith('draft:')).length"
# whether what is said lies over the buttons of the form
COVERS = """() => {
  const [said, bar] = ["#toasts", ".formbar"].map(
      place => document.querySelector(place).getBoundingClientRect());
  return said.bottom > bar.top && said.top < bar.bottom;
}"""
LODGE, MORE = ".formbar .btn--p", " And the weir."


@pytest.fixture
def scene(live_server):
    return Scene()


def typed_offline(page, text=TEXT) -> None:
    """Cut the network, type, and wait for what the page says of it."""
    page.context.set_offline(True)
    page.fill("#id_text", text)
    page.wait_for_selector("#draft-saved >> text=stays on this device")


def killed(page):
    """The browser's process for the page dies, and hears of nothing; another page in its place."""
    with suppress(Error):
        page.goto("chrome://crash")
    fresh = page.context.new_page()
    page.close()
    page.complaints.clear()
    fresh.base, fresh.complaints = page.base, []
    connected(fresh)
    return fresh


def saved(page) -> None:
    page.click("text=Save the draft")
    page.wait_for_selector("#toasts >> text=The draft is saved.")
    page.click("#toasts [data-close]")


def connected(page) -> None:
    page.context.set_offline(False)
    page.complaints.clear()  # the browser notes each request that failed


def text_saved(scene) -> list[str]:
    return [draft.text for draft in drafts_of(scene.holder)]


def nothing_stays(page) -> None:
    """The policy of our pages lets no script of a test wait in them."""
    late = monotonic() + LONG
    while page.evaluate(STAYS):
        assert monotonic() < late, "something stays on the device"
        page.wait_for_timeout(50)


def test_the_network_is_cut_between_opening_and_lodging(browser_page, scene):
    task = scene.task(4, "Study the plan")
    page = opened(browser_page, scene, f"/log/?task={task.pk}", PHONE)
    typed_offline(page)
    page.tap(LODGE)
    page.wait_for_selector("#toasts >> text=Not lodged: no connection.")
    assert page.input_value("#id_text") == TEXT and page.evaluate(STAYS) == 1
    assert not page.evaluate(COVERS), "what is said covers the buttons"
    page.complaints.clear()
    check(page, "log-phone-offline")
    connected(page)
    page.wait_for_selector("#draft-saved >> text=Draft saved")
    page.tap(LODGE)
    page.wait_for_url("**/desk/")
    assert DutyRecord.objects.get().text == TEXT and not drafts_of(scene.holder)
    nothing_stays(page)


def test_an_answer_that_is_lost_makes_one_record(browser_page, scene):
    """The form arrived and its answer did not: the browser sees a lost connection."""
    task = scene.task(4)
    page = opened(browser_page, scene, f"/log/?task={task.pk}", PHONE)
    page.fill("#id_text", TEXT)

    def lose(route):
        route.fetch()
        route.abort()

    page.route("**/log/", lose)
    page.tap(LODGE)
    page.wait_for_selector("#toasts >> text=Not lodged: no connection.")
    page.unroute("**/log/")
    page.tap(LODGE)
    page.wait_for_url("**/desk/")
    page.complaints.clear()
    assert DutyRecord.objects.get().text == TEXT and not drafts_of(scene.holder)
    nothing_stays(page)


def test_a_page_killed_without_network_comes_back_and_ends_on_the_computer(browser_page, scene):
    task = scene.task(4, "Study the plan")
    page = opened(browser_page, scene, f"/log/?task={task.pk}", PHONE)
    typed_offline(page)
    page = killed(page)
    page.goto(page.base + f"/log/?task={task.pk}")
    page.wait_for_selector("text=What you typed on this device without a connection is here again")
    assert page.input_value("#id_text") == TEXT and page.is_checked(f"#task-{task.pk}")
    nothing_stays(page)
    check(page, "log-phone-device")
    computer = opened(browser_page, scene, f"/log/?task={task.pk}", DESKTOP)
    assert computer.input_value("#id_text") == TEXT
    computer.click(LODGE)
    computer.wait_for_url("**/desk/")
    assert DutyRecord.objects.get().text == TEXT


def test_the_session_has_ended_and_the_page_was_killed(browser_page, scene):
    """Nobody signed in, another account, and then the person: who typed it alone sees it."""
    task = scene.task(4)
    page = opened(browser_page, scene, f"/log/?task={task.pk}", PHONE)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.fill("#id_text", TEXT)
    page.wait_for_selector("#draft-saved >> text=The session has ended.")
    page.goto(page.base + "/sign-in/")
    sign_in(page, scene.clerk)
    page.goto(page.base + "/log/")
    page.wait_for_selector("#id_text")
    assert page.input_value("#id_text") == "" and TEXT not in page.content()
    assert not drafts_of(scene.clerk)
    sign_in(page, scene.holder)
    page.goto(page.base + f"/log/?task={task.pk}")
    page.wait_for_selector("text=is here again")
    assert page.input_value("#id_text") == TEXT and text_saved(scene) == [TEXT]
    nothing_stays(page)
    check(page)


def test_the_second_of_two_tabs_is_warned_and_may_take_either(browser_page, scene):
    task = scene.task(4, "Study the plan")
    first = opened(browser_page, scene, f"/log/?task={task.pk}", DESKTOP)
    first.fill("#id_text", TEXT)
    saved(first)
    second = opened(browser_page, scene, f"/log/?task={task.pk}", PHONE)
    second.fill("#id_text", "On the phone.")
    saved(second)
    first.fill("#id_text", TEXT + MORE)
    first.wait_for_selector("#newer >> text=On the phone.")
    assert text_saved(scene) == ["On the phone."] and first.evaluate(STAYS) == 1
    check(first, "log-desktop-newer")
    first.click(LODGE)
    first.wait_for_selector("#newer >> text=On the phone.")
    assert not DutyRecord.objects.exists()
    first.click("text=Keep what is in the form")
    first.wait_for_selector("#toasts >> text=The draft is saved.")
    assert text_saved(scene) == [TEXT + MORE] and not first.query_selector("#newer .note")
    second.fill("#id_text", "On the phone again.")
    second.wait_for_selector("#newer >> text=And the weir.")
    check(second, "log-phone-newer")
    follow(second, "text=Take the other one")
    assert second.input_value("#id_text") == TEXT + MORE
    nothing_stays(second)
    second.tap(LODGE)
    second.wait_for_url("**/desk/")
    assert DutyRecord.objects.get().text == TEXT + MORE


def test_an_older_text_of_this_device_is_offered_and_overwrites_nothing(browser_page, scene):
    task = scene.task(4)
    page = opened(browser_page, scene, f"/log/?task={task.pk}", PHONE)
    page.fill("#id_text", "First.")
    saved(page)
    typed_offline(page, "On the phone.")
    fresh = killed(page)
    computer = opened(browser_page, scene, f"/log/?task={task.pk}", DESKTOP)
    computer.fill("#id_text", "On the computer.")
    saved(computer)
    page = fresh
    page.goto(page.base + f"/log/?task={task.pk}")
    page.wait_for_selector("#device >> text=On the phone.")
    assert page.input_value("#id_text") == "On the computer."
    check(page, "log-phone-older")
    follow(page, "#device >> text=Go on with it")
    assert page.input_value("#id_text") == "On the phone."
    nothing_stays(page)
    assert text_saved(scene) == ["On the phone."]


def test_signing_out_saves_first_and_leaves_nothing_here(browser_page, scene):
    page = opened(browser_page, scene, f"/log/?task={scene.task(4).pk}", DESKTOP)
    page.fill("#id_text", TEXT)
    assert page.evaluate(STAYS) == 1
    page.click("summary.who")
    follow(page, "form[data-sign-out] button")
    assert page.evaluate(STAYS) == 0 and text_saved(scene) == [TEXT]


def test_a_correction_outlives_a_lost_connection(browser_page, scene):
    page = opened(browser_page, scene, f"/log/?task={scene.task(4).pk}", PHONE)
    page.fill("#id_text", TEXT)
    page.tap(LODGE)
    page.wait_for_url("**/desk/")
    address = f"{page.base}/records/{DutyRecord.objects.get().pk}/correct/"
    page.goto(address)
    typed_offline(page, TEXT + MORE)
    page = killed(page)
    page.goto(address)
    page.wait_for_selector("text=What you typed on this device without a connection is here again")
    assert page.input_value("#id_text") == TEXT + MORE
    check(page)
    page.tap(LODGE)
    page.wait_for_url("**/records/*/")
    assert DutyRecord.objects.get(ended_at=None).text == TEXT + MORE
    nothing_stays(page)
