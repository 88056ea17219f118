"""The calendar's part of a county to try: closures, one taken back, and a changed notice."""

from datetime import date, timedelta

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from alerts.workdays.calendar import calendar_of
from pages.days import day_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.calendar.close import close_offices
from responsibility.tasks.calendar.notice import enter_notice
from responsibility.tasks.calendar.take_back import take_back_closure


def demonstrate(trial: Trial) -> None:
    """All offices are closed in three weeks, two units in four, one closure was a mistake; and the
    office has entered this year's notice, and a changed one in which one day more is off."""
    act = {"county_id": trial.county_id, "by": Actor(user=trial.people["office"])}
    act["now"] = trial.until
    today = day_of(trial.until)
    units = Unit.objects.filter(county=trial.county_id, kind=Unit.Kind.BODY).in_order()[:2]
    for number, (reason, basis) in enumerate(trial.words["closures"]):
        first_on = today + timedelta(days=21 + 7 * number)
        closure = close_offices(
            first_on=first_on,
            last_on=first_on + timedelta(days=1),
            reason=reason,
            basis=basis.format(year=today.year),
            unit_ids=[unit.pk for unit in units] if number else [],
            **act,
        )
    reason = trial.words["closure_taken_back"]
    take_back_closure(closure_id=closure.pk, reason=reason, by=act["by"], now=trial.until)
    _enter_notice(trial, act)


def _enter_notice(trial: Trial, act: dict) -> None:
    """This year's days off as they are, then a version with one more, six weeks ahead."""
    today = day_of(trial.until)
    calendar = calendar_of(trial.county_id)
    days = {
        day: (off, name)
        for day, (off, name, _) in calendar.days.items()
        if day.year == today.year and name
    }
    more = calendar.roll_forward(min(today + timedelta(days=45), date(today.year, 12, 20)))
    for basis, changed in zip(trial.words["notices"], ({}, {more: (True, "")}), strict=True):
        basis = basis.format(year=today.year)
        enter_notice(year=today.year, days=days | changed, basis=basis, **act)
