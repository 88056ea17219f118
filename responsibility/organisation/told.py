"""What people are told of a unit: its month in figures (月度提示, M000-25).

The models of people and tasks stand above this one and are reached by their relations to it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import ClassVar

from django.db.models import Q, QuerySet
from django.urls import reverse

from alerts.kinds.declared import Audience
from alerts.reminders.matter import Matter, Pairs, Subject
from pages.days import day_of
from pages.lamp import Lamp
from responsibility.organisation.periods import in_force


def _principals(units: QuerySet, at: datetime) -> Pairs:
    """The principal officers; of discipline bodies their heads. Closed accounts hear nothing."""
    principals = units.filter(
        in_force(at, "posts__appointments__"),
        posts__role_kind__code="principal_officer",
        posts__appointments__user__is_active=True,
    )
    heads = units.filter(
        in_force(at, "posts__memberships__"),
        posts__role_kind__code__in=["stationed_group", "township_commission"],
        posts__memberships__role="head",
        posts__memberships__user__is_active=True,
    )
    return [
        principals.values_list("pk", "posts__appointments__user"),
        heads.values_list("pk", "posts__memberships__user"),
    ]


class ToldUnit(Matter):
    """A unit: its principal officer is told, of a discipline body its head."""

    matter_kind = "unit"
    audiences: ClassVar = {Audience.PRINCIPAL: _principals}

    class Meta:
        abstract = True

    @classmethod
    def titles_of(cls, ids) -> dict[int, str]:
        return dict(cls.objects.filter(pk__in=ids).values_list("pk", "name"))

    @classmethod
    def pages_of(cls, ids) -> dict[int, str]:
        """A discipline body looks at the board of the units it supervises, others at their team."""
        kinds = cls.objects.filter(pk__in=ids).values_list("pk", "kind")
        return {pk: reverse("board" if kind == "discipline" else "team") for pk, kind in kinds}

    @classmethod
    def subjects_of(cls, ids, *, at: datetime) -> dict[int, Subject]:
        """With the lamps of everything the unit answers for; six queries.

        Yellow is what is due soon now; red and orange are what was due in the month before and
        is overdue, or was entered late. A discipline body answers for what it supervises.
        """
        units = list(cls.objects.filter(pk__in=ids))
        beneath = _beneath(cls, units, at)
        counts = _lamps(cls, {unit.the_county_id for unit in units}, at)
        return {
            unit.pk: Subject(counts=sum((counts[pk] for pk in beneath[unit.pk]), Counter()))
            for unit in units
        }


def _beneath(model: type[ToldUnit], units: Iterable, at: datetime) -> dict[int, set[int]]:
    """The ids of the units each answers for: those it supervises, else itself, and all below."""
    roots = {unit.pk: [] if unit.kind == "discipline" else [unit.path] for unit in units}
    links = model.supervises.rel.related_model.objects.filter(in_force(at), body__in=roots)
    for body, path in links.values_list("body", "unit__path"):
        roots[body].append(path)
    counties = {unit.the_county_id for unit in units}
    paths = model.objects.filter(Q(county__in=counties) | Q(pk__in=counties))
    known = list(paths.values_list("pk", "path"))
    return {
        unit: {pk for pk, path in known if path.startswith(tuple(tops))}
        for unit, tops in roots.items()
    }


def _lamps(model: type[ToldUnit], counties: Iterable[int], at: datetime) -> dict[int, Counter]:
    """By unit, how many lamps are yellow now, and how many of last month's red and orange."""
    this_month = day_of(at).replace(day=1)
    last_month = (this_month - timedelta(days=1)).replace(day=1)
    tasks = model.tasks.rel.related_model.objects.opened(now=at)
    tasks = tasks.filter(county_id__in=counties, due_on__gte=last_month)
    found: dict[int, Counter] = defaultdict(Counter)
    for some, lamps in (
        (tasks, {Lamp.YELLOW}),
        (tasks.filter(due_on__lt=this_month), {Lamp.RED, Lamp.ORANGE}),
    ):
        for (unit, lamp), n in some.lamp_counts(now=at, by=("unit",)).items():
            if lamp in lamps:
                found[unit][str(lamp)] += n
    return found
