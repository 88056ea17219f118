"""What people are told of a unit: its month in figures (月度提示, M000-25)."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar

from django.db.models import QuerySet
from django.urls import reverse

from alerts.deadlines.matter import Matter, Pairs, Subject
from alerts.kinds.declared import Audience
from pages.days import day_of
from pages.lamp import Lamp
from responsibility.organisation.relations.answers import units_answered_for
from responsibility.organisation.relations.hears import heads_of_supervision, principals
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task


def _principals(units: QuerySet, at: datetime) -> Pairs:
    return [*principals(units, at=at, unit=""), *heads_of_supervision(units, at=at, unit="")]


class UnitMonth(Matter, Unit):
    """A unit: its principal officer is told, of a body that supervises its head."""

    matter_kind = "unit"
    audiences: ClassVar = {Audience.PRINCIPAL: _principals}

    class Meta:
        proxy = True

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        return dict(cls.objects.filter(pk__in=ids).values_list("pk", "name"))

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        """A discipline body looks at the board of the units it supervises, others at their team."""
        kinds = cls.objects.filter(pk__in=ids).values_list("pk", "kind")
        discipline = Unit.Kind.DISCIPLINE
        return {pk: reverse("board" if kind == discipline else "team") for pk, kind in kinds}

    @classmethod
    def subjects_of(cls, ids, *, at: datetime) -> dict[int, Subject]:
        """With the lamps of everything the unit answers for; six queries.

        Yellow is what is due soon now; red and orange are what was due in the month before and
        is overdue, or was entered late. A discipline body answers for what it supervises.
        """
        units = list(cls.objects.filter(pk__in=ids))
        beneath = units_answered_for(units, at=at)
        counts = _lamps({unit.the_county_id for unit in units}, at)
        return {
            unit.pk: Subject(counts=sum((counts[pk] for pk in beneath[unit.pk]), Counter()))
            for unit in units
        }


def _lamps(counties: Iterable[int], at: datetime) -> dict[int, Counter]:
    """By unit, how many lamps are yellow now, and how many of last month's red and orange."""
    this_month = day_of(at).replace(day=1)
    last_month = (this_month - timedelta(days=1)).replace(day=1)
    tasks = Task.objects.opened(now=at).filter(county_id__in=counties, due_on__gte=last_month)
    found: dict[int, Counter] = defaultdict(Counter)
    for some, lamps in (
        (tasks, {Lamp.YELLOW}),
        (tasks.filter(due_on__lt=this_month), {Lamp.RED, Lamp.ORANGE}),
    ):
        for (unit, lamp), n in some.lamp_counts(now=at, by=("unit",)).items():
            if lamp in lamps:
                found[unit][str(lamp)] += n
    return found
