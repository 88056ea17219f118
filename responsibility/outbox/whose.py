"""In which unit the people of a list are: messages know people, the office thinks in units."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from responsibility.organisation.periods import in_force
from responsibility.organisation.posts.models import Appointment, Membership


def units_of(people: Collection[int], *, at: datetime) -> dict[int, str]:
    """The name of each person's unit at `at`, by the person's id, in two queries.

    A personal post comes before a collective one; who has none is left out.
    """
    units: dict[int, str] = {}
    for model in (Membership, Appointment):
        rows = model.objects.filter(in_force(at), user__in=people).order_by("-pk")
        units |= dict(rows.values_list("user", "post__unit__name"))
    return units


def people_in_units(name: str, *, at: datetime) -> Q:
    """Of rows with a `recipient`: those whose recipient is in a unit with `name` in its name."""
    there = in_force(at) & Q(post__unit__name__contains=name)
    held = Appointment.objects.filter(there).values("user")
    joined = Membership.objects.filter(there).values("user")
    return Q(recipient__in=held) | Q(recipient__in=joined)
