"""A year's notice of days off, entered by the office: the calendar needs no new release."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.workdays.calendar import calendar_of
from alerts.workdays.models import YearNotice
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.office import audit_office
from responsibility.tasks.calendar.county import lock_calendar, refuse_other_outcome
from responsibility.tasks.calendar.trial import Trial, trial_of
from responsibility.tasks.publishing.reschedule import reschedule

AROUND = timedelta(days=14)  # how far a holiday may reach into the year before and after


@transaction.atomic
def enter_notice(
    *,
    county_id: int,
    year: int,
    days: Mapping[date, tuple[bool, str]],
    basis: str,
    mark: str | None = None,
    by: Actor,
    now: datetime,
) -> YearNotice:
    """Let the notice of `year` hold in the county from now on, and work its open deadlines out
    anew. `days` says for each day it names whether it is off, and of which holiday; `basis` is the
    notice's number; `mark` that of the trial that was shown. Versions before it stay readable.

    Raises:
        PermissionDenied: `by` does not work in that county's commission office.
        Refused: with a sentence.
    """
    lock_calendar(county_id=county_id, by=by, now=now)
    notice = notice_of(county_id=county_id, year=year, days=days, basis=basis, now=now)
    calendar = calendar_of(county_id).with_days(notice.arrangement)
    refuse_other_outcome(mark, county_id=county_id, calendar=calendar, now=now)
    notice.entered_at, notice.entered_by = now, by.user
    notice.save()
    notice.moved = reschedule(now=now, county_id=county_id)
    notice.save(update_fields=["moved"])
    after = {"year": year, "version": notice.version, "basis": notice.basis}
    after |= {"tasks": notice.moved}
    audit_office(action="calendar.notice", about=notice, by=by, now=now, after=after)
    return notice


def try_notice(*, county_id: int, mark: str | None = None, now: datetime, **words) -> Trial:
    """What the notice that `words` ask for would move at `now`; nothing is written. `mark` is that
    of a trial before it. Raises Refused as `notice_of`."""
    notice = notice_of(county_id=county_id, now=now, **words)
    calendar = calendar_of(county_id).with_days(notice.arrangement)
    return trial_of(county_id=county_id, calendar=calendar, now=now)


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
