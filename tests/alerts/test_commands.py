"""sweep and drain by hand."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from alerts.lamps.models import LampTurn, SweepRun
from alerts.outbox.models import Message
from alerts.reminders.models import Reminder
from responsibility.tasks.models import Task
from tests.alerts.outbox.make import make_owner, make_tasks
from tests.make import at, make_county

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
