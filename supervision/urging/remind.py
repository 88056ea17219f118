"""Reminding by hand (履责提醒; M002-15): of each task once a day, unit and person together."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.reminders.models import Reminder
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.refused import Refused
from responsibility.organisation.relations.acts import acting_post
from responsibility.organisation.standing import standing_of
from responsibility.tasks.models import Task
from supervision.urging.kind import BY_HAND, URGED, URGED_UNIT

MOST_AT_ONCE = 1000  # more than the posts of a county


@dataclass(frozen=True)
class Reminded:
    """What came of it: `people` will be told of `tasks` tasks.

    `again` tasks had their reminder today already, `nobody` have no one to tell, `settled` are
    fulfilled or exempt meanwhile.
    """

    people: int
    tasks: int
    again: int
    nobody: int
    settled: int


@transaction.atomic
def remind(*, by: Actor, now: datetime, task_ids: Collection[int]) -> Reminded:
    """Owe a reminder by hand to everyone concerned with the tasks `task_ids`; where it comes from
    outside the unit, to its principal officer as well, and of a vacant post to who stands in.

    The slot is the local day of `now`, so reminding twice a day tells nobody twice, whoever
    reminds. What is fulfilled or exempt is passed over. The window and the words of the message
    are the outbox's affair.

    Raises:
        Task.DoesNotExist: one is absent, not open yet, or not visible to the person.
        PermissionDenied: the person may not remind of one of them, or it is their own.
        Refused: no task is named, or more than MOST_AT_ONCE.
    """
    ids = set(task_ids)
    if not ids:
        raise Refused(_("Tick at least one task."))
    if len(ids) > MOST_AT_ONCE:
        raise Refused(_("Tick at most %(most)d tasks at a time.") % {"most": MOST_AT_ONCE})
    posts = _posts_acted_in(by, now, _visible(by, now, ids))
    owing = [task for task in posts if task.fulfilled_at is None and not task.exempt]
    slot = day_of(now).isoformat()
    told_before = _told(owing, slot)
    about = {"model": Task, "now": now, "slot": slot, "asked_by_id": by.user.pk}
    owe_reminders(ids=[task.pk for task in owing], stage=URGED, **about)
    owe_reminders(ids=_from_outside(by, now, owing), stage=URGED_UNIT, **about)
    reminded = _told(owing, slot) - told_before
    newly = {task_id for task_id, _person in reminded}
    for task in owing:
        if task.pk in newly:
            _note(by, now, task, posts[task], slot)
    again = {task_id for task_id, _person in told_before} - newly
    return Reminded(
        people=len({person for _task_id, person in reminded}),
        tasks=len(newly),
        again=len(again),
        nobody=len(owing) - len(newly) - len(again),
        settled=len(ids) - len(owing),
    )


def _visible(by: Actor, now: datetime, ids: Collection[int]) -> list[Task]:
    """The tasks, locked so that none is fulfilled or told of at the same moment."""
    tasks = Task.objects.visible_to(by.user, at=now).opened(now=now).filter(pk__in=ids)
    locked = list(tasks.order_by("pk").select_for_update(of=("self",), no_key=True))
    if len(locked) != len(ids):
        raise Task.DoesNotExist
    return locked


def _posts_acted_in(by: Actor, now: datetime, tasks: Sequence[Task]) -> dict[Task, int]:
    posts = {task: acting_post(user=by.user, owed=task, at=now) for task in tasks}
    if None in posts.values():
        raise PermissionDenied(_("You may not remind of this task."))
    return posts


def _from_outside(by: Actor, now: datetime, tasks: Sequence[Task]) -> list[int]:
    """Those of units that the person is not in: who leads a unit need not be told of it."""
    own = standing_of(by.user, at=now).own_units
    led = standing_of(by.user, at=now).led_units
    return [task.pk for task in tasks if task.unit_id not in own | led]


def _told(tasks: Sequence[Task], slot: str) -> set[tuple[int, int]]:
    """Pairs (task, recipient) of today's reminders by hand."""
    rows = Reminder.objects.filter(
        kind=Task.matter_kind,
        deadline_id__in=[task.pk for task in tasks],
        stage__in=BY_HAND,
        slot=slot,
    )
    revisions = {task.pk: task.revision for task in tasks}
    return {
        (task_id, person)
        for task_id, person, revision in rows.values_list("deadline_id", "recipient", "revision")
        if revision == revisions[task_id]
    }


def _note(by: Actor, now: datetime, task: Task, post_id: int, slot: str) -> None:
    record_audit(
        by=by, now=now, action="task.urge", about=task, post_id=post_id, after={"slot": slot}
    )
