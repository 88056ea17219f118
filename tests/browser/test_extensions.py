"""More time for a task: asked for on the phone, decided, told. And what else the office decides."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from alerts.audit.actor import Actor
from alerts.decisions.extend import ask_extension
from alerts.decisions.models import Extension
from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from pages.days import midnight
from responsibility.lists.lamp_scheme import LampScheme
from responsibility.organisation.periods import from_day
from responsibility.tasks.models import Task
from tests.browser.duty import LONG, Scene
from tests.browser.harness import DESKTOP, ENGLISH, PHONE, check, follow, follow_twice, sign_in
from tests.make import START, join, make_holder, make_post, make_unit, supervise

pytestmark = pytest.mark.browser
SIZES = {"desktop": DESKTOP, "phone": PHONE}
each_size = pytest.mark.parametrize("size", SIZES)
REASON = "The audit of the county comes first; the meeting follows a week later."


@pytest.fixture
def scene(live_server):
    scene = Scene()
    body = make_unit(scene.county, "Stationed discipline group", kind="discipline")
    supervise(body, scene.unit)
    scene.inspector = join(make_post(body, "stationed_group"), grants=["log", "view", "urge"])
    _, scene.office = make_holder(make_unit(scene.county, kind="office"), "commission_office")
    return scene


def opened(browser_page, user, address, size=PHONE, locale=ENGLISH):
    page = browser_page(size, locale=locale)
    sign_in(page, user)
    page.goto(page.base + address)
    return page


def in_days(number: int):
    return timezone.localdate() + timedelta(days=number)


def ask_on(page, wanted_on) -> None:
    follow(page, "text=Ask for an extension")
    page.fill("#id_wanted_on", str(wanted_on))
    page.fill("#id_reason", REASON)
    follow(page, ".formbar .btn--p")


def test_asked_for_decided_and_told_all_on_the_phone(browser_page, scene):
    task = scene.task(2, "Remind the team before the holiday")
    holder = opened(browser_page, scene.holder, task.get_absolute_url())
    check(holder, "extension-task-phone")
    ask_on(holder, in_days(0))
    holder.wait_for_selector("#id_wanted_on_error")
    assert holder.input_value("#id_reason") == REASON
    check(holder, "extension-ask-refused-phone")
    holder.fill("#id_wanted_on", str(in_days(20)))
    follow(holder, ".formbar .btn--p")
    holder.wait_for_selector("#toasts >> text=The extension is asked for.")
    assert "the clock stands still" in holder.inner_text(".why")
    check(holder, "extension-held-phone")

    inspector = opened(browser_page, scene.inspector, "/desk/?part=oversee")
    follow(inspector, "text=1 request for an extension to decide")
    check(inspector, "extension-list-phone")
    follow(inspector, ".ls__act .btn")
    assert inspector.input_value("#id_due_on") == str(in_days(20))
    check(inspector, "extension-decide-phone")
    inspector.fill("#id_due_on", str(in_days(10)))
    inspector.fill("#id_answer", "Ten days must do.")
    follow(inspector, "button[value=grant]")
    inspector.wait_for_selector("#toasts >> text=Granted until")
    assert "Nothing to decide" in inspector.inner_text("main")

    task.refresh_from_db()
    assert task.due_on >= in_days(10) and task.hold is None
    gather(now=timezone.now())
    assert Message.objects.filter(recipient=scene.holder).exists()
    holder.goto(holder.base + task.get_absolute_url())
    assert "it was extended from" in holder.inner_text(".why")
    assert "Ten days must do." in holder.inner_text("#extensions")
    check(holder, "extension-told-phone")
    holder.goto(holder.base + "/inbox/")
    assert "extension" in holder.inner_text("main").lower()


def test_taken_back_on_the_phone_and_asked_for_anew(browser_page, scene):
    task = scene.task(2, "Remind the team before the holiday")
    holder = opened(browser_page, scene.holder, task.get_absolute_url())
    ask_on(holder, in_days(20))
    holder.wait_for_selector("#toasts >> text=The extension is asked for.")
    assert "to be decided by" in holder.inner_text("#extensions")
    check(holder, "extension-waits-phone")
    follow(holder, "#extensions >> text=Take the request back")
    holder.wait_for_selector("#toasts >> text=The request is taken back.")
    assert "taken back by" in holder.inner_text("#extensions")
    assert "the clock stands still" not in holder.inner_text(".why")
    check(holder, "extension-taken-back-phone")
    office = opened(browser_page, scene.office, "/extensions/", DESKTOP)
    assert "Nothing to decide" in office.inner_text("main")
    ask_on(holder, in_days(25))
    holder.wait_for_selector("#toasts >> text=The extension is asked for.")
    office.goto(office.base + "/extensions/")
    assert "Remind the team" in office.inner_text("main")


@each_size
def test_who_decides_sees_how_long_it_is_overdue(browser_page, scene, size):
    """What was asked for in time and never decided on, and what was asked for once it was late."""
    opens = midnight(in_days(-400))
    begun = {"opens_at": opens, "lamp_since": opens, "period_start": in_days(-400)}
    held, red = (scene.task(-242, text, **begun) for text in ("Held", "Red"))
    for task, asked_at in ((held, held.late_at - timedelta(days=1)), (red, timezone.now())):
        wanted_on = max(task.due_on, timezone.localdate(asked_at)) + timedelta(days=30)
        ask_extension(
            by=Actor(scene.holder), now=asked_at, deadline=task, wanted_on=wanted_on, reason=REASON
        )
    page = opened(browser_page, scene.office, "/extensions/", SIZES[size])
    rows = page.inner_text("main")
    assert rows.count("overdue by 242 days") == 2
    assert rows.count("Due soon") == 0
    check(page, f"extensions-overdue-{size}")
    page.goto(page.base + reverse("extension", args=[Extension.objects.earliest("pk").pk]))
    assert "overdue by 242 days" in page.inner_text("main")
    check(page, f"extension-overdue-{size}")


def test_a_double_tap_asks_once(browser_page, scene):
    task = scene.task(2)
    page = opened(browser_page, scene.holder, reverse("extension-ask", args=["task", task.pk]))
    page.fill("#id_wanted_on", str(in_days(20)))
    page.fill("#id_reason", REASON)
    follow_twice(page, ".formbar .btn--p")
    page.wait_for_selector("#toasts >> text=The extension is asked for.")
    assert Extension.objects.count() == 1


def test_a_refusal_at_the_desk_asks_for_its_reason(browser_page, scene):
    task = scene.task(2)
    holder = opened(browser_page, scene.holder, task.get_absolute_url(), DESKTOP)
    ask_on(holder, in_days(20))
    holder.wait_for_selector("#toasts >> text=The extension is asked for.")
    office = opened(browser_page, scene.office, task.get_absolute_url(), DESKTOP)
    follow(office, "text=Decide on the extension")
    follow(office, "button[value=refuse]")
    office.wait_for_selector("#id_answer_error")
    check(office, "extension-refuse-desktop")
    office.fill("#id_answer", "It was known in July.")
    follow(office, "button[value=refuse]")
    office.wait_for_selector("#toasts >> text=Refused.")
    assert Extension.objects.get().granted is False


def test_the_day_chosen_shows_what_closing_would_do(browser_page, scene):
    scene.task(5)
    page = opened(browser_page, scene.office, reverse("post-close", args=[scene.post.pk]))
    assert "become" in page.inner_text("#left-open")
    page.fill("#id_last_on", str(in_days(30)))
    page.dispatch_event("#id_last_on", "change")
    page.wait_for_selector("#left-open >> text=stays owed")
    check(page, "close-post-phone")
    page.fill("#id_last_on", str(in_days(-1)))
    page.dispatch_event("#id_last_on", "change")
    page.wait_for_selector("#left-open >> text=at once")
    follow(page, ".formbar .btn--p")
    page.wait_for_selector("#toasts >> text=1 task is exempt.")
    assert Task.objects.get().lamp == "exempt"


@each_size
@pytest.mark.parametrize("locale", ["zh-CN", "en-GB"])
def test_every_page_with_long_texts_is_in_order(browser_page, scene, size, locale):
    long = scene.task(3, LONG[:200])
    waits = Extension.objects.create(
        kind="task", deadline_id=long.pk, asked_by=scene.holder, asked_at=timezone.now(),
        wanted_on=in_days(30), decide_by=in_days(3), reason=LONG * 2,
    )  # fmt: skip
    LampScheme.objects.create(county_id=scene.county.pk, name=LONG[:40], period=from_day(START))
    page = opened(browser_page, scene.office, "/extensions/", SIZES[size], locale)
    check(page, f"extensions-{size}-{locale}")
    addresses = {
        "extension": reverse("extension", args=[waits.pk]),
        "task-decider": long.get_absolute_url(),
        "exempt": reverse("exempt", args=["task", long.pk]),
        "unit-close": reverse("unit-close", args=[scene.unit.pk]),
        "lamp-rules": reverse("lamp-rules"),
        "lamp-rules-change": reverse("lamp-rules-change"),
    }
    for name, address in addresses.items():
        page.goto(page.base + address)
        check(page, f"{name}-{size}-{locale}")
