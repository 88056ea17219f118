"""sweep and drain by hand."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from redis import Redis

from alerts.alarms.models import Heartbeat
from alerts.clock import database_now
from alerts.lamps.models import LampTurn, SweepRun
from alerts.outbox.models import Message
from alerts.reminders.models import Reminder
from alerts.ring import door, impatient
from responsibility.tasks.models import Task
from tests.alerts.outbox.make import make_owner, make_tasks
from tests.make import at, make_county, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def tasks():
    return make_tasks(make_owner(make_county())[0], 2)


def run(*words: str) -> str:
    said = StringIO()
    call_command(*words, stdout=said)
    return said.getvalue().strip()


def test_sweep_turns_what_the_clock_of_the_database_says(tasks):
    lamps = run("sweep")
    assert lamps.endswith("lamps turned.")
    assert not Task.objects.filter(turns_at__lte=SweepRun.objects.get().now).exists()


def test_sweep_pretends_another_instant(tasks):
    assert run("sweep", "--now", "2026-09-22 23:59") == "0 lamps turned."
    assert run("sweep", "--now", "2026-09-23 00:00") == "2 lamps turned."
    assert SweepRun.objects.latest("pk").now == at("2026-09-23 00:00")


def test_sweep_tries_and_takes_it_back(tasks):
    turns = LampTurn.objects.count()
    assert run("sweep", "--now", "2026-09-23", "--dry-run") == "2 lamps would have turned."
    assert LampTurn.objects.count() == turns
    assert not Reminder.objects.exists()
    assert set(Task.objects.values_list("lamp", flat=True)) == {"unlit"}


def test_drain_gathers_and_delivers(tasks):
    run("sweep", "--now", "2026-09-23 00:00")
    assert run("drain", "--now", "2026-09-23 09:00") == "2 messages gathered, 1 sent."
    assert set(Message.objects.values_list("state", flat=True)) == {"delivered"}


@pytest.mark.parametrize("command", ["sweep", "drain"])
def test_time_travel_is_for_demonstrations(command, settings):
    settings.TIME_TRAVEL = False
    with pytest.raises(CommandError, match="LIANGZE_TIME_TRAVEL"):
        run(command, "--now", "2026-09-23 00:00")


@pytest.mark.parametrize("text", ["tomorrow", "2026-02-30 00:00"])
def test_what_is_no_instant_is_refused(text):
    with pytest.raises(CommandError, match="is not an instant"):
        run("sweep", "--now", text)


def test_a_failed_sweep_ends_with_an_error(tasks, monkeypatch):
    monkeypatch.setattr(Task, "recipients_of", None)
    with pytest.raises(CommandError, match="task"):
        run("sweep", "--now", "2026-09-23 00:00")


def test_a_sweep_may_be_left_out_where_one_ran_of_late(tasks):
    assert run("sweep", "--if-stale", "150").endswith("lamps turned.")
    assert run("sweep", "--if-stale", "150") == "The last sweep is not so long ago."
    assert SweepRun.objects.count() == 1
    SweepRun.objects.update(started_at=database_now() - timedelta(seconds=151))
    run("sweep", "--if-stale", "150")
    assert SweepRun.objects.count() == 2


def test_without_redis_both_do_their_work(tasks, monkeypatch):
    gone = impatient(Redis(unix_socket_path="/nowhere/redis.sock"))
    monkeypatch.setattr(door(), "connection", gone)
    run("sweep")
    run("drain")
    assert set(Heartbeat.objects.values_list("loop", flat=True)) == {"sweep", "look_up", "drain"}
    assert Message.objects.inbox().count() == 1


@pytest.mark.parametrize("command", ["sweep", "drain"])
def test_a_clock_in_doubt_is_told(command, settings):
    run("sweep")
    settings.TIME_TRAVEL = False
    SweepRun.objects.update(now=F("now") - timedelta(days=1))
    with pytest.raises(CommandError, match=r"jumped by \+86400 s.*confirm_clock"):
        run(command)


def test_the_clock_is_confirmed_by_a_person(settings):
    run("sweep")
    settings.TIME_TRAVEL = False
    SweepRun.objects.update(now=F("now") - timedelta(days=1))
    with pytest.raises(CommandError):
        run("sweep")
    admin = make_person(is_system_administrator=True)
    assert run("confirm_clock", "--by", admin.staff_number).startswith("Confirmed: it is ")
    run("sweep")
    with pytest.raises(CommandError, match="时钟没有疑问"):
        run("confirm_clock", "--by", admin.staff_number)
