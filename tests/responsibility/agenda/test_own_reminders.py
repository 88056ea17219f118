"""Being reminded on a day of one's own choice: which days, one message, nothing else touched."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied

from alerts.audit.models import AuditEntry
from alerts.outbox.told import first_told
from alerts.proof.notice import Proof
from alerts.reminders.models import Reminder
from alerts.workdays.calendar import Calendar
from pages.refused import Refused
from responsibility.agenda.own_reminders.days import days_of, offered
from responsibility.agenda.own_reminders.models import OwnReminder
from responsibility.agenda.own_reminders.set_day import set_own_reminder, take_back_own_reminder
from responsibility.agenda.own_reminders.tell import tell_on_own_day
from responsibility.tasks.models import Task
from tests.make import NOW, actor, at, join, make_person
from tests.responsibility.agenda.test_desk import due, page
from tests.responsibility.records.cast import lodge_as, make_cast

FRIDAY, MONDAY, THURSDAY = date(2026, 9, 25), date(2026, 9, 28), date(2026, 10, 1)
HOLIDAY = Calendar(days={THURSDAY: (True, "National Day", False)})


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.mark.parametrize(
    ("due_on", "today", "calendar", "first"),
    [
        ("2026-10-20", "2026-09-21", Calendar(), "2026-09-24"),
        ("2026-10-20", "2026-09-24", Calendar(), "2026-10-01"),  # on a Thursday: the next
        ("2026-10-20", "2026-09-24", HOLIDAY, "2026-10-02"),  # a day off: the day after
        ("2026-09-30", "2026-09-24", Calendar(), "2026-09-30"),  # due sooner: its last day
        ("2026-09-27", "2026-09-24", Calendar(), "2026-09-25"),  # due on a Sunday: before it
        ("2026-09-24", "2026-09-24", Calendar(), None),  # due today
        ("2026-09-26", "2026-09-25", Calendar(), None),  # no working day is left
        ("2026-08-20", "2026-09-24", Calendar(), "2026-10-01"),  # overdue
    ],
)
def test_thursday_is_offered_first(due_on, today, calendar, first):
    today = date.fromisoformat(today)
    days = days_of(due_on=date.fromisoformat(due_on), today=today, calendar=calendar)
    assert offered(days, today=today) == (first and date.fromisoformat(first))


def remind(cast, task, on=MONDAY, now=NOW, person=None):
    return set_own_reminder(owed=task, on=on, by=actor(person or cast.holder), now=now)


def told() -> list[Reminder]:
    return list(Reminder.objects.filter(stage="own_reminder"))


def test_one_message_comes_on_the_day_and_no_earlier(cast):
    task = due(cast.post, "09-30")
    remind(cast, task)
    tell_on_own_day(now=at("2026-09-27 00:05"))
    assert not told()
    for hour in ("00:05", "01:05"):
        tell_on_own_day(now=at(f"2026-09-28 {hour}"))
    (reminder,) = told()
    assert (reminder.recipient, reminder.deadline_id) == (cast.holder, task.pk)


def test_a_day_missed_is_caught_up(cast):
    remind(cast, due(cast.post, "09-30"))
    assert tell_on_own_day(now=at("2026-09-29 09:00")) == 1


def test_neither_lamp_nor_other_reminders_know_of_it(cast):
    task = due(cast.post, "09-30")
    before = Task.objects.values().get(pk=task.pk)
    remind(cast, task)
    tell_on_own_day(now=at("2026-09-28 00:05"))
    assert Task.objects.values().get(pk=task.pk) == before
    shown = Task.objects.for_rows(now=NOW).get(pk=task.pk)
    assert not Proof.of(shown, now=NOW).notices and not first_told([shown])


def test_what_is_done_meanwhile_is_not_told(cast):
    task = due(cast.post, "09-30")
    remind(cast, task)
    lodge_as(cast.holder, task)
    assert tell_on_own_day(now=at("2026-09-28 00:05")) == 0
    assert not OwnReminder.objects.pending()


def test_who_left_the_post_meanwhile_is_not_told(cast):
    clerk = join(cast.post, role="clerk", grants=["log", "view"])
    remind(cast, due(cast.post, "09-30"), person=clerk)
    clerk.memberships.update(period=("2026-01-01", "2026-09-26"))
    assert tell_on_own_day(now=at("2026-09-28 00:05")) == 0


def test_another_day_takes_the_first_back_and_the_same_changes_nothing(cast):
    task = due(cast.post, "09-30")
    first = remind(cast, task)
    assert remind(cast, task) == first
    second = remind(cast, task, FRIDAY)
    first.refresh_from_db()
    assert first.taken_back_at == NOW and OwnReminder.objects.pending().get() == second
    acts = AuditEntry.objects.filter(action__startswith="own_reminder.").order_by("pk")
    assert [entry.action.split(".")[1] for entry in acts] == ["set", "take_back", "set"]


def test_it_can_be_taken_back_until_its_day(cast):
    reminder = remind(cast, due(cast.post, "09-30"))
    with pytest.raises(OwnReminder.DoesNotExist):
        take_back_own_reminder(reminder_id=reminder.pk, by=actor(cast.clerk), now=NOW)
    for _tap in range(2):
        assert take_back_own_reminder(reminder_id=reminder.pk, by=actor(cast.holder), now=NOW)
    assert tell_on_own_day(now=at("2026-09-28 00:05")) == 0
    assert AuditEntry.objects.filter(action="own_reminder.take_back").count() == 1
    come = remind(cast, due(cast.post, "09-30"))
    assert tell_on_own_day(now=at("2026-09-28 00:05")) == 1
    assert not take_back_own_reminder(reminder_id=come.pk, by=actor(cast.holder), now=NOW)


@pytest.mark.parametrize("on", [date(2026, 9, 24), date(2026, 9, 26), date(2026, 10, 8)])
def test_another_day_than_a_working_day_before_the_last_is_refused(cast, on):
    with pytest.raises(Refused):
        remind(cast, due(cast.post, "09-30"), on)


def test_what_is_not_on_the_own_desk_or_done_is_refused(cast):
    task = due(cast.post, "09-30")
    with pytest.raises(PermissionDenied):
        remind(cast, task, person=make_person())
    lodge_as(cast.holder, task)
    with pytest.raises(Refused):
        remind(cast, task)


def test_the_desk_offers_it_shows_it_and_takes_it_back(client, cast):
    task = due(cast.post, "10-09")
    address = f"/owed/task/{task.pk}/remind-me/"
    shown = page(client, cast.holder)
    assert "Remind me on 1 Oct" in shown and address in shown
    sent = client.post(address, {"on": "2026-09-28", "next": "/desk/"}, follow=True)
    assert "reminder on Mon" in sent.text
    own = OwnReminder.objects.get()
    assert "reminder on" not in page(client, cast.clerk)  # nobody else's business
    page(client, cast.holder)
    sent = client.post(f"/own-reminders/{own.pk}/take-back/", {"next": "/desk/"}, follow=True)
    assert "You are reminded no longer." in sent.text and "Remind me on" in sent.text


def test_a_day_that_cannot_be_chosen_comes_back_with_its_sentence(client, cast):
    task = due(cast.post, "10-09")
    page(client, cast.holder)
    answer = client.post(f"/owed/task/{task.pk}/remind-me/", {"on": "2026-09-26"})
    assert answer.status_code == 422 and not OwnReminder.objects.exists()
