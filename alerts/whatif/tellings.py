"""Which messages a change brings: those owed by the act itself, and those the engine owes when a
lamp turns that would not have turned then."""

from collections import defaultdict
from datetime import datetime

from django.db.models import Count, Max

from alerts.deadlines.discovery import deadline_model
from alerts.deadlines.kind import STAGE_OF_LAMP
from alerts.outbox.windows import next_ring
from alerts.reminders.models import Reminder
from alerts.whatif.foresight import Foresight, Telling
from alerts.workdays.calendar import DAY, Calendar, calendar_of
from pages.days import day_of, midnight
from pages.lamp import Lamp


def newest_reminder() -> int:
    """The id of the newest reminder there is."""
    return Reminder.objects.aggregate(newest=Max("pk"))["newest"] or 0


def tellings_of(foresight: Foresight, *, county_id: int, since: int) -> list[Telling]:
    """The messages of `foresight`: the reminders after the id `since`, and those ahead."""
    if not foresight.changes:
        return []
    owed = Reminder.objects.filter(pk__gt=since, county_id=county_id)
    names = [change.name for change in foresight.changes]
    owed = owed.filter(
        kind__in={kind for kind, _pk in names}, deadline_id__in=[pk for _, pk in names]
    )
    by_stage = owed.order_by("stage").values_list("stage")
    people = by_stage.annotate(n=Count("pk"), people=Count("recipient", distinct=True))
    at_once = [Telling(stage, None, n, count) for stage, n, count in people]
    return at_once + _ahead(foresight, calendar_of(county_id))


def _ahead(foresight: Foresight, calendar: Calendar) -> list[Telling]:
    """What the sweep and the working day before days off will owe for the turns by the clock."""
    turning, alike = defaultdict(list), defaultdict(list)
    for change in foresight.turning:
        for turn in change.turns:
            if turn.at and turn.becomes in STAGE_OF_LAMP:
                turning[turn.at, turn.becomes, change.kind].append(change.deadline_id)
    for (at, lamp, kind), ids in turning.items():
        at_hour = told_at(at, lamp=lamp, calendar=calendar, since=foresight.at)
        alike[at_hour, STAGE_OF_LAMP[lamp], kind] += ids
    return [_ahead_of(*key, ids) for key, ids in sorted(alike.items())]


def _ahead_of(at: datetime, stage: str, kind: str, ids: list[int]) -> Telling:
    pairs = list(deadline_model(kind).recipients_of(ids, stage=stage, at=at))
    return Telling(stage, at, len(pairs), len({person for _deadline, person in pairs}))


def told_at(at: datetime, *, lamp: str, calendar: Calendar, since: datetime) -> datetime:
    """When people are told on their phones of a turn by the clock at `at`: in the morning of that
    day, or of the next working day. What turns yellow on a day off is told of on the last working
    day before (alerts/engine/by_day.py), if that begins after `since`."""
    day = day_of(at)
    if lamp == Lamp.YELLOW and calendar.is_off(day):
        before = day
        while calendar.is_off(before):
            before -= DAY
        if midnight(before) >= since:
            return next_ring(midnight(before))
    return next_ring(max(at, midnight(calendar.roll_forward(day))))
