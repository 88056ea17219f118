"""In which unit the people of a list were: messages know people, the office thinks in units."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import DateTimeField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import TruncDate

from responsibility.organisation.posts.models import Appointment, Membership


def units_of(asked: Collection[tuple[int, date]]) -> dict[tuple[int, date], str]:
    """The name of a person's unit on a day, by the id and the day asked for, in two queries.

    A personal post comes before a collective one; who had none on that day is left out.
    """
    units: dict[tuple[int, date], str] = {}
    days: dict[int, set[date]] = defaultdict(set)
    for person, day in asked:
        days[person].add(day)
    for model in (Membership, Appointment):
        rows = model.objects.kept().filter(user__in=days).order_by("-pk")
        for person, period, unit in rows.values_list("user", "period", "post__unit__name"):
            units |= {(person, day): unit for day in days[person] if day in period}
    return units


def sent_into_units(name: str) -> Q:
    """Of messages: those whose recipient was, when it was made, in a unit with `name` in its
    name."""
    made_at = ExpressionWrapper(OuterRef("made_at"), output_field=DateTimeField())
    there = {
        "user": OuterRef("recipient"),
        "period__contains": TruncDate(made_at),
        "post__unit__name__contains": name,
    }
    held, joined = Appointment.objects.filter(**there), Membership.objects.filter(**there)
    return Q(Exists(held)) | Q(Exists(joined))
