"""月度提示 (M000-25): on the first working day of a month each unit hears of its lamps."""

from datetime import datetime, timedelta

from alerts.reminders.owe import owe_reminders
from alerts.workdays.calendar import calendar_of
from pages.days import day_of
from responsibility.organisation.units.models import Unit
from responsibility.tasks.kind import MONTHLY
from responsibility.tasks.month import UnitMonth

STILL_NEWS = timedelta(days=7)  # after a stop; later it would be half of the month


def owe_monthly(*, now: datetime) -> int:
    """Owe the month's notice of every standing unit whose first working day has come.

    The slot is the month, so repeating it in the first week owes nothing twice. A few statements
    a county. Returns the number owed.
    """
    today, owed = day_of(now), 0
    for county_id in Unit.objects.filter(kind=Unit.Kind.COUNTY).values_list("pk", flat=True):
        first = calendar_of(county_id).roll_forward(today.replace(day=1))
        if not first <= today < first + STILL_NEWS:
            continue
        units = Unit.objects.filter(county=county_id).standing_on(today)
        owed += owe_reminders(
            model=UnitMonth,
            ids=list(units.values_list("pk", flat=True)),
            stage=MONTHLY,
            now=now,
            slot=f"{today:%Y-%m}",
        )
    return owed
