"""A demand contested, by the post that is to answer it."""

from datetime import date, datetime
from typing import ClassVar, Self

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.days import day_of
from supervision.demands.groundless import declare_groundless
from supervision.demands.models import Demand
from supervision.objections.about.base import Contested, Verdict, read_one
from supervision.objections.states import Correction, What


class ContestedDemand(Contested):
    """A demand that is neither closed nor ended."""

    what = What.DEMAND
    lifted: ClassVar = gettext_lazy("Upheld: the demand is groundless")
    row: Demand
    deadline: Demand

    @classmethod
    def find(cls, pk: int, *, now: datetime, lock: bool) -> Self | None:
        demand = read_one(Demand, pk, now=now, lock=lock)
        return cls(demand, demand) if demand else None

    @property
    def since(self) -> date:
        return day_of(self.row.made_at)

    def makers(self) -> set[int]:
        return {self.row.made_by_id, self.row.approved_by_id} - {None}

    def maker_posts(self) -> set[int]:
        return {self.row.made_in_id}

    def deciders(self) -> set[int]:
        decided = self.row.decisions.values_list("decided_by", flat=True)
        return super().deciders() | set(decided)

    def why_not(self, *, now: datetime) -> str:
        if self.row.exempt or self.row.closed_at:
            return _("The demand is over: there is nothing to contest.")
        return ""

    def lift(self, verdict: Verdict) -> None:
        was = self.row.lamp
        declare_groundless(
            self.row, by=verdict.by, now=verdict.now, cause=verdict.cause, **verdict.basis
        )
        verdict.note(
            Correction.DEMAND, subject=self.subject, address=self.address,
            was=was, becomes=self.row.lamp,
        )  # fmt: skip
