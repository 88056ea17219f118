"""Which text goes to whom in which window, and why none does."""

from datetime import date

import pytest
from django.db import transaction

from alerts.contacts.flag import flag_number
from alerts.contacts.models import Preference
from alerts.deadlines.kind import DUE_SOON, EXTENSION_DECIDED, OVERDUE, OVERDUE_AGAIN
from alerts.lamps.relight import relight
from alerts.outbox.contents import contents_of
from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.outbox.states import State
from alerts.reminders.models import Reminder
from alerts.reminders.owe import owe_reminders
from alerts.workdays.announce import announce_year
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.models import Task
from supervision.urging.kind import URGED
from tests.alerts.outbox.make import make_owner, make_tasks
from tests.make import at, days, make_county, shut

THURSDAY = at("2026-09-24 10:20")

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def as_in_production(settings):
    settings.SMS_QUIET_HOURS, settings.SMS_WINDOW_MINUTES = True, 0


@pytest.fixture
def county():
    """25 to 27 September 2026 are off for Mid-Autumn; Sunday the 20th is worked instead."""
    announce_year(year=2026)
    return make_county()


def owe(task: Task, stage: str, now=THURSDAY, slot: str = "") -> None:
    owe_reminders(model=Task, ids=[task.pk], stage=stage, now=now, slot=slot)


def texts() -> list[str]:
    """The windows of the texts so far, in the order they were made."""
    made = Message.objects.exclude(channel="inbox").order_by("made_at")
    return list(made.values_list("window", flat=True))


RINGS = [
    # owed and looked at            stage         the text's window
    ("2026-09-24 08:29", "dispatched", None),
    ("2026-09-24 08:30", "dispatched", "2026-09-24"),
    ("2026-09-24 19:59", "dispatched", "2026-09-24"),
    ("2026-09-24 20:00", "dispatched", None),
    ("2026-09-25 10:00", "dispatched", None),  # Mid-Autumn
    ("2026-09-20 10:00", "dispatched", "2026-09-20"),  # a worked Sunday
    ("2026-09-19 10:00", "dispatched", None),  # a Saturday
    ("2026-09-25 10:10", "urged", "2026-09-25 1000 u"),
    ("2026-09-25 08:29", "urged", None),
    ("2026-09-25 20:00", "urged", None),
    ("2026-09-24 03:00", "urged", None),
]


@pytest.mark.parametrize(("instant", "stage", "window"), RINGS)
def test_when_a_text_is_written(county, instant, stage, window):
    (task,) = make_tasks(make_owner(county)[0], 1)
    owe(task, stage, now=at(instant))
    gather(now=at(instant))
    assert texts() == ([window] if window else [])


def test_one_text_a_day_and_the_rest_on_the_next_working_day(county):
    post, _ = make_owner(county)
    first, second, third = make_tasks(post, 3)
    owe(first, DISPATCHED)
    gather(now=THURSDAY)
    owe(second, DISPATCHED)
    owe(third, DISPATCHED)
    for now in (THURSDAY + days(0.2), at("2026-09-25 09:00"), at("2026-09-26 09:00")):
        gather(now=now)
    assert texts() == ["2026-09-24"]
    assert Reminder.objects.to_text().count() == 2
    gather(now=at("2026-09-28 08:30"))
    assert texts() == ["2026-09-24", "2026-09-28"]
    last = Message.objects.texts().first()
    assert "2项待办任务" in last.text
    assert set(Reminder.objects.filter(text=last).values_list("deadline_id", flat=True)) == {
        second.pk,
        third.pk,
    }


def test_what_is_urgent_rings_beside_the_days_text_and_not_twice_in_half_an_hour(county):
    post, _ = make_owner(county)
    first, second, third = make_tasks(post, 3)
    owe(first, DISPATCHED)
    gather(now=THURSDAY)
    owe(second, URGED)
    gather(now=THURSDAY)
    owe(third, URGED)
    gather(now=at("2026-09-24 10:29"))
    assert texts() == ["2026-09-24", "2026-09-24 1000 u"]
    gather(now=at("2026-09-24 10:30"))
    assert texts()[-1] == "2026-09-24 1030 u"
    assert not Reminder.objects.to_text().exists()


