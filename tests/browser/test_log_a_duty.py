"""A duty from the desk to the lit lamp, with a real browser, on a desk and on a phone."""

from contextlib import nullcontext

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from alerts.audit.actor import Actor
from responsibility.files.models import StoredFile
from responsibility.records.lodging.lodge import lodge
from responsibility.records.models import Credit, DutyRecord
from tests.browser.duty import LONG, MOST_TAPS, SIZES, TEXT, Scene, add_file, each_size, opened
from tests.browser.harness import (
    DESKTOP,
    PHONE,
    check,
    follow,
    follow_twice,
    forget_taps,
    taps,
)
from tests.make import (
    make_item,
    nonce,
)

pytestmark = pytest.mark.browser


@pytest.fixture
def scene(live_server):
    return Scene()


def test_a_usual_record_takes_at_most_six_taps_on_a_phone(browser_page, scene):
    task = scene.task(4, "Remind the team before the holiday")
    page = opened(browser_page, scene)
    check(page, "desk-phone")
    forget_taps(page)
    with page.expect_navigation():
        page.tap(".task .btn")
    page.wait_for_url("**/log/?task=*")
    check(page, "log-phone")
    page.tap("#id_text")
    page.keyboard.type(TEXT)
    page.tap(".formbar .btn--p")
    page.wait_for_url("**/desk/")
    assert taps(page) == 3 <= MOST_TAPS
    assert "Logged. 1 lamp is lit: Remind the team" in page.inner_text("#toasts")
    task.refresh_from_db()
    assert (task.lamp, DutyRecord.objects.get().text) == ("green", TEXT)
    check(page, "desk-phone-lit")


def test_a_talk_with_two_people_takes_no_more(browser_page, scene):
    task = scene.team_task(3)
    page = opened(browser_page, scene)
    forget_taps(page)
    with page.expect_navigation():
        page.tap(".task .btn")
    page.tap("#id_counterparts_field .pick >> nth=0")
    page.wait_for_selector("#lit >> text=0/3, then 1/3")
    page.tap("#id_counterparts_field .pick >> nth=1")
    page.wait_for_selector("#lit >> text=0/3, then 2/3")
    check(page, "log-phone-whom")
    page.tap("#id_text")
    page.keyboard.type(TEXT)
    page.tap(".formbar .btn--p")
    page.wait_for_url("**/desk/")
    assert taps(page) == 5 <= MOST_TAPS
    task.refresh_from_db()
    assert task.done == 2


def test_nothing_of_the_kind_takes_a_question_and_three_taps(browser_page, scene):
    scene.task(4, item=make_item(scene.county, zero_report=True))
    page = opened(browser_page, scene)
    forget_taps(page)
    with page.expect_navigation():
        page.tap(".task .btn")
    page.tap("#zero summary")
    check(page, "log-phone-zero")
    page.tap("#zero button")
    page.wait_for_url("**/desk/")
    assert taps(page) == 3 and DutyRecord.objects.get().kind == "zero_report"


@each_size
def test_ticking_shows_at_once_what_it_lights(browser_page, scene, size):
    first, second = scene.task(4, "The first"), scene.task(5, "The second")
    page = opened(browser_page, scene, f"/log/?task={first.pk}", SIZES[size])
    page.check(f"#task-{second.pk}")
    page.wait_for_selector("#lit >> text=lights 2 lamps")
    assert page.evaluate("document.activeElement.id") == f"task-{second.pk}"
    if size == "phone":
        assert page.inner_text(".formbar .btn--p") == "Lodge, light 2 lamps"
    check(page, f"log-{size}-two")
    page.uncheck(f"#task-{first.pk}")
    page.wait_for_selector("#lit >> text=lights 1 lamp")
    assert page.is_checked(f"#task-{second.pk}")


def test_quick_ticking_ends_with_what_is_ticked(browser_page, scene):
    tasks = [scene.task(4, f"Duty number {number}") for number in range(4)]
    page = opened(browser_page, scene, "/log/", DESKTOP)
    page.evaluate(
        "ids => ids.forEach(id => document.getElementById(id).click())",
        [f"task-{task.pk}" for task in tasks],
    )
    page.wait_for_selector("#lit >> text=lights 4 lamps")
    assert all(page.is_checked(f"#task-{task.pk}") for task in tasks)


