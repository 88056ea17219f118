"""The stages that a day brings: before days off, two days before a deadline, and so long after a
lamp turned red.

Worked out once each morning for all deadlines together; nothing is counted up anywhere. Which
slot a deadline is in follows from its instants and the calendar, so repeating a day, or a stop of
several, owes each stage once and only the newest slot.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from alerts.deadlines.discovery import deadline_models
from alerts.deadlines.kind import (
    DUE_IN_TWO_DAYS,
    DUE_SOON,
    OVERDUE_AGAIN,
    OVERDUE_PRINCIPAL,
    OVERDUE_SUPERVISOR,
)
from alerts.deadlines.models import Deadline
from alerts.kinds.declared import Stage
from alerts.kinds.stages import rule_of
from alerts.reminders.owe import owe_reminders
from alerts.workdays.calendar import DAY, Calendar, calendar_of
from pages.days import midnight
from pages.lamp import Lamp

STILL_NEWS = timedelta(days=14)  # of an escalation after a stop, the Spring Festival within


def owe_by_day(*, now: datetime) -> int:
    """Owe the stages that the day of `now` brings; return how many reminders.

    Two statements for each stage and slot, whatever the number of deadlines. Only what is open,
    not fulfilled, neither held nor exempt. What the sweep has not turned yet waits for
    tomorrow: it was not told of as red either.
    """
    owed = 0
    for model in deadline_models():
        calendars = {county: calendar_of(county) for county in _counties(model, now)}
        for stage, slot, which in _due(calendars, now):
            ids = list(_waiting(model, now).filter(which).values_list("pk", flat=True))
            owed += owe_reminders(model=model, ids=ids, stage=stage, now=now, slot=slot)
    return owed


def _waiting(model: type[Deadline], now: datetime) -> QuerySet:
    """What somebody could be told of: not fulfilled, and its clock does not stand still."""
    runs = Q(hold=None) | Q(held_until__lte=now)
    return model.objects.filter(runs, fulfilled_at=None, exempt=False)


def _counties(model: type[Deadline], now: datetime) -> Iterable[int]:
    waiting = _waiting(model, now).order_by().values_list("county_id", flat=True)
    return waiting.distinct()


def _due(calendars: dict[int, Calendar], now: datetime) -> Iterable[tuple[str, str, Q]]:
    """Each stage and slot with the rows it is for."""
    today = timezone.localtime(now).date()
    yield (
        DUE_SOON,
        "",
        _of_each(calendars, lambda days: _yellow_on_days_off(days, today, now)),
    )
    yield DUE_IN_TWO_DAYS, "", _of_each(calendars, lambda days: _near(days, today, now))
    again = rule_of(OVERDUE_AGAIN)
    for number in range(1, again.most + 1):
        since = now - timedelta(days=again.days + (number - 1) * again.every)
        red = Q(lamp=Lamp.RED, lamp_since__lte=since)
        red &= Q(lamp_since__gt=since - timedelta(days=again.every))
        yield OVERDUE_AGAIN, f"#{number}", red
    for stage in (OVERDUE_PRINCIPAL, OVERDUE_SUPERVISOR):
        rule = rule_of(stage)
        yield (
            stage,
            "",
            _of_each(calendars, lambda days, rule=rule: _red_for(days, rule, today)),
        )


def _of_each(calendars: dict[int, Calendar], which) -> Q:
    """What `which` says of each county's calendar, for that county; nothing where there is none."""
    either = Q(pk__in=[])
    for county, calendar in calendars.items():
        either |= Q(county_id=county) & which(calendar)
    return either


def _yellow_on_days_off(calendar: Calendar, today: date, now: datetime) -> Q:
    """Unlit on the last working day before days off, and yellow before they end.

    Told today: texts rest on days off, and what is due right after them would be told of on its
    last morning.
    """
    works_again = calendar.after_working_days(today, 1)
    if calendar.is_off(today) or works_again == today + DAY:
        return Q(pk__in=[])
    soon = Q(warns_at__gt=now, warns_at__lt=midnight(works_again))
    return soon & Q(lamp=Lamp.UNLIT, opens_at__lte=now)


def _near(calendar: Calendar, today: date, now: datetime) -> Q:
    """Yellow since before today and due in so many days.

    A day of reminding that is off comes on the working day before: else it would be told too
    late, texts rest on days off.
    """
    until = calendar.after_working_days(today, 1) - DAY  # the last day that today stands for
    last_due = until - timedelta(days=rule_of(DUE_IN_TWO_DAYS).days)
    soon = Q(late_at__gt=now, late_at__lte=midnight(last_due + DAY))
    return soon & Q(lamp=Lamp.YELLOW, warns_at__lt=midnight(today))


def _red_for(calendar: Calendar, rule: Stage, today: date) -> Q:
    """Red for as many whole working days as `rule` says."""
    day, left = today, rule.days
    while left:
        day -= DAY
        left -= not calendar.is_off(day)
    turned = midnight(day + DAY)
    return Q(lamp=Lamp.RED, lamp_since__lt=turned, lamp_since__gte=turned - STILL_NEWS)
