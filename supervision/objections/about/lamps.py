"""The lamp of a task contested: red or orange, by who answers for it."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar, Self

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alerts.deadlines.readers import DeadlineQuerySet
from alerts.lamps.rule import lamp_for
from pages.days import day_of
from pages.lamp import Lamp
from responsibility.tasks.models import Task
from supervision.demands.groundless import NO_GROUND, declare_groundless
from supervision.demands.models import Demand, DemandTask
from supervision.objections.about.base import Contested, Verdict, lift_deadline, read_one
from supervision.objections.models import Objection, ObjectionQuerySet
from supervision.objections.states import Correction, Ruling, What


class ContestedLamp(Contested):
    """A task that is red, or was done late."""

    what = What.TASK
    lifted: ClassVar = gettext_lazy("Upheld: nothing is owed, the task is exempt")
    row: Task
    deadline: Task

    @classmethod
    def find(cls, pk: int, *, now: datetime, lock: bool) -> Self | None:
        task = read_one(Task, pk, now=now, lock=lock)
        return cls(task, task) if task and task.opens_at <= now else None

    @property
    def since(self) -> date:
        if self.row.fulfilled_at:
            return day_of(self.row.fulfilled_at)
        lit_at = self.row.lamp_since if self.row.lamp == Lamp.RED else self.row.late_at
        return day_of(max(lit_at, self.row.late_at))

    def decided(self, objections: ObjectionQuerySet) -> ObjectionQuerySet:
        """Since the lamp is as it is: a later red is another's."""
        return super().decided(objections).filter(fulfilled_at__gte=self.row.lamp_since)

    def touched(self) -> list[DeadlineQuerySet]:
        return [*super().touched(), Demand.objects.filter(tasks=self.row)]

    def why_not(self, *, now: datetime) -> str:
        if lamp_for(self.row.facts, now=now) in (Lamp.RED, Lamp.ORANGE):
            return ""
        return _("The lamp is neither red nor orange: there is nothing to contest.")

    def rulings(self) -> Sequence[Ruling]:
        if self.row.fulfilled_at:
            return [Ruling.MOVED, Ruling.STANDS]
        return [Ruling.LIFTED, Ruling.MOVED, Ruling.MORE_TIME, Ruling.STANDS]

    def lift(self, verdict: Verdict) -> None:
        lift_deadline(self.deadline, verdict, what=Correction.LAMP)

    def correct(self, verdict: Verdict) -> None:
        super().correct(verdict)
        if verdict.ruling in (Ruling.LIFTED, Ruling.MOVED):
            _end_demands(self.row, verdict)


def _end_demands(task: Task, verdict: Verdict) -> None:
    """What was demanded about nothing but tasks that were wrongly red has no ground any more."""
    about = DemandTask.objects.filter(demand=OuterRef("pk"))
    upheld = Objection.objects.filter(
        task=OuterRef("task"), decision__ruling__in=[Ruling.LIFTED, Ruling.MOVED]
    )
    left = about.exclude(NO_GROUND).exclude(Exists(upheld))
    demands = Demand.objects.open_still().filter(~Exists(left), tasks=task, closed_at=None)
    for demand in Demand.objects.lock(demands.values_list("pk", flat=True)):
        was = demand.lamp
        declare_groundless(demand, by=verdict.by, now=verdict.now, **verdict.basis)
        verdict.note(
            Correction.DEMAND, subject=demand.title, address=demand.get_absolute_url(),
            was=was, becomes=demand.lamp,
        )  # fmt: skip
