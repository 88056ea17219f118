"""Which days a dispatched task may be due on."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from alerts.workdays.calendar import DAY, Calendar, calendar_of
from pages.days import day_of
from pages.refused import Refused
from pages.templatetags.look import day, day_week


def check_day(due_on: date, *, county_id: int, now: datetime) -> None:
    """That a task may be due on `due_on`: not over, a working day, not beyond next year.

    Raises:
        Refused: it may not; of a day off the sentence names the working days beside it.
    """
    today = day_of(now)
    if due_on < today:
        raise Refused(_("The deadline cannot lie in the past."), field="due_on")
    latest = date(today.year + 1, 12, 31)
    if due_on > latest:
        sentence = _("Choose a day until %(latest)s.") % {"latest": day(latest, now)}
        raise Refused(sentence, field="due_on")
    calendar = calendar_of(county_id)
    if calendar.is_off(due_on):
        beside = [day_week(one, now) for one in _working_days_beside(due_on, calendar, today)]
        words = {"day": day_week(due_on, now), "others": _(" or ").join(beside)}
        sentence = _("%(day)s is a day off. Choose %(others)s.") % words
        raise Refused(sentence, field="due_on")


def _working_days_beside(off: date, calendar: Calendar, today: date) -> list[date]:
    """The last working day before, where it is not over, and the first after."""
    before = off
    while calendar.is_off(before):
        before -= DAY
    after = calendar.roll_forward(off)
    return [one for one in (before, after) if one >= today]
