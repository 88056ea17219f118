"""Whoever takes up a post hears on the first day what he takes over."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from alerts.reminders.models import Reminder
from alerts.reminders.owe import owe_reminders
from pages.days import day_of
from pages.lamp import Lamp
from responsibility.organisation.posts.models import Appointment, Membership
from responsibility.tasks.kind import TAKEN_OVER, TAKEN_OVER_RED
from responsibility.tasks.models import Task, TaskQuerySet

STILL_NEWS = timedelta(days=7)  # after a stop; whoever is entered later hears with the act
STAGES = [TAKEN_OVER, TAKEN_OVER_RED]


class Start(NamedTuple):
    """That a person began in a post; `slot` is unique to that beginning."""

    slot: str
    post_id: int
    user_id: int


def tell_who_starts(*, now: datetime) -> int:
    """Owe their start message to all who began in the last days and were not told; returns the
    number of messages' parts owed. A duty of the day, safe to repeat."""
    today = day_of(now)
    recent = {"period__startswith__lte": today, "period__startswith__gt": today - STILL_NEWS}
    held = Appointment.objects.in_force(at=now).filter(**recent, user__is_active=True)
    headed = Membership.objects.in_force(at=now).filter(
        **recent, user__is_active=True, role=Membership.Role.HEAD
    )
    return _tell([*_starts(held, "a"), *_starts(headed, "m")], now)


def tell_appointed(*, post_id: int, now: datetime) -> int:
    """The same for who is in the post by now, in the act of appointment, however long ago it
    began."""
    held = Appointment.objects.in_force(at=now).filter(
        post=post_id, user__is_active=True, entered_at=now
    )
    return _tell(_starts(held, "a"), now)


def _starts(rows, letter: str) -> list[Start]:
    return [
        Start(f"{letter}{pk}", post, user)
        for pk, post, user in rows.values_list("pk", "post", "user")
    ]


@transaction.atomic
def _tell(starts: Iterable[Start], now: datetime) -> int:
    starts = list(starts)
    slots = [start.slot for start in starts]
    told = Reminder.objects.filter(kind=Task.matter_kind, stage__in=STAGES, slot__in=slots)
    done = set(told.values_list("slot", flat=True))
    return sum(_tell_one(start, now) for start in starts if start.slot not in done)


def _tell_one(start: Start, now: datetime) -> int:
    """Its tasks that are overdue and those that are not are two parts of one message."""
    owed = 0
    for stage, tasks in zip(STAGES, _taken_over([start.post_id], now), strict=True):
        first = tasks.order_by("late_at", "pk").values_list("pk", flat=True)[:1]
        owed += owe_reminders(
            model=Task, ids=list(first), stage=stage, now=now, slot=start.slot, to=[start.user_id]
        )
    return owed


def _taken_over(posts: Collection[int], at: datetime) -> tuple[TaskQuerySet, TaskQuerySet]:
    """What is still to be done for the posts: what can be done in time, and what is overdue."""
    tasks = Task.objects.filter(post__in=posts).opened(now=at).open_still().with_lamp(now=at)
    return tasks.exclude(lamp_now=Lamp.RED), tasks.filter(lamp_now=Lamp.RED)


def tasks_taken_over(
    reminders: Collection[Reminder], *, at: datetime
) -> dict[int, Collection[int]]:
    """By a message's id: the tasks it is about, those of the post of the one it stands on; at
    least that one. Three queries."""
    stand_on = Task.objects.filter(pk__in={reminder.deadline_id for reminder in reminders})
    posts = dict(stand_on.values_list("pk", "post"))
    of_post: dict[tuple, set[int]] = {}
    for stage, tasks in zip(STAGES, _taken_over(set(posts.values()), at), strict=True):
        for post, pk in tasks.order_by().values_list("post", "pk"):
            of_post.setdefault((stage, post), set()).add(pk)
    return {
        reminder.pk: {
            reminder.deadline_id,
            *of_post.get((reminder.stage, posts[reminder.deadline_id]), ()),
        }
        for reminder in reminders
    }
