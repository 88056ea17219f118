"""What was given out goes out: its tasks are made and their people told."""

import logging
from datetime import datetime, timedelta

from django.db import OperationalError, transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.lamps.rule import lamp_for
from alerts.reminders.owe import owe_reminders
from pages.days import day_of, midnight
from pages.refused import Refused
from responsibility.lists.due import instants_of
from responsibility.organisation.posts.models import Post
from responsibility.tasks.dispatches.kind import DISPATCHED
from responsibility.tasks.dispatches.locked import lock_act
from responsibility.tasks.dispatches.models import WAITS, Dispatch, DispatchStep
from responsibility.tasks.models import Task
from responsibility.tasks.publishing.plan import timetable_of

logger = logging.getLogger(__name__)


def send_due(*, now: datetime) -> int:
    """Send every dispatch whose instant has come; return how many went.

    Each in a transaction of its own, whole or not at all; one that fails keeps no other, and is
    raised at the end. Safe to run twice and side by side.
    """
    waiting, went, failed = Dispatch.objects.filter(WAITS, goes_at__lte=now), 0, None
    for pk in list(waiting.order_by("pk").values_list("pk", flat=True)):
        try:
            went += _send_one(pk, now=now)
        except OperationalError:
            raise
        except Exception as reason:
            logger.exception("The dispatch %s could not be sent.", pk)
            failed = reason
    if failed:
        raise failed
    return went


@transaction.atomic
def _send_one(pk: int, *, now: datetime) -> bool:
    acts = Dispatch.objects.filter(WAITS, pk=pk).select_for_update(no_key=True, skip_locked=True)
    if not (act := acts.first()):
        return False  # another was first, or it was taken back meanwhile
    return send(act, by=None, now=now)


@transaction.atomic
def send_at_once(*, by: Actor, now: datetime, dispatch_id: int) -> Dispatch:
    """Send what waits, before its time.

    Raises:
        Dispatch.DoesNotExist: there is none, or the person does not work in its office.
        Refused: it went out or was taken back meanwhile.
    """
    act = lock_act(by=by, now=now, dispatch_id=dispatch_id)
    if not act.waits:
        raise Refused(_("It does not wait any more."))
    send(act, by=by, now=now)
    return act


def send(act: Dispatch, *, by: Actor | None, now: datetime) -> bool:
    """Make the tasks of a locked dispatch and owe their reminder; whether it went.

    A task opens at once; born in its warning window it is yellow and owes one reminder, not two.
    A post closed meanwhile gets none. Past its deadline, as after a long standstill, it goes to
    nobody and stands as taken back: a task must not be born red.
    """
    today, user = day_of(now), by.user if by else None
    if act.due_on < today:
        act.taken_back_at = now
        act.save(update_fields=["taken_back_at"])
        act.steps.create(step=DispatchStep.Step.MISSED, by=user, at=now, tasks=0)
        record_audit(by=by, now=now, action="dispatch.miss", about=act)
        logger.error("The dispatch %s was not sent before its deadline.", act.pk)
        return False
    posts = Post.objects.standing_on(today).filter(pk__in=act.posts.values("pk"))
    tasks = Task.objects.bulk_create(_tasks(act, posts.order_by("pk"), now))
    ids = [task.pk for task in tasks]
    owe_reminders(model=Task, ids=ids, stage=DISPATCHED, now=now)
    act.sent_at = now
    act.save(update_fields=["sent_at"])
    act.steps.create(step=DispatchStep.Step.SENT, by=user, at=now, tasks=len(ids))
    record_audit(by=by, now=now, action="dispatch.send", about=act, after={"tasks": ids})
    return True


def _tasks(act: Dispatch, posts, now: datetime) -> list[Task]:
    today = day_of(now)
    scheme = timetable_of(act.county_id, now=now).scheme_for(today)
    instants = instants_of(
        opens_at=midnight(today),
        due_on=act.due_on,
        warn_days=scheme.warn_days,
        closes_after_days=scheme.closes_after_days,
    )
    common = {
        "county_id": act.county_id,
        "category_id": act.category_id,
        "dispatch": act,
        "item_code": f"T-{act.pk}",
        "task_kind": act.task_kind,
        "period_start": today,
        "period_end": act.due_on + timedelta(days=1),
        "due_on": act.due_on,
        "day_decided": True,
        "opens_at": instants.opens_at,
        "warns_at": instants.warns_at,
        "late_at": instants.late_at,
        "closes_at": instants.closes_at,
        "colours": scheme.colours,
        "required": act.required,
        "lamp_since": now,
        "made_at": now,
    }
    tasks = [
        Task(post=post, unit_id=post.unit_id, role_kind_id=post.role_kind_id, **common)
        for post in posts
    ]
    for task in tasks:
        task.lamp = lamp_for(task.facts, now=now)
    return tasks
