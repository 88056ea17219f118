"""What is looked for among records."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Self

from django.db.models import Q

from pages.numbers import number
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Appointment
from responsibility.organisation.units.models import Unit

MOST_PEOPLE = 50  # of one name


class Key(NamedTuple):
    """The place of a record in the order of what is found, the newest first."""

    happened_on: date
    pk: int

    @classmethod
    def read(cls, text: str) -> Self | None:
        """ "2026-09-23.41"; None where it is not one."""
        day, _, pk = text.partition(".")
        try:
            happened_on, read = date.fromisoformat(day), number(pk)
        except ValueError:
            return None
        return cls(happened_on, read) if read else None

    def __str__(self) -> str:
        return f"{self.happened_on}.{self.pk}"


@dataclass(frozen=True)
class Wanted:
    """`words` stand in the text, the place or among who took part, all of them. What happened from
    `first_on` through `last_on`, in `unit` or below it, by people called `person`, of a `kind`."""

    words: tuple[str, ...] = ()
    first_on: date | None = None
    last_on: date | None = None
    unit: Unit | None = None
    person: str = ""
    kind: str = ""

    @property
    def filtered(self) -> bool:
        """Whether anything but words narrows it."""
        return any((self.first_on, self.last_on, self.unit, self.person, self.kind))

    def face(self) -> Q:
        """What the faces of the records must be."""
        face = Q(ended_at=None)
        if self.first_on:
            face &= Q(happened_on__gte=self.first_on)
        if self.last_on:
            face &= Q(happened_on__lte=self.last_on)
        if self.unit:
            face &= Q(unit__path__startswith=self.unit.path)
        if self.kind:
            face &= Q(kind=self.kind)
        return face & self._of_person() if self.person else face

    def _of_person(self) -> Q:
        """Records that people of that name lodged, or that are of a post while they held it."""
        people = User.objects.filter(name__icontains=self.person).order_by("pk")
        ids = list(people.values_list("pk", flat=True)[:MOST_PEOPLE])
        theirs = Q(lodged_by__in=ids)
        terms = Appointment.objects.filter(user__in=ids).values_list("post", "period")
        for post, period in terms:
            days = Q(post=post, happened_on__gte=period.lower)
            theirs |= days & Q(happened_on__lt=period.upper) if period.upper else days
        return theirs
