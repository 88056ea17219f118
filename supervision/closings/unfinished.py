"""What is unfinished when a quarter is to be closed, each with the place where it is decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse

from alerts.decisions.models import Extension
from pages.lamp import Lamp
from responsibility.owed.whose import name_holders
from responsibility.records.models import Credit
from responsibility.tasks.models import Task, TaskQuerySet
from supervision.closings.carried import CarriedOver
from supervision.closings.models import Closing
from supervision.closings.states import What
from supervision.objections.models import Objection

RUNNING = (Lamp.UNLIT, Lamp.YELLOW)


@dataclass
class Item:
    """Something unfinished about `task`: since when, where it is decided (`address`), and the row
    that carries it over (`carried`), if there is one."""

    what: What
    pk: int
    task: Task
    since: datetime
    address: str
    carried: CarriedOver | None = None

    @property
    def code(self) -> str:
        """As a form sends it."""
        return f"{self.what.value}-{self.pk}"


class Unfinished(NamedTuple):
    """All that is unfinished in a quarter, by what it is; `red` tasks are frozen as they are."""

    items: list[Item]
    red: int

    @property
    def undecided(self) -> list[Item]:
        """What is neither decided nor carried over."""
        return [item for item in self.items if item.carried is None]

    @property
    def groups(self) -> list[tuple[What, list[Item], list[Item]]]:
        """By what it is: what is undecided and what is carried over. What there is none of is left
        out."""
        parts = []
        for what in What:
            items = [item for item in self.items if item.what == what]
            pending = [item for item in items if item.carried is None]
            if items:
                parts.append((what, pending, [item for item in items if item.carried]))
        return parts


def unfinished(closing: Closing, *, now: datetime) -> Unfinished:
    """What is pending of the quarter's tasks and of those before: in a fixed number of queries."""
    quarter = closing.of_quarter
    tasks = Task.objects.filter(county_id=closing.county_id).opened(now=now)
    tasks = tasks.filter(Task.in_quarter(quarter) | Task.before_quarter(quarter))
    items = [*_extensions(tasks), *_objections(tasks), *_credits(tasks), *_running(tasks, now)]
    _describe(items, now)
    _carried(closing, items)
    counts = tasks.filter(quarter.tasks).lamp_counts(now=now)
    return Unfinished(items, counts[(Lamp.RED,)])


def _extensions(tasks: TaskQuerySet) -> list[Item]:
    waiting = Extension.objects.waiting().filter(kind=Task.matter_kind)
    requests = {request.deadline_id: request for request in waiting}
    return [
        Item(
            What.EXTENSION, requests[task.pk].pk, task, requests[task.pk].asked_at,
            reverse("extension", args=[requests[task.pk].pk]),
        )
        for task in tasks.filter(pk__in=requests, exempt=False)
    ]  # fmt: skip


def _objections(tasks: TaskQuerySet) -> list[Item]:
    """Objections to the lamps of tasks, and to conclusions that ended credits for them."""
    ids = tasks.order_by().values("pk")
    contested = Q(task__in=ids) | Q(conclusion__credits__task__in=ids)
    rows = Objection.objects.undecided().filter(contested).distinct()
    rows = rows.select_related("task").prefetch_related("conclusion__credits__task")
    return [
        Item(
            What.OBJECTION, row.pk, row.task or row.conclusion.credits.all()[0].task, row.made_at,
            row.get_absolute_url(),
        )
        for row in rows.order_by("pk")
    ]  # fmt: skip


def _credits(tasks: TaskQuerySet) -> list[Item]:
    awaiting = Credit.objects.awaiting().filter(task__in=tasks.order_by().values("pk"))
    return [
        Item(
            What.CREDIT, credit.pk, credit.task, credit.offered_at,
            reverse("task", args=[credit.task_id]),
        )
        for credit in awaiting.select_related("task").order_by("pk")
    ]  # fmt: skip


def _running(tasks: TaskQuerySet, now: datetime) -> list[Item]:
    """Tasks moved past the quarter's end: neither done nor overdue yet."""
    open_still = tasks.filter(fulfilled_at=None, exempt=False).with_lamp(now=now)
    rows = open_still.filter(lamp_now__in=RUNNING).order_by("late_at", "pk")
    return [
        Item(What.TASK, task.pk, task, task.opens_at, reverse("task", args=[task.pk]))
        for task in rows
    ]


def _describe(items: Sequence[Item], now: datetime) -> None:
    """Give each item its task as lists show it, with whose it is."""
    ids = {item.task.pk for item in items}
    rows = Task.objects.filter(pk__in=ids).for_rows(now=now).in_bulk()
    name_holders(list(rows.values()), now=now)
    for item in items:
        item.task = rows[item.task.pk]


def _carried(closing: Closing, items: Sequence[Item]) -> None:
    rows = CarriedOver.objects.filter(closing=closing, ended_at=None).select_related("made_by")
    by_what = {row.of_what: row for row in rows}
    for item in items:
        item.carried = by_what.get((item.what, item.pk))