def test_what_is_urgent_goes_with_the_days_text_where_that_is_due(county):
    post, _ = make_owner(county)
    first, second = make_tasks(post, 2)
    owe(first, DISPATCHED)
    owe(second, URGED)
    gather(now=THURSDAY)
    assert texts() == ["2026-09-24"]


def test_a_closure_of_one_county_keeps_no_other_waiting(county):
    other = make_county("Liuxi")
    shut(county.pk, THURSDAY.date(), reason="snow")
    for one in (county, other):
        (task,) = make_tasks(make_owner(one)[0], 1)
        owe(task, DISPATCHED)
    gather(now=THURSDAY)
    assert Message.objects.texts().get().county_id == other.pk


def test_where_the_night_is_no_rest_each_minute_has_its_text(county, settings):
    settings.SMS_QUIET_HOURS, settings.SMS_WINDOW_MINUTES = False, 1
    post, _ = make_owner(county)
    for task, instant in zip(make_tasks(post, 2), ("03:00:10", "03:01:05"), strict=True):
        now = at(f"2026-09-26 {instant}")
        owe(task, DISPATCHED, now=now)
        gather(now=now)
    assert texts() == ["2026-09-26 0300", "2026-09-26 0301"]


NIGHT, MORNING = at("2026-09-24 22:00"), at("2026-09-28 09:00")
WITHHELD = [
    ("done meanwhile", {"done": 1, "fulfilled_at": NIGHT}, MORNING, "closed_before_send"),
    ("red meanwhile", {}, at("2026-10-09 09:00"), "superseded"),
    ("extended meanwhile", {"late_at": at("2026-10-09 00:00")}, MORNING, "no_longer_true"),
]


@pytest.mark.parametrize(
    ("facts", "now", "reason"), [pytest.param(*row[1:], id=row[0]) for row in WITHHELD]
)
def test_what_is_no_longer_true_in_the_morning_is_not_texted(county, facts, now, reason):
    """The inbox had it at night, while it was true."""
    (task,) = make_tasks(make_owner(county)[0], 1)
    owe(task, DUE_SOON, now=NIGHT)
    gather(now=NIGHT)
    with transaction.atomic():
        task = Task.objects.select_for_update().get(pk=task.pk)
        relight(deadline=task, now=now, cause="lodged", **facts)
    gather(now=now)
    reminder = Reminder.objects.get(stage=DUE_SOON)
    assert (reminder.text, reminder.withheld, texts()) == (None, reason, [])
    assert reminder.message


def test_a_later_stage_stands_for_the_earlier_ones(county):
    post, _ = make_owner(county)
    red = {"warns_at": at("2026-09-01 00:00"), "late_at": at("2026-09-09 00:00")}
    (task,) = make_tasks(post, 1, due_on=date(2026, 9, 8), **red)
    owe(task, OVERDUE)
    owe(task, OVERDUE_AGAIN, slot="#1")
    owe(task, OVERDUE_AGAIN, slot="#2")
    gather(now=THURSDAY)
    told = Reminder.objects.get(slot="#2")
    assert told.message and told.text
    assert set(Reminder.objects.exclude(pk=told.pk).values_list("suppressed", flat=True)) == {
        "superseded"
    }
    assert "您有1项任务仍未补办" in told.text.text


def test_without_any_channel_it_is_withheld(county, settings):
    settings.SMS_CHANNEL = "none"
    (task,) = make_tasks(make_owner(county)[0], 1)
    owe(task, DISPATCHED)
    assert gather(now=THURSDAY) == 1
    assert Reminder.objects.get().withheld == "no_channel"