@each_size
def test_mistakes_are_said_at_their_fields_and_nothing_is_lost(browser_page, scene, size):
    scene.task(4, "Remind the team before the holiday")
    page = opened(browser_page, scene, "/log/", SIZES[size])
    page.fill("#id_place", "Room 503")
    page.click(".formbar .btn--p")
    page.wait_for_selector("#id_tasks_field .f__e")
    assert "Write what was done." in page.inner_text("#log")
    assert page.input_value("#id_place") == "Room 503"
    page.wait_for_function("document.activeElement.id === 'errors'")
    expect(page.locator("#errors")).to_be_in_viewport()
    check(page, f"log-{size}-mistakes")
    page.click("#errors a >> text=Write what was done.")
    expect(page.locator("#id_text")).to_be_focused()
    expect(page.locator("#id_text")).to_be_in_viewport()
    page.check("#id_tasks_field input >> nth=0")
    page.wait_for_selector("#kind-record:checked", state="attached")
    page.fill("#id_text", TEXT)
    page.click(".formbar .btn--p")
    page.wait_for_url("**/desk/")
    assert DutyRecord.objects.get().place == "Room 503"


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_refused_form_without_htmx_says_so_on_top(browser_page, scene, scripts):
    record = lodge_by(scene.holder, scene.task(4))
    look = PHONE | {"java_script_enabled": scripts}
    page = opened(browser_page, scene, f"/records/{record.pk}/withdraw/", look)
    follow(page, ".formbar .btn--p")
    expect(page.locator("#errors")).to_be_in_viewport()
    if scripts:
        expect(page.locator("#errors")).to_be_focused()
    page.tap("#errors a")
    expect(page.locator("#id_reason")).to_be_in_viewport()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_return_in_a_line_lodges_nothing_and_removes_nothing(browser_page, scene, scripts):
    task = scene.task(4)
    look = DESKTOP | {"java_script_enabled": scripts}
    page = opened(browser_page, scene, f"/log/?task={task.pk}", look)
    page.fill("#id_text", TEXT)
    page.fill("#id_place", "Room 503")
    with nullcontext() if scripts else page.expect_navigation():
        page.press("#id_place", "Enter")
    assert page.input_value("#id_text") == TEXT and page.input_value("#id_place") == "Room 503"
    assert not DutyRecord.objects.exists()
    page.focus(".formbar .btn--p")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/")
    assert DutyRecord.objects.get().text == TEXT


