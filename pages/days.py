"""Days and instants: a day is local (Asia/Shanghai), an instant is aware."""

from datetime import date, datetime, time

from django.utils import timezone


def day_of(at: datetime) -> date:
    """The local day (Asia/Shanghai) of an aware instant."""
    return timezone.localtime(at).date()


def midnight(day: date) -> datetime:
    """The first instant of a local day."""
    return datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())
