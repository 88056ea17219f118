"""What is typed while a duty is logged is kept, whatever happens to the session or the line."""

import pytest
from django.conf import settings

from responsibility.records.form.draft import drafts_of
from responsibility.records.models import DutyRecord
from tests.browser.duty import SIZES, TEXT, Scene, each_size, opened
from tests.browser.harness import (
    DESKTOP,
    ENGLISH,
    check,
    follow,
    sign_in,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def scene(live_server):
    return Scene()


@each_size
def test_the_draft_is_saved_by_the_button_and_comes_back(browser_page, scene, size):
    task = scene.task(4)
    page = opened(browser_page, scene, f"/log/?task={task.pk}", SIZES[size])
    page.fill("#id_text", TEXT)
    page.click("text=Save the draft")
    page.wait_for_selector("#toasts >> text=The draft is saved.")
    assert drafts_of(scene.holder).get().fields["text"] == [TEXT]
    assert page.input_value("#id_text") == TEXT
    page.goto(page.base + "/log/")
    assert page.input_value("#id_text") == TEXT and page.is_checked(f"#task-{task.pk}")
    check(page, f"log-{size}-draft")
    page.click("text=Discard it")  # answered in place
    page.wait_for_selector("text=Discard it", state="detached")
    assert page.input_value("#id_text") == "" and not drafts_of(scene.holder)


def test_the_draft_is_saved_by_itself(browser_page, scene):
    task = scene.task(4)
    page = browser_page(DESKTOP, locale=ENGLISH)
    page.clock.install()
    sign_in(page, scene.holder)
    page.goto(page.base + f"/log/?task={task.pk}")
    page.fill("#id_text", TEXT)
    page.clock.run_for(3_000)  # milliseconds
    page.wait_for_selector("#draft-saved >> text=Draft saved")
    assert drafts_of(scene.holder).get().fields["text"] == [TEXT]


def test_a_page_that_is_left_saves_its_draft_and_the_desk_leads_back_to_it(browser_page, scene):
    task = scene.task(4, "Study the plan")
    page = opened(browser_page, scene, f"/log/?task={task.pk}")
    page.fill("#id_text", TEXT)
    with page.expect_response("**/log/draft/"):
        page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    assert drafts_of(scene.holder).get().fields["text"] == [TEXT]
    page.goto(page.base + "/desk/")
    check(page, "desk-phone-draft")
    follow(page, "text=Draft: Study the plan")
    assert page.input_value("#id_text") == TEXT
    page.tap(".formbar .btn--p")
    page.wait_for_url("**/desk/")
    assert DutyRecord.objects.get().text == TEXT and not drafts_of(scene.holder)


def test_a_lost_connection_is_said_once_beside_the_button_and_saving_goes_on(browser_page, scene):
    task = scene.task(4)
    page = browser_page(DESKTOP, locale=ENGLISH)
    page.clock.install()
    sign_in(page, scene.holder)
    page.goto(page.base + f"/log/?task={task.pk}")
    page.route("**/log/draft/", lambda route: route.abort())
    page.fill("#id_text", TEXT)
    page.clock.run_for(3_000)
    page.wait_for_selector("#draft-saved >> text=Not saved: no connection.")
    page.clock.run_for(31_000)
    assert page.locator("#toasts .toast").count() == 0
    page.unroute("**/log/draft/")
    page.clock.run_for(11_000)
    page.wait_for_selector("#draft-saved >> text=Draft saved")
    page.complaints.clear()  # the browser notes each request that failed
    assert drafts_of(scene.holder).get().fields["text"] == [TEXT]


@each_size
def test_the_session_ends_while_typing_and_no_word_is_lost(browser_page, scene, size):
    task = scene.task(4)
    scene.holder.set_password("long enough to be one")
    scene.holder.save()
    page = opened(browser_page, scene, f"/log/?task={task.pk}", SIZES[size], refused={401})
    page.fill("#id_text", TEXT)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.uncheck(f"#task-{task.pk}")
    page.wait_for_selector("#lit >> text=The session has ended.")
    page.check(f"#task-{task.pk}")
    page.click(".formbar .btn--p")
    page.wait_for_selector(".login__box >> text=What you typed comes back")
    check(page, f"log-{size}-signed-out")
    page.fill("#id_account", scene.holder.staff_number)
    page.fill("#id_password", "long enough to be one")
    follow(page, ".login__box button.btn--p")
    check(page, f"log-{size}-go-on")
    follow(page, ".formbar .btn--p")
    assert page.input_value("#id_text") == TEXT and page.is_checked(f"#task-{task.pk}")
    check(page, f"log-{size}-back")
    page.click(".formbar .btn--p")
    page.wait_for_url("**/desk/")
    assert DutyRecord.objects.get().text == TEXT


def test_signed_in_again_in_another_tab_the_form_goes_on(browser_page, scene):
    """The page's token is older than the session: the form takes over the new one by itself."""
    task = scene.task(4)
    page = opened(browser_page, scene, f"/log/?task={task.pk}", DESKTOP, refused={403})
    page.fill("#id_text", TEXT)
    page.context.clear_cookies(name="csrftoken")
    page.click(".formbar .btn--p")
    page.wait_for_url("**/desk/")
    assert DutyRecord.objects.get().text == TEXT
