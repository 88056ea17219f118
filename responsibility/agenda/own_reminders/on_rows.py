"""What a row of the desk says of the own reminder: the day set, or the day offered."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from alerts.workdays.calendar import Calendar
from pages.days import day_of
from pages.templatetags.look import day as written
from pages.weekday import weekday
from responsibility.agenda.own_reminders.days import days_of, offered
from responsibility.agenda.own_reminders.models import OwnReminder


def mark_own_reminders(
    rows: Sequence[Any], *, user, calendars: Mapping[int, Calendar], now: datetime
) -> None:
    """Give each open row of what is owed `own_reminder`, the pending one of `user`, or
    `remind_on`, the day offered where there is one; either in words as `remind_word`; one query."""
    today = day_of(now)
    pending = OwnReminder.objects.visible_to(user, at=now).pending()
    own = {(each.kind, each.owed_id): each for each in pending}
    for row in rows:
        row.own_reminder = own.get((row.matter_kind, row.pk))
        calendar = calendars.get(row.county_id, Calendar())
        days = days_of(due_on=row.due_on, today=today, calendar=calendar)
        row.remind_on = row.own_reminder.on if row.own_reminder else offered(days, today=today)
        row.remind_word = row.remind_on and day_word(row.remind_on, today=today, now=now)


def day_word(on: date, *, today: date, now: datetime) -> str:
    """A day within a week by its name: "Thu"; a later one as it is written elsewhere."""
    return weekday(on) if (on - today).days < 7 else written(on, now)
