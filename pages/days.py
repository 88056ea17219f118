"""Days and instants: a day is local (Asia/Shanghai), an instant is aware."""

from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import pgettext

WEEKDAYS = [
    lambda: pgettext("head of a calendar's column", "Mo"),
    lambda: pgettext("head of a calendar's column", "Tu"),
    lambda: pgettext("head of a calendar's column", "We"),
    lambda: pgettext("head of a calendar's column", "Th"),
    lambda: pgettext("head of a calendar's column", "Fr"),
    lambda: pgettext("head of a calendar's column", "Sa"),
    lambda: pgettext("head of a calendar's column", "Su"),
]


def day_of(at: datetime) -> date:
    """The local day (Asia/Shanghai) of an aware instant."""
    return timezone.localtime(at).date()


def midnight(day: date) -> datetime:
    """The first instant of a local day."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())
