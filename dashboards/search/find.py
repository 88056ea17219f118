"""Finding a unit, a person or what is owed by a part of its name, among what one may see.

Records are found by their texts: records.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from re import escape

from django.db.models import DurationField, F, Q, Value
from django.db.models.functions import Coalesce

from pages.days import day_of
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Appointment, Post
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.owed.across import Owed
from responsibility.owed.models import OwedByPost

MOST = 12  # of each kind; who finds more says more
ENOUGH = MOST + 1
NOT_DONE, LENGTH = timedelta(days=-1), DurationField()  # ahead of what is done, the newest first


@dataclass(frozen=True)
class Found:
    """What fits `typed`: at most MOST of each kind, and whether there were `more`."""

    typed: str
    units: Sequence[Unit] = ()
    people: Sequence[User] = ()
    posts: Sequence[Post] = ()
    owed: Sequence[OwedByPost] = ()
    more: bool = False

    @property
    def nothing(self) -> bool:
        return not any((self.units, self.people, self.posts, self.owed))


def find(*, user, typed: str, at: datetime) -> Found:
    """Units, people, posts and what is owed, opened at `at`, whose names contain `typed`; a fixed
    number of queries, and one for each kind owed among them.

    Accounts are found by who keeps them alone, by pinyin and staff number too; the posts of the
    units one leads or supervises by their title and by who holds them. What is still owed comes
    first, the most urgent ahead.
    """
    typed = " ".join(typed.replace("\0", "").split())
    if not typed:
        return Found(typed)
    parts = (_units, _people, _posts)
    cut = [list(part(user, typed, at)[:ENOUGH]) for part in parts]
    cut.append(_owed(user, typed, at)[:ENOUGH])
    more = any(len(rows) > MOST for rows in cut)
    return Found(typed, *(rows[:MOST] for rows in cut), more=more)


def _units(user, typed: str, at: datetime):
    """Those whose board one may open, the own unit of a plain member not among them."""
    units = Unit.objects.visible_to(user, at=at).standing_on(day_of(at)).in_order()
    standing = standing_of(user, at=at)
    if not standing.face_counties:
        units = units.filter(pk__in=standing.face_units)
    # 住建局 also finds 住房和城乡建设局: its letters in their order
    letters = "".join(typed.split())
    return units.filter(Q(name__icontains=typed) | Q(name__iregex=".*".join(map(escape, letters))))


def _people(user, typed: str, at: datetime):
    everyone = User.objects.visible_to(user, at=at).filter(is_active=True)
    standing = standing_of(user, at=at)
    if not (standing.office_counties or standing.is_system_administrator):
        return everyone.none()
    return everyone.matching(typed)


def _posts(user, typed: str, at: datetime):
    """Those of the units whose faces are open to the person."""
    standing = standing_of(user, at=at)
    posts = Post.objects.visible_to(user, at=at).standing_on(day_of(at)).with_people(at=at)
    within = Q(unit__in=standing.face_units | standing.led_units)
    within |= Q(unit__county__in=standing.face_counties) | Q(unit__in=standing.face_counties)
    appointments = Appointment.objects.in_force(at=at).filter(user__name__icontains=typed)
    named = Q(title__icontains=typed) | Q(pk__in=appointments.values("post"))
    return posts.filter(within & named).order_by("unit__order_key", "position", "pk")


def _owed(user, typed: str, at: datetime) -> list[OwedByPost]:
    called = Owed.visible_to(user, at=at).of_each(
        lambda rows: rows.called(typed).filter(exempt=False).annotate(
            done_since=Coalesce(Value(at) - F("fulfilled_at"), Value(NOT_DONE), output_field=LENGTH)
        )
    )  # fmt: skip
    return called.first(("done_since", "late_at"), stop=ENOUGH)
