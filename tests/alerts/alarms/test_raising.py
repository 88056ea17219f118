"""Alarms: one open row for each thing that is out of order; signs of life."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from alerts.alarms.beat import beat
from alerts.alarms.models import Alarm, Heartbeat
from alerts.alarms.raising import close_alarm, raise_alarm
from tests.make import NOW

PAUSED = Alarm.Kind.CHANNEL_PAUSED


def seconds(number):
    return timedelta(seconds=number)


def hours(number):
    return timedelta(hours=number)


@pytest.mark.django_db
def test_a_second_raising_counts_up_and_tells_the_newest():
    raise_alarm(kind=PAUSED, now=NOW, key="twilio", detail="20003")
    raise_alarm(kind=PAUSED, now=NOW + hours(1), key="twilio", detail="21606")
    alarm = Alarm.objects.get()
    assert (alarm.count, alarm.detail) == (2, "21606")
    assert (alarm.raised_at, alarm.last_at) == (NOW, NOW + hours(1))


@pytest.mark.django_db
def test_kinds_keys_and_counties_are_told_apart():
    raise_alarm(kind=PAUSED, now=NOW, key="twilio")
    raise_alarm(kind=PAUSED, now=NOW, key="email")
    raise_alarm(kind=PAUSED, now=NOW, key="email", county_id=7)
    raise_alarm(kind=Alarm.Kind.STORM, now=NOW, key="email", county_id=7)
    assert Alarm.objects.count() == 4


@pytest.mark.django_db
def test_a_closed_alarm_stays_and_the_next_is_a_new_one():
    raise_alarm(kind=PAUSED, now=NOW)
    close_alarm(kind=PAUSED, now=NOW + hours(1))
    close_alarm(kind=PAUSED, now=NOW + hours(2))
    raise_alarm(kind=PAUSED, now=NOW + hours(3))
    closed = list(Alarm.objects.order_by("pk").values_list("closed_at", flat=True))
    assert closed == [NOW + hours(1), None]


@pytest.mark.django_db
def test_closing_one_county_leaves_the_other_open():
    raise_alarm(kind=PAUSED, now=NOW, county_id=7)
    raise_alarm(kind=PAUSED, now=NOW)
    close_alarm(kind=PAUSED, now=NOW, county_id=7)
    assert Alarm.objects.get(closed_at=None).county_id is None


@pytest.mark.django_db
def test_a_long_detail_is_cut():
    raise_alarm(kind=PAUSED, now=NOW, key="k" * 90, detail="d" * 900)
    close_alarm(kind=PAUSED, now=NOW, key="k" * 90)
    alarm = Alarm.objects.get()
    assert (len(alarm.detail), alarm.closed_at) == (200, NOW)


@pytest.mark.django_db(transaction=True)
def test_raised_side_by_side_it_is_one_row():
    def raise_ten(_):
        for _again in range(10):
            raise_alarm(kind=PAUSED, now=NOW)
        connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(raise_ten, range(4)))
    assert Alarm.objects.get().count == 40


@pytest.mark.django_db
def test_a_beat_is_noted_at_most_every_five_seconds():
    for after, kept in ((0, 0), (4, 0), (6, 6), (7, 6)):
        beat(loop="drain", now=NOW + seconds(after))
        assert Heartbeat.objects.get(loop="drain").at == NOW + seconds(kept)


@pytest.mark.django_db
def test_a_beat_from_before_the_clock_was_put_back_is_written_over():
    beat(loop="drain", now=NOW + hours(3))
    beat(loop="drain", now=NOW)
    assert Heartbeat.objects.get(loop="drain").at == NOW
