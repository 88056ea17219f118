"""Why a deadline's times are not those it was made with: an outage, changed lamp rules."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from alerts.deadlines.models import Deadline
from alerts.decisions.shifts import Shift
from alerts.proof.sentence import LEDGER, Part
from pages.days import day_of
from pages.templatetags.look import day


def about_shifts(shifts: Sequence[Shift], deadline: Deadline, *, now: datetime) -> list[list[Part]]:
    """A clause for each day it was moved, and one for the newest rules while it is open."""
    clauses = [[_moved(shift, now)] for shift in shifts if shift.due_on > shift.was_due_on]
    ruled = next((shift for shift in shifts if shift.due_on == shift.was_due_on), None)
    if ruled and deadline.fulfilled_at is None:
        clauses.append([Part(_ruled(ruled, now), LEDGER)])
    return clauses


def _moved(shift: Shift, now: datetime) -> Part:
    text = _("on %(day)s it was moved from %(was)s: the platform could not be used (%(because)s)")
    values = {"day": day(day_of(shift.made_at), now), "was": day(shift.was_due_on, now)}
    return Part(text % (values | {"because": shift.because}), LEDGER)


def _ruled(shift: Shift, now: datetime) -> str:
    values = {"day": day(day_of(shift.made_at), now), "rules": shift.because}
    if shift.warns_at == shift.was_warns_at:
        return _("since %(day)s late entry follows the rules “%(rules)s”") % values
    values["was"] = day(day_of(shift.was_warns_at), now)
    text = _(
        "since %(day)s it follows the rules “%(rules)s”, before it was to be yellow from %(was)s"
    )
    return text % values
