"""Right before it is sent, a text is held against what has happened since it was written."""

from datetime import timedelta

import pytest
from django.db import transaction

from alerts.channels.base import Accepted
from alerts.deadlines.kind import DUE_SOON
from alerts.lamps.relight import relight
from alerts.outbox.deliver import deliver
from alerts.outbox.gather import gather
from alerts.outbox.models import Message
from alerts.outbox.states import State
from alerts.reminders.owe import owe_reminders
from responsibility.tasks.models import Task
from tests.alerts.outbox.make import make_owner, make_tasks
from tests.alerts.outbox.provider import Says
from tests.make import at, days, make_county

pytestmark = pytest.mark.django_db
WARNED = at("2026-09-23 09:00")
DONE = {"done": 1, "fulfilled_at": WARNED}


def written(many: int = 1, stage=DUE_SOON) -> tuple[list[Task], object]:
    post, holder = make_owner(make_county())
    tasks = make_tasks(post, many)
    ids = [task.pk for task in tasks]
    owe_reminders(model=Task, ids=ids, stage=stage, now=WARNED)
    gather(now=WARNED)
    return tasks, holder


def happen(task: Task, now=WARNED, **facts) -> None:
    with transaction.atomic():
        task = Task.objects.select_for_update().get(pk=task.pk)
        relight(deadline=task, now=now, cause="lodged", **facts)


def sent(now=WARNED) -> tuple[str, str]:
    class Sandbox(Says):
        key = "sandbox"

    deliver(channel=Sandbox(Accepted("SM1")), now=now)
    text = Message.objects.texts().get()
    return text.state, text.reason


def test_what_still_stands_is_sent():
    written()
    assert sent() == (State.ACCEPTED, "")


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (DONE, "closed_before_send"),
        ({"exempt": True}, "closed_before_send"),
        ({"late_at": WARNED + days(16)}, "no_longer_true"),
        ({"late_at": WARNED - days(1), "warns_at": WARNED - days(8)}, "superseded"),
    ],
)
def test_what_has_changed_is_not(facts, reason):
    (task,), _ = written()
    happen(task, **facts)
    assert sent() == (State.CANCELLED, reason)
    assert Message.objects.texts().get().attempts == 0


def test_one_of_several_is_reason_enough():
    (first, *_), _ = written(many=3)
    happen(first, **DONE)
    assert sent() == (State.ACCEPTED, "")


def test_all_of_several_are_not():
    tasks, _ = written(many=3)
    for task in tasks:
        happen(task, **DONE)
    assert sent() == (State.CANCELLED, "closed_before_send")


def test_nobody_is_texted_whose_account_is_closed():
    _, holder = written()
    holder.is_active = False
    holder.save()
    assert sent() == (State.CANCELLED, "account_closed")


def test_it_is_looked_at_again_before_a_second_try():
    (task,), _ = written()
    Message.objects.texts().update(state=State.SENDING)
    Message.objects.texts().update(state=State.RETRY_WAIT, not_before=WARNED)
    happen(task, **DONE)
    assert sent(now=WARNED + timedelta(minutes=1)) == (State.CANCELLED, "closed_before_send")


def test_what_supersedes_a_text_carries_what_that_carried():
    (task,), _ = written()
    first = Message.objects.texts().get()
    values = {name: getattr(first, name) for name in (
        "county_id", "recipient", "channel", "window", "reference", "to", "template",
        "template_version", "params", "text", "segments", "not_before", "made_at",
    )}  # fmt: skip
    Message.objects.filter(pk=first.pk).update(state=State.SENDING)
    Message.objects.filter(pk=first.pk).update(state=State.FAILED)
    again = Message.objects.create(supersedes=first, **values)
    happen(task, **DONE)
    deliver(channel=Says(), now=WARNED)
    channel = Says()
    channel.key = "sandbox"
    assert deliver(channel=channel, now=WARNED) == {State.CANCELLED: 1}
    again.refresh_from_db()
    assert again.reason == "closed_before_send"
