"""Finding a unit, a person or a task by a part of its name, among what one may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from pages.days import day_of
from responsibility.lists.models import DutyItem
from responsibility.organisation.people.models import User
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.models import Task

MOST = 12  # of each kind; who finds more says more
LONGEST = 60  # characters looked at


@dataclass(frozen=True)
class Found:
    """What fits `typed`: at most MOST of each kind, and whether there were `more`."""

    typed: str
    units: Sequence[Unit] = ()
    people: Sequence[User] = ()
    tasks: Sequence[Task] = ()
    more: bool = False

    @property
    def nothing(self) -> bool:
        return not (self.units or self.people or self.tasks)


def find(*, user, typed: str, at: datetime) -> Found:
    """Units, people and opened tasks at `at` whose names contain `typed`; four queries at most.

    People are found by who keeps their accounts alone, by pinyin and staff number too. Of the
    tasks those still owed come first, the most urgent ahead.
    """
    typed = " ".join(typed.replace("\0", "").split())[:LONGEST]
    if not typed:
        return Found(typed)
    kinds = [_units(user, typed, at), _people(user, typed, at), _tasks(user, typed, at)]
    cut = [list(rows[: MOST + 1]) for rows in kinds]
    more = any(len(rows) > MOST for rows in cut)
    return Found(typed, *(rows[:MOST] for rows in cut), more=more)


def _units(user, typed: str, at: datetime):
    """Those whose board one may open, the own unit of a plain member not among them."""
    units = Unit.objects.visible_to(user, at=at).standing_on(day_of(at)).in_order()
    standing = standing_of(user, at=at)
    if not standing.face_counties:
        units = units.filter(pk__in=standing.face_units)
    return units.filter(name__icontains=typed)


def _people(user, typed: str, at: datetime):
    everyone = User.objects.visible_to(user, at=at).filter(is_active=True)
    standing = standing_of(user, at=at)
    if not (standing.office_counties or standing.is_system_administrator):
        return everyone.none()
    return everyone.matching(typed)


def _tasks(user, typed: str, at: datetime):
    named = Q(text__icontains=typed) | Q(text_en__icontains=typed)
    items = DutyItem.objects.filter(named).values("pk")
    tasks = Task.objects.visible_to(user, at=at).opened(now=at).for_rows(now=at)
    fitting = tasks.filter(Q(item__in=items) | Q(dispatch__title__icontains=typed), exempt=False)
    return fitting.order_by(F("fulfilled_at").desc(nulls_first=True), "late_at", "pk")