def test_a_form_sent_during_an_upload_waits_and_the_photo_goes_once(browser_page, scene):
    task = scene.task(4)
    page = opened(browser_page, scene, f"/log/?task={task.pk}", PHONE)
    held = []
    page.route("**/log/files/", lambda route: held.append(route))
    page.fill("#id_text", TEXT)
    file = {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
    page.set_input_files("#upload", [file])
    page.wait_for_function("document.querySelector('#upload').dataset.going === ''")
    page.tap(".formbar .btn--p")
    assert page.get_attribute(".formbar .btn--p", "aria-disabled") == "true"
    assert not DutyRecord.objects.exists()
    held[0].continue_()
    page.wait_for_url("**/desk/")
    assert DutyRecord.objects.get().evidence.count() == StoredFile.objects.count() == 1


def test_what_is_too_long_is_counted_in_red_and_nothing_is_cut(browser_page, scene):
    task = scene.task(4)
    page = opened(browser_page, scene, f"/log/?task={task.pk}", PHONE)
    page.fill("#id_text", "x" * 2001)
    page.fill("#id_participants", "y" * 301)
    assert page.inner_text("#text-count.is-over") == "2001 / 2000"
    assert page.inner_text("label[for=id_participants] .is-over") == "301 / 300"
    check(page, "log-phone-too-long")
    page.tap(".formbar .btn--p")
    page.wait_for_selector("#errors >> text=at most 2000 characters")
    assert page.input_value("#id_text") == "x" * 2001 and not DutyRecord.objects.exists()


@each_size
def test_files_are_added_and_removed(browser_page, scene, size):
    task = scene.task(4)
    page = opened(browser_page, scene, f"/log/?task={task.pk}", SIZES[size])
    page.fill("#id_text", TEXT)
    add_file(page)
    add_file(page, "a very long name of a paper that nobody would shorten.pdf")
    page.set_input_files(
        "#upload", [{"name": "film.mp4", "mimeType": "", "buffer": b"\0\0\0\x18ftypmp42"}]
    )
    page.wait_for_selector("#file-errors >> text=“film.mp4” is neither")
    check(page, f"log-{size}-files")
    page.click("#files div.file >> nth=0 >> button")
    page.wait_for_selector("#files div.file >> nth=1", state="detached")
    assert page.input_value("#id_text") == TEXT
    page.click(".formbar .btn--p")
    page.wait_for_url("**/desk/")
    evidence = DutyRecord.objects.get().evidence.get()
    assert evidence.stored_file.name.startswith("a very long name")


def test_a_double_tap_makes_one_record(browser_page, scene):
    task = scene.task(4)
    page = opened(browser_page, scene, f"/log/?task={task.pk}")
    page.fill("#id_text", TEXT)
    follow_twice(page, ".formbar .btn--p")
    page.wait_for_url("**/desk/")
    assert DutyRecord.objects.count() == 1


def test_everything_works_without_javascript(browser_page, scene):
    task = scene.team_task(2)
    page = opened(browser_page, scene, size=DESKTOP | {"java_script_enabled": False})
    follow(page, ".task .btn")
    page.fill("#id_text", TEXT)
    follow(page, "text=Save the draft")
    assert "The draft is saved." in page.inner_text("#toasts")
    page.set_input_files(
        "#upload", [{"name": "minutes.pdf", "mimeType": "", "buffer": b"%PDF-1.4\n%%EOF\n"}]
    )
    follow(page, ".formbar .btn--p")
    assert "Say with whom" in page.inner_text("#id_counterparts_field")
    assert "minutes.pdf" in page.inner_text("#files") and page.input_value("#id_text") == TEXT
    page.check("#id_counterparts_field input >> nth=0")
    follow(page, ".formbar .btn--p")
    assert page.url.endswith("/desk/")
    record = DutyRecord.objects.get()
    assert (record.evidence.count(), record.credits.get().task) == (1, task)


@each_size
def test_the_clerk_lodges_and_the_holder_confirms_with_one_tap(browser_page, scene, size):
    task = scene.task(4, "Remind the team before the holiday")
    lodge_by(scene.clerk, task)
    page = opened(browser_page, scene, size=SIZES[size])
    check(page, f"desk-{size}-await")
    forget_taps(page)
    follow(page, ".await__act .btn--soft")
    page.wait_for_selector("#toasts >> text=Confirmed.")
    assert taps(page) == 1
    assert Credit.objects.get().confirmed_by == scene.holder


def lodge_by(user, *tasks, **over):
    fields = {"happened_on": timezone.localdate(), "text": TEXT} | over
    return lodge(
        by=Actor(user),
        now=timezone.now(),
        nonce=nonce(),
        task_ids=[task.pk for task in tasks],
        **fields,
    )


@each_size
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_every_page_with_much_and_long_and_with_nothing(browser_page, scene, size, locale):
    look = {"size": SIZES[size], "locale": locale}
    page = opened(browser_page, scene, **look)
    check(page, f"desk-{size}-{locale}-empty")
    for days_left, text in [(-9, LONG), (2, "Talk"), (5, "Report " * 20), (40, "Later " * 12)]:
        scene.task(days_left, text[:200], required=3)
    for _ in range(14):
        scene.task(-1)
    long = scene.task(3, LONG[:200])
    scene.holder.name = LONG[:60]
    scene.holder.save()
    record = lodge_by(scene.holder, long, place=LONG[:80], participants=LONG, text=LONG * 3)
    addresses = {
        "desk": "/desk/",
        "calendar": "/calendar/",
        "log": f"/log/?task={long.pk}",
        "records": "/records/",
        "record": record.get_absolute_url(),
        "correct": f"/records/{record.pk}/correct/",
        "withdraw": f"/records/{record.pk}/withdraw/",
        "task": long.get_absolute_url(),
    }
    for name, address in addresses.items():
        page.goto(page.base + address)
        check(page, f"{name}-{size}-{locale}-long")


def test_the_month_is_switched_in_place(browser_page, scene):
    scene.task(4)
    page = opened(browser_page, scene, size=DESKTOP)
    name = page.inner_text("#h-cal")
    page.focus("#month-after")
    page.keyboard.press("Enter")
    page.wait_for_function("name => document.getElementById('h-cal').innerText !== name", arg=name)
    expect(page.locator("#month-after")).to_be_focused()
    check(page)
