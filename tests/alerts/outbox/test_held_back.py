"""Texts that are withheld for the quota, held for their number, or told anew."""

import pytest
from django.db import transaction

from alerts.alarms.models import Alarm
from alerts.lamps.relight import relight
from alerts.outbox import storm
from alerts.outbox.again import TOLD_ANEW
from alerts.outbox.contents import contents_of
from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.reminders.models import Reminder
from alerts.reminders.owe import owe_reminders
from alerts.workdays.announce import announce_year
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.models import Task
from supervision.urging.kind import URGED
from tests.alerts.outbox.make import make_message, make_owner, make_tasks
from tests.make import actor, at, days, make_county, make_person

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


# The month's quota


@pytest.fixture
def quota(settings):
    settings.SMS_MONTHLY_QUOTA = 10


def used(county, segments: int, **over) -> None:
    make_message(county_id=county.pk, segments=segments, made_at=THURSDAY - days(3), **over)


def alarms() -> set[tuple[str, str]]:
    return set(Alarm.objects.filter(closed_at=None).values_list("kind", "detail"))


def test_the_alarm_comes_before_the_quota_is_used_up(county, quota):
    used(county, 6)
    used(county, 9, state="cancelled", reason="no_phone")
    used(county, 9, channel="inbox", state="delivered")
    make_message(county_id=county.pk, segments=9, made_at=THURSDAY - days(30))
    for expected in (set(), {("quota_near", "8/10")}):
        owe(*make_tasks(make_owner(county)[0], 1), DISPATCHED)
        gather(now=THURSDAY)
        assert alarms() == expected
    gather(now=THURSDAY)
    assert Alarm.objects.get().count == 1


def test_once_it_is_used_up_only_what_presses_goes_on(county, quota):
    used(county, 10)
    post, _ = make_owner(county)
    first, second = make_tasks(post, 2)
    owe(first, DISPATCHED)
    owe(second, URGED)
    gather(now=THURSDAY)
    assert Reminder.objects.get(stage=DISPATCHED).withheld == "quota"
    assert Reminder.objects.get(stage=URGED).text
    assert ("quota_spent", "11/10") in alarms()


def test_the_next_month_begins_anew(county, quota):
    used(county, 10)
    owe(*make_tasks(make_owner(county)[0], 1), URGED)
    gather(now=THURSDAY)
    owe(*make_tasks(make_owner(county)[0], 1), URGED)
    gather(now=at("2026-10-09 09:00"))
    assert alarms() == set()


# The storm breaker


@pytest.fixture
def stormy(county, settings):
    """Four people are owed something, more than three at once are unusual."""
    settings.SMS_STORM_LEAST = 3
    for _ in range(4):
        owe(*make_tasks(make_owner(county)[0], 1), DISPATCHED)
    return county


def states() -> set[tuple[str, str]]:
    return set(Message.objects.texts().values_list("state", "reason"))


def test_an_unusual_number_is_held_and_the_inbox_has_it(stormy):
    gather(now=THURSDAY)
    assert states() == {("held", "storm")}
    assert Message.objects.inbox().count() == 4
    assert alarms() == {("storm", "4 / 0")}


def test_what_is_usual_is_not_held(stormy):
    for day in range(1, 20):
        make_message(county_id=stormy.pk, made_at=THURSDAY - days(day), window=f"day {day}")
    gather(now=THURSDAY)
    assert Message.objects.filter(state="held").count() == 0


def test_another_countys_storm_holds_nobody_else(stormy):
    (task,) = make_tasks(make_owner(make_county("Liuxi"))[0], 1)
    owe(task, DISPATCHED)
    gather(now=THURSDAY)
    assert Message.objects.texts().filter(state="pending").get().county_id == task.county_id


def test_the_office_lets_it_go_at_once(stormy):
    gather(now=THURSDAY)
    by = actor(make_person())
    assert storm.release_held(county_id=stormy.pk + 1, by=by, now=THURSDAY) == 0
    assert storm.release_held(county_id=stormy.pk, by=by, now=THURSDAY) == 4
    assert states() == {("pending", "")}
    assert alarms() == set()
    assert storm.release_held(county_id=stormy.pk, by=by, now=THURSDAY) == 0


def test_it_goes_by_itself_after_half_an_hour_so_many_a_minute(stormy, monkeypatch):
    monkeypatch.setattr(storm, "A_MINUTE", 3)
    gather(now=THURSDAY)
    gather(now=at("2026-09-24 10:49"))
    assert states() == {("held", "storm")}
    later = at("2026-09-24 10:50")
    gather(now=later)
    assert states() == {("pending", "")}
    waits = Message.objects.texts().order_by("not_before").values_list("not_before", flat=True)
    assert [(one - later).total_seconds() for one in waits] == [0, 0, 0, 60]
    assert alarms() == set()


def test_it_does_not_go_by_itself_at_night(stormy):
    gather(now=at("2026-09-24 19:45"))
    gather(now=at("2026-09-24 20:30"))
    assert states() == {("held", "storm")}
    gather(now=at("2026-09-25 08:30"))
    assert states() == {("pending", "")}


# What expired is told anew


def expire() -> None:
    Message.objects.filter(state="pending").exclude(channel="inbox").update(state="expired")


def test_what_expired_and_still_stands_is_texted_in_the_next_window(county):
    post, _ = make_owner(county)
    (task,) = make_tasks(post, 1)
    owe(task, URGED)
    gather(now=THURSDAY)
    expire()
    gather(now=THURSDAY + days(1))
    gather(now=THURSDAY + days(1))
    old, new = Reminder.objects.order_by("pk")
    assert (old.text.state, old.text.reason) == ("expired", TOLD_ANEW)
    assert new.text.state == "pending"
    assert new.message == old.message
    assert len(Message.objects.texts()) == 2
    entry = contents_of([old.message], user=old.recipient, at=THURSDAY)[old.message_id]
    assert len(entry) == 1


def test_what_expired_and_is_done_meanwhile_is_left(county):
    (task,) = make_tasks(make_owner(county)[0], 1)
    owe(task, URGED)
    gather(now=THURSDAY)
    expire()
    with transaction.atomic():
        task = Task.objects.select_for_update().get(pk=task.pk)
        relight(deadline=task, now=THURSDAY, cause="lodged", done=1, fulfilled_at=THURSDAY)
    gather(now=THURSDAY + days(1))
    assert Reminder.objects.order_by("pk").last().withheld == "closed_before_send"
