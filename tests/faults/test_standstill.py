"""Days in which nothing ran, and then all at once."""

from collections import Counter
from datetime import timedelta

from alerts.alarms.models import Alarm
from alerts.lamps.models import LampTurn
from alerts.outbox.models import Message
from alerts.outbox.states import State
from alerts.reminders.models import Reminder
from tests.faults.marks import fault, long
from tests.make import at

PEOPLE, TASKS = 100, 5000
MONDAY = at("2026-11-23 10:00")


@fault(32)
def test_texts_of_before_the_standstill_are_not_sent_days_late(world):
    world.messages(3, expires_at=world.now() + timedelta(hours=24))
    assert world.play("drain", offset=timedelta(days=3)) == 0
    assert world.states() == {State.EXPIRED: 3}
    assert world.book.posts == []


@fault(32)
@long
def test_after_three_days_nobody_is_flooded_and_nothing_is_lost(world):
    """Every turn stands at its true instant; a person gets one text of all; an unusual number of
    texts is held, and then goes by itself, so many a minute, in waking hours."""
    world.settings |= {"SMS_QUIET_HOURS": True, "SMS_STORM_LEAST": 50, "SMS_WINDOW_MINUTES": 180}
    world.offset = MONDAY - world.now()
    stopped = MONDAY - timedelta(days=3)
    first = stopped + timedelta(hours=1)
    for warns in (first, first - timedelta(days=7)):
        world.tasks(TASKS // 2, people=PEOPLE // 2, warns_at=warns)
    assert world.play("sweep") == 0
    lamps = Counter(LampTurn.objects.filter(cause="clock").values_list("to_lamp", flat=True))
    assert lamps == {"yellow": TASKS, "red": TASKS // 2}
    assert not LampTurn.objects.filter(cause="clock", took_effect_at__gt=MONDAY).exists()
    assert Reminder.objects.count() == TASKS, "the newest stage alone"
    assert world.play("drain") == 0
    assert world.states() == {State.HELD: PEOPLE}
    assert Alarm.objects.filter(kind=Alarm.Kind.STORM, closed_at=None).count() == 1
    assert Message.objects.inbox().count() == PEOPLE, "the inbox has it all along"
    assert world.book.posts == []
    for minutes in (31, 32, 33, 34, 35):
        world.offset += timedelta(minutes=minutes) - (world.now() - MONDAY)
        sent = len(world.book.taken)
        assert world.play("drain") == 0
        assert len(world.book.taken) - sent <= 60, "paced"
    assert world.states() == {State.ACCEPTED: PEOPLE}
    assert not Reminder.objects.filter(text=None, withheld="").exists()
