"""Finding a unit, a person or what is owed by a part of its name, among what one may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from pages.days import day_of
from responsibility.organisation.people.models import User
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.across import Owed
from responsibility.owed.models import OwedByPost

MOST = 12  # of each kind; who finds more says more
ENOUGH = MOST + 1  # of each kind owed


@dataclass(frozen=True)
class Found:
    """What fits `typed`: at most MOST of each kind, and whether there were `more`."""

    typed: str
    units: Sequence[Unit] = ()
    people: Sequence[User] = ()
    owed: Sequence[OwedByPost] = ()
    more: bool = False

    @property
    def nothing(self) -> bool:
        return not (self.units or self.people or self.owed)


def find(*, user, typed: str, at: datetime) -> Found:
    """Units, people and what is owed, opened at `at`, whose names contain `typed`; three queries
    at most, and one for each kind owed.

    People are found by who keeps their accounts alone, by pinyin and staff number too. What is
    still owed comes first, the most urgent ahead.
    """
    typed = " ".join(typed.replace("\0", "").split())
    if not typed:
        return Found(typed)
    cut = [list(rows[:ENOUGH]) for rows in (_units(user, typed, at), _people(user, typed, at))]
    cut.append(_owed(user, typed, at)[:ENOUGH])
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


def _owed(user, typed: str, at: datetime) -> list[OwedByPost]:
    found = []
    for rows in Owed.visible_to(user, at=at).kinds:
        called = rows.called(typed).filter(exempt=False).for_rows(now=at)
        found += called.order_by(F("fulfilled_at").desc(nulls_first=True), "late_at", "pk")[:ENOUGH]
    return sorted(found, key=_open_first)


def _open_first(owed: OwedByPost) -> tuple:
    done = owed.fulfilled_at
    return done is not None, -done.timestamp() if done else 0, owed.late_at, owed.pk
