"""Processes killed at the worst moment: rows before and after, and again to the end."""

import os
import signal
import subprocess
import sys
from uuid import UUID

import pytest
from django.conf import settings

from alerts.engine.sweep import sweep
from alerts.lamps.models import LampTurn
from alerts.reminders.models import Reminder
from responsibility.records.lodging.lodge import lodge
from responsibility.records.models import Credit, DutyRecord
from responsibility.tasks.models import Task
from tests import make

pytestmark = [pytest.mark.process, pytest.mark.django_db(transaction=True)]

NONCE = UUID(int=7)
START = "import os, signal, django; django.setup(); "
DIE = "os.kill(os.getpid(), signal.SIGKILL)"
SWEEP_ONE_BATCH = (
    START
    + "from datetime import datetime; from alerts.engine.sweep import sweep_batch; "
    + "from responsibility.tasks.models import Task; "
    + "sweep_batch(Task, now=datetime.fromisoformat('{now}'), batch=2); "
    + DIE
)
LODGE_WITHOUT_COMMIT = (
    START
    + "from datetime import datetime; from uuid import UUID; from django.db import transaction; "
    + "from alerts.audit.actor import Actor; "
    + "from responsibility.organisation.people.models import User; "
    + "from responsibility.records.lodging.lodge import lodge; "
    + "transaction.atomic().__enter__(); now = datetime.fromisoformat('{now}'); "
    + "lodge(by=Actor(user=User.objects.get(pk={user})), now=now, nonce=UUID(int=7), "
    + "task_ids=[{task}], happened_on=now.date(), text='Held.'); "
    + DIE
)


def die(program: str, **values) -> None:
    """Run the program in a process of its own, on the test's database, until it kills itself."""
    database = settings.DATABASES["default"]["NAME"]
    base, _, _name = os.environ["DATABASE_URL"].rpartition("/")
    environment = {**os.environ, "DATABASE_URL": f"{base}/{database}"}
    words = [sys.executable, "-c", program.format(**values)]
    ended = subprocess.run(words, env=environment, timeout=120, capture_output=True)
    assert ended.returncode == -signal.SIGKILL, ended.stderr.decode()


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (DutyRecord, Credit, LampTurn, Reminder))


def test_after_the_sweeps_first_batch():
    """What was committed stays, whole; the next sweep does the rest and nothing twice."""
    county = make.make_county()
    tasks = [make.make_task(make.make_holder(make.make_unit(county))[0]) for _ in range(5)]
    now = make.at("2026-09-24 00:00")
    first_lit = LampTurn.objects.count()
    die(SWEEP_ONE_BATCH, now=now.isoformat())
    turned = Task.objects.filter(lamp="yellow").count()
    assert (turned, LampTurn.objects.count() - first_lit, Reminder.objects.count()) == (2, 2, 2)
    sweep(now=now)
    for task in tasks:
        turn = LampTurn.objects.get(deadline_id=task.pk, to_lamp="yellow")
        assert turn.took_effect_at == task.warns_at
        assert Reminder.objects.filter(deadline_id=task.pk).count() == 1


def test_between_record_and_commit():
    """Nothing is left of it; the same form lodges once, and once more makes no second."""
    post, user = make.make_holder(make.make_unit(make.make_county()))
    task = make.make_task(post)
    before = rows()
    die(LODGE_WITHOUT_COMMIT, now=make.NOW.isoformat(), user=user.pk, task=task.pk)
    assert rows() == before
    task.refresh_from_db()
    assert (task.done, task.lamp) == (0, "unlit")
    for _ in range(2):
        lodge(
            by=make.actor(user),
            now=make.NOW,
            nonce=NONCE,
            task_ids=[task.pk],
            happened_on=make.NOW.date(),
            text="Held.",
        )
    task.refresh_from_db()
    assert (DutyRecord.objects.count(), Credit.objects.count()) == (1, 1)
    assert (task.done, task.lamp) == (1, "green")
