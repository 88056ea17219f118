"""The duties of the days of the past: what the platform did every morning by itself.

Periods that opened, months in figures, and the ladder upwards for what stayed red: what rooms
declare as `daily` and that tells somebody; what tidies up has nothing to tidy here. A duty that has
nothing to do on a day is passed over, and of the ladder the last weeks are told: every morning of a
year would double what the first start takes.
"""

from datetime import date, datetime, time, timedelta

from alerts.engine.by_day import owe_by_day
from demonstration.script import SHANGHAI
from responsibility.tasks.models import Task
from responsibility.tasks.monthly import owe_monthly
from responsibility.tasks.publishing.open_periods import owe_period_notices

MORNING = time(0, 5)
LADDER = timedelta(days=56)  # of the ladder upwards: so much is played before the last day
MONTH_SAID_BY = 10  # the first working day of a month comes before it


def do_duties(day: date, *, last: date) -> None:
    """Do the duties of `day` as the engine did them five minutes after midnight; `last` is the
    demonstration's day."""
    now = datetime.combine(day, MORNING, SHANGHAI)
    if day.day < MONTH_SAID_BY:
        owe_monthly(now=now)
    if Task.objects.filter(opens_at__gt=now - timedelta(days=1), opens_at__lte=now).exists():
        owe_period_notices(now=now)
    if last - day < LADDER:
        owe_by_day(now=now)
