"""A year's notice of days off, entered by the office: the calendar needs no new release."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.whatif.foresee import do_as_foreseen, foresee, open_of
from alerts.whatif.foresight import Foresight
from alerts.workdays.models import YearNotice
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.office import audit_office
from responsibility.tasks.calendar.county import lock_calendar
from responsibility.tasks.publishing.reschedule import reschedule

AROUND = timedelta(days=14)  # how far a holiday may reach into the year before and after


@transaction.atomic
def enter_notice(
    *,
    county_id: int,
    year: int,
    days: Mapping[date, tuple[bool, str]],
    basis: str,
    mark: str = "",
    by: Actor,
    now: datetime,
) -> YearNotice:
    """Let the notice of `year` hold in the county from now on, and work its open deadlines out
    anew. `days` says for each day it names whether it is off, and of which holiday; `basis` is the
    notice's number; `mark` that of the foresight that was shown. Versions before it stay readable.

    Raises:
        PermissionDenied: `by` does not work in that county's commission office.
        Refused: with a sentence.
    """
    lock_calendar(county_id=county_id, by=by, now=now)
    notice = notice_of(county_id=county_id, year=year, days=days, basis=basis, now=now)
    notice.entered_at, notice.entered_by = now, by.user
    move = partial(_move, notice, now)
    do_as_foreseen(move, mark=mark, county_id=county_id, rows=open_of(county_id), at=now)
    after = {"year": year, "version": notice.version, "basis": notice.basis}
    after |= {"tasks": notice.moved}
    audit_office(action="calendar.notice", about=notice, by=by, now=now, after=after)
    return notice


def try_notice(*, county_id: int, now: datetime, **words) -> Foresight:
    """What the notice that `words` ask for brings at `now`; nothing of it is left. Raises as
    `enter_notice`."""
    act = partial(enter_notice, county_id=county_id, now=now, **words)
    return foresee(act, county_id=county_id, rows=open_of(county_id), at=now)[1]


def _move(notice: YearNotice, now: datetime) -> None:
    notice.save()
    notice.moved = reschedule(now=now, county_id=notice.county_id)
    notice.save(update_fields=["moved"])


def notice_of(
    *, county_id: int, year: int, days: Mapping[date, tuple[bool, str]], basis: str, now: datetime
) -> YearNotice:
    """The notice that these words ask for, not stored.

    Raises:
        Refused: the year is over or too far, no day is off, or a day lies outside the year.
    """
    this_year = day_of(now).year
    if not this_year <= year <= this_year + 2:
        raise Refused(_("Choose this year or one of the next two."), field="year")
    if not any(off for off, _name in days.values()):
        raise Refused(_("The notice names no day off yet. Paste its text or fill in the table."))
    first, last = date(year, 1, 1) - AROUND, date(year, 12, 31) + AROUND
    if outside := [day for day in days if not first <= day <= last]:
        raise Refused(
            _("%(day)s lies outside the year %(year)s.") % {"day": min(outside), "year": year}
        )
    versions = YearNotice.objects.filter(county_id=county_id, year=year)
    return YearNotice(
        county_id=county_id,
        year=year,
        version=(versions.aggregate(newest=Max("version"))["newest"] or 0) + 1,
        basis=fitting(basis, of=YearNotice, field="basis", missing=_("Give the notice's number.")),
        days={day.isoformat(): [off, name] for day, (off, name) in sorted(days.items())},
    )
