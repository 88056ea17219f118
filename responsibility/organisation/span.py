"""A period in words."""

from datetime import datetime

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext as _

from pages.templatetags.look import day
from responsibility.organisation.periods import last_day


def span(period: DateRange, now: datetime | None = None) -> str:
    """ "1 Jan - 30 Sep", "from 1 Jan"; days of another year than `now` carry their year."""
    if period.isempty:
        return _("taken back")
    first, last = day(period.lower, now), last_day(period)
    if last is None:
        return _("from %(first)s") % {"first": first}
    return _("%(first)s – %(last)s") % {"first": first, "last": day(last, now)}
