"""One-off items are given on appointment (M000-22)."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from responsibility.lists.models import DutyItem, DutyList
from responsibility.lists.publications import Publication
from responsibility.organisation.posts.models import Appointment
from responsibility.tasks.publishing.bearers import Bearers
from responsibility.tasks.publishing.make import make_tasks
from responsibility.tasks.publishing.plan import Entry, Timetable, timetable_of


@transaction.atomic
def give_on_appointment(*, appointment: Appointment, now: datetime) -> int:
    """Give the published one-off items of the post's role to who begins in it.

    They open with the first day of the appointment. Nothing is given to an acting holder, to one
    who returns to the post, or once the time for it is over. Safe to repeat. Returns the number
    of tasks made.
    """
    if not newly_appointed().filter(pk=appointment.pk).exists():
        return 0
    post = appointment.post
    county_id = post.unit.the_county_id
    items = published_one_off_items(
        county_id=county_id, role_kind_id=post.role_kind_id, year=appointment.period.lower.year
    )
    if not items:
        return 0
    timetable = timetable_of(county_id, now=now)
    entries = [entry for item in items for entry in timetable.one_off(item, [appointment])]
    bearers = Bearers(post.role_kind_id, county_id)
    return make_tasks(entries=entries, bearers=bearers, timetable=timetable, now=now)


def entries_of_new_holders(
    *, items: Iterable[DutyItem], role_kind_id: int, county_id: int, timetable: Timetable
) -> list[Entry]:
    """One-off `items` for the appointments in force or to come; most are over long ago."""
    items = list(items)
    if not items:
        return []
    appointments = list(
        newly_appointed()
        .filter(Q(post__unit__county=county_id) | Q(post__unit=county_id))
        .filter(Q(period__upper_inf=True) | Q(period__endswith__gt=timetable.today))
        .filter(post__role_kind=role_kind_id)
        .order_by("post_id")
    )
    return [entry for item in items for entry in timetable.one_off(item, appointments)]


def published_one_off_items(*, county_id: int, role_kind_id: int, year: int) -> list[DutyItem]:
    """The one-off items published for `year` or before it, of the newest version published
    that is not closed."""
    publications = Publication.objects.filter(
        duty_list__county=county_id, duty_list__role_kind=role_kind_id, year__lte=year
    )
    lists = DutyList.objects.filter(pk__in=publications.values("duty_list"), closed_at=None)
    newest = lists.order_by("-version")[:1]
    codes = publications.filter(duty_list__in=list(newest)).values_list("codes", flat=True)
    return list(
        DutyItem.objects.filter(
            duty_list__in=list(newest),
            cadence=DutyItem.Cadence.ONE_OFF,
            code__in={code for chosen in codes for code in chosen},
        )
    )


def newly_appointed() -> QuerySet[Appointment]:
    """Appointments that are no acting ones and no return of the same person to the same post."""
    earlier = Appointment.objects.filter(
        post=OuterRef("post"),
        user=OuterRef("user"),
        acting=False,
        period__fully_lt=OuterRef("period"),
    )
    return Appointment.objects.filter(~Exists(earlier), acting=False, period__isempty=False)