def prefer(person, *stages, mail=False) -> None:
    Preference.objects.create(
        user=person, quiet_stages=list(stages), mail=mail, changed_at=THURSDAY
    )


def test_a_wish_counts_where_the_table_allows_it(county):
    post, holder = make_owner(county)
    first, second = make_tasks(post, 2)
    prefer(holder, EXTENSION_DECIDED, DISPATCHED)
    owe(first, EXTENSION_DECIDED)
    owe(second, DISPATCHED)
    gather(now=THURSDAY)
    assert Reminder.objects.get(stage=EXTENSION_DECIDED).withheld == "preference"
    told = Reminder.objects.get(stage=DISPATCHED)
    assert told.text == Message.objects.texts().get()
    assert "延期" not in told.text.text
    assert told.text.reference != told.message.reference  # the inbox has both


def test_a_text_of_the_same_as_the_inbox_has_its_reference_and_its_contents(county):
    post, holder = make_owner(county)
    (task,) = make_tasks(post, 1)
    owe(task, DISPATCHED)
    gather(now=THURSDAY)
    inbox, text = Message.objects.inbox().get(), Message.objects.texts().get()
    assert inbox.reference == text.reference
    carried = contents_of([inbox, text], user=holder, at=THURSDAY)
    assert carried[inbox.pk] == carried[text.pk]
    assert [one.title for one in carried[text.pk]] == [task.title]


def test_a_text_of_two_inbox_messages_has_a_reference_of_its_own(county):
    post, holder = make_owner(county)
    tasks = make_tasks(post, 2)
    for task, instant in zip(tasks, ("06:00", "07:00"), strict=True):
        owe(task, DISPATCHED)
        gather(now=at(f"2026-09-24 {instant}"))
    gather(now=THURSDAY)
    text = Message.objects.texts().get()
    assert text.reference not in set(Message.objects.inbox().values_list("reference", flat=True))
    carried = contents_of([text], user=holder, at=THURSDAY)[text.pk]
    assert {one.title for one in carried} == {task.title for task in tasks}


@pytest.fixture
def with_mail(settings):
    settings.MAIL_CHANNEL = "mail"


def test_a_mail_goes_beside_the_text_to_who_asked_for_it(county, with_mail):
    for wants in (True, False):
        post, holder = make_owner(county, email=f"{wants}@liangze.example")
        prefer(holder, mail=wants)
        owe(*make_tasks(post, 1), DISPATCHED)
    gather(now=THURSDAY)
    mail = Message.objects.get(channel="mail")
    assert mail.to == "True@liangze.example"
    text = Message.objects.get(channel="sandbox", recipient=mail.recipient)
    assert (mail.reference, mail.text) == (text.reference, text.text)
    carried = contents_of([mail], user=mail.recipient, at=THURSDAY)
    assert len(carried[mail.pk]) == 1


def test_where_there_are_mails_alone_they_carry_it(county, with_mail, settings):
    settings.SMS_CHANNEL = "none"
    for wants in (True, False):
        post, holder = make_owner(county, email=f"{wants}@liangze.example")
        prefer(holder, mail=wants)
        owe(*make_tasks(post, 1), DISPATCHED)
    gather(now=THURSDAY)
    assert Reminder.objects.get(withheld="").text.channel == "mail"
    assert Reminder.objects.get(text=None).withheld == "no_channel"


@pytest.mark.parametrize(("phone", "reason"), [("", "no_phone"), ("+8613800002046", "flagged")])
def test_who_cannot_be_texted_leaves_a_cancelled_text(county, phone, reason):
    flag_number(number="+8613800002046", reason="30005", now=THURSDAY)
    post, _ = make_owner(county, phone=phone)
    owe(*make_tasks(post, 1), DISPATCHED)
    gather(now=THURSDAY)
    text = Message.objects.texts().get()
    assert (text.state, text.reason) == (State.CANCELLED, reason)
    assert Reminder.objects.get().text == text
