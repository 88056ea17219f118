"""Random histories of a few tasks: what people do, what the clock does, when the sweep comes."""

from contextlib import suppress
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from alerts.decisions.exempt import exempt, lift_exemption
from alerts.decisions.extend import ask_extension, grant_extension, refuse_extension
from alerts.decisions.models import Extension
from alerts.decisions.take_back import take_back_request
from alerts.engine.sweep import sweep
from pages.refused import Refused
from responsibility.records.counting.end import AlreadyEnded
from responsibility.records.models import Credit, DutyRecord
from responsibility.tasks.models import Task, TaskCounterpart
from tests.make import at, make_holder, make_item, make_post, make_task, make_unit
from tests.responsibility.records.cast import (
    acting,
    confirm_as,
    correct_as,
    decline_as,
    find_insufficient,
    lodge_as,
    make_cast,
    withdraw_as,
)

START = at("2026-09-15 09:00")
DAYS = [date(2026, 9, 14), date(2026, 9, 15)]
TICK = timedelta(microseconds=1)
# How long until the next step; 0, 1 and 2: just before, at and just after the next boundary.
WAITS = [0, 1, 2, *(timedelta(hours=hours) for hours in (0.01, 0.1, 2, 9, 30, 120, 300))]
REFUSALS = (Refused, AlreadyEnded)


@dataclass(frozen=True)
class Step:
    """One act: which, how long after the last, and numbers that choose what it is about."""

    act: str
    wait: object
    which: int
    how: int


@dataclass
class History:
    """A cast with three tasks: of one record, of two records, of two people."""

    sweeping: bool
    clock: datetime = START
    windows: dict[int, list] = field(default_factory=dict)

    def __post_init__(self):
        self.cast = make_cast()
        self.office = make_holder(make_unit(self.cast.county, kind="office"), "commission_office")[
            1
        ]
        self.people = [make_post(self.cast.unit, "team_member").pk for _ in range(2)]
        self.tasks = [
            self._task(required=1, closes_at=at("2026-10-20 00:00")),
            self._task(required=2),
            self._task("per_team_member", required=2),
        ]
        TaskCounterpart.objects.bulk_create(
            TaskCounterpart(task=self.tasks[2], post_id=post) for post in self.people
        )

    def _task(self, basis: str = "record", **over) -> Task:
        item = make_item(self.cast.county, rolls_forward=False, count_basis=basis)
        task = make_task(self.cast.post, item, opens_at=at("2026-09-01 00:00"), **over)
        task.made_as = copy(task)
        self.windows[task.pk] = []
        return task

    def take(self, step: Step) -> None:
        """Let time pass and do it; what a rule refuses changes nothing."""
        self.clock = self._after(step.wait)
        with suppress(*REFUSALS):
            getattr(self, step.act)(step.which, step.how)

    def _after(self, wait) -> datetime:
        if isinstance(wait, timedelta):
            return self.clock + wait
        boundaries = [
            instant
            for task in Task.objects.all()
            for instant in (task.warns_at, task.late_at, task.closes_at, task.held_until)
            if instant and instant - TICK > self.clock
        ]
        return min(boundaries, default=self.clock + timedelta(days=1)) + (wait - 1) * TICK

    def _some(self, rows, which: int):
        rows = list(rows.order_by("pk"))
        return rows[which % len(rows)] if rows else None

    def _ticks(self, how: int) -> tuple[list[Task], dict]:
        """Some of the tasks (never none), a day, and whom where that is asked."""
        ticked = [task for n, task in enumerate(self.tasks) if how % 7 + 1 >> n & 1]
        people = [post for n, post in enumerate(self.people) if how // 7 % 3 + 1 >> n & 1]
        named = people if self.tasks[2] in ticked else []
        day = DAYS[how // 21 % 4 == 3]  # mostly the same
        return ticked, {"happened_on": day, "counterpart_post_ids": named}

    # What people do. `which` chooses the row it is about, `how` the rest.

    def lodge(self, which, how):
        user = self.cast.clerk if which % 2 else self.cast.holder
        tasks, fields = self._ticks(how)
        lodge_as(user, *tasks, now=self.clock, **fields)

    def answer(self, which, how):
        if credit := self._some(Credit.objects.awaiting(), which):
            (confirm_as if how % 2 else decline_as)(self.cast.holder, credit, now=self.clock)

    def withdraw(self, which, how):
        if record := self._some(DutyRecord.objects.in_force(), which):
            withdraw_as(self.cast.holder, record, now=self.clock)

    def correct(self, which, how):
        if record := self._some(DutyRecord.objects.in_force(), which):
            user = self.cast.clerk if which % 2 else self.cast.holder
            tasks, fields = self._ticks(how)
            correct_as(user, record, *tasks, now=self.clock, **fields)

    def check(self, which, how):
        """A verdict "insufficient", with a window of some days."""
        if credit := self._some(Credit.objects.in_force().filter(task__hold=None), which):
            until = self.clock + timedelta(days=how % 9 + 1)
            find_insufficient(credit, now=self.clock, until=until)
            task = Task.objects.get(pk=credit.task_id)
            if task.hold:
                self.windows[task.pk].append((self.clock, until))

    def extend(self, which, how):
        """Ask for an extension of one of the tasks; decide on what waits, or take it back."""
        task = Task.objects.get(pk=self.tasks[which % 3].pk)
        if waiting := Extension.objects.of(task).waiting().first():
            if how % 5 == 0:
                by = acting(self.cast.holder)
                return take_back_request(by=by, now=self.clock, extension_id=waiting.pk)
            verb = grant_extension if how % 2 else refuse_extension
            fields = {"extension_id": waiting.pk, "answer": "So be it."}
            return verb(by=acting(self.office), now=self.clock, **fields)
        wanted_on = max(task.due_on, self.clock.date()) + timedelta(days=how % 20 + 1)
        fields = {"deadline": task, "wanted_on": wanted_on, "reason": f"Since {self.clock}."}
        return ask_extension(by=acting(self.cast.holder), now=self.clock, **fields)

    def exempt(self, which, how):
        """Exempt one of the tasks, or lift the exemption it has."""
        by, task = acting(self.office), Task.objects.get(pk=self.tasks[which % 3].pk)
        if task.exempt:
            return lift_exemption(by=by, now=self.clock, deadline=task)
        return exempt(by=by, now=self.clock, deadline=task, reason="Posted abroad.")

    def sweep(self, which, how):
        """The sweep comes, by a clock that may lag, perhaps twice; or there is no worker."""
        for _ in range(which % 2 + 1 if self.sweeping else 0):
            sweep(now=self.clock - timedelta(days=how % 3 * 4))
