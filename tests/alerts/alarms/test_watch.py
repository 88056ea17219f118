"""What is watched: loops that are late, senders that stand still."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection, connections

from alerts.alarms.beat import beat
from alerts.alarms.models import Alarm
from alerts.alarms.signs import ages
from alerts.alarms.watch import watch
from alerts.outbox.deliver import LOCK
from alerts.outbox.states import State
from tests.alerts.outbox.make import make_message
from tests.make import NOW

MINUTE = timedelta(minutes=1)


def open_kinds() -> set[str]:
    return set(Alarm.objects.filter(closed_at=None).values_list("kind", flat=True))


def all_alive(now=NOW) -> None:
    for loop in ("sweep", "drain"):
        beat(loop=loop, now=now)


@pytest.mark.django_db
def test_nothing_is_raised_while_all_live():
    all_alive()
    watch(now=NOW + 5 * MINUTE)
    assert open_kinds() == set()


@pytest.mark.django_db
@pytest.mark.parametrize("loop", ["sweep", "drain"])
def test_a_loop_without_a_sign_for_five_minutes_is_late_until_it_lives_again(loop):
    all_alive()
    late = NOW + 5 * MINUTE + timedelta(seconds=1)
    beat(loop="drain" if loop == "sweep" else "sweep", now=late)
    watch(now=late)
    assert open_kinds() == {f"{loop}_late"}
    assert Alarm.objects.get().detail == "301 s"
    beat(loop=loop, now=late + MINUTE)
    watch(now=late + MINUTE)
    assert open_kinds() == set()


@pytest.mark.django_db
def test_a_loop_that_never_lived_is_late():
    watch(now=NOW)
    assert open_kinds() == {"sweep_late", "drain_late"}
    assert ages(now=NOW) == {"sweep": None, "drain": None, "ticker": None}


@pytest.fixture
def frozen(transactional_db):
    """A message whose sender holds its lock and does nothing, in a session of its own."""
    all_alive()
    message = make_message(state=State.PENDING)
    type(message).objects.update(
        state=State.SENDING, lease_until=NOW, lease_token=uuid4(), attempts=1
    )
    session = connections.create_connection("default")
    with session.cursor() as cursor:
        cursor.execute(LOCK, [str(message.pk)])
    yield session
    session.close()


def test_a_sender_that_stands_still_is_told_until_it_is_gone(frozen):
    watch(now=NOW + 4 * MINUTE)
    assert open_kinds() == set()
    now = NOW + 11 * MINUTE
    all_alive(now)
    watch(now=now)
    assert open_kinds() == {"sender_stuck"}
    assert Alarm.objects.get().detail == "1"
    frozen.close()
    with connection.cursor() as cursor:  # the server notices a closed session a moment later
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(id::text, 0)) FROM alerts_message")
        cursor.execute("SELECT pg_advisory_unlock_all()")
    watch(now=now)
    assert open_kinds() == set()
