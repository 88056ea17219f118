"""All that the page of one task shows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Self

from django.db.models import QuerySet

from alerts.proof.page import DeadlinePage
from alerts.workdays.calendar import Calendar, calendar_of
from alerts.workdays.holidays import holiday_name
from pages.templatetags.look import day
from responsibility.lists.due import UnknownRule, period_after_appointment, periods_of
from responsibility.lists.models import DutyItem
from responsibility.owed.page import owed_page
from responsibility.tasks.models import Task, TaskCounterpart
from responsibility.tasks.page.counterpart_names import names_on
from responsibility.tasks.page.words import Ended, Logged, TaskWords, share_in_words


@dataclass(frozen=True)
class Whom:
    """A counterpart by name, and whether a counting record names it."""

    name: str
    about: str
    done: bool


@dataclass
class TaskPage(DeadlinePage):
    """`credits` are rows of the floor above (records), reached through the task alone."""

    credits: list[Any] = field(default_factory=list)
    whom: list[Whom] = field(default_factory=list)

    @classmethod
    def of(cls, task: Task, *, now: datetime) -> Self:
        """The page of a row of `for_rows` at the aware instant `now`."""
        credits = list(_credits(task))
        words = TaskWords(_logged(credits), _ended(credits, now))
        known = owed_page(task, words, now=now) | _about_its_day(task, now)
        page = cls.about(task, now=now, **known)
        page.credits, page.whom = credits, _whom(task, credits, now)
        return page

    @property
    def missing(self) -> int:
        return sum(not one.done for one in self.whom)


def _credits(task: Task) -> QuerySet:
    return (
        task.credits.select_related(
            "record__lodged_by", "record__post", "confirmed_by", "record__superseded_by"
        )
        .prefetch_related("record__counterparts")
        .order_by("-record__lodged_at", "-pk")
    )


def counts(credit: Any) -> bool:
    """In force, and counting."""
    return credit.ended_at is None and credit.counts_at is not None


def _logged(credits: Iterable[Any]) -> list[Logged]:
    return [
        Logged(credit.record.lodged_by.name, credit.counts_at, credit.record.get_absolute_url())
        for credit in sorted(filter(counts, credits), key=lambda credit: credit.counts_at)
    ]


BY_VERDICT = frozenset({"insufficient", "untrue"})  # of Credit.Ending, on the floor above


def _ended(credits: Iterable[Any], now: datetime) -> Ended | None:
    """Where nothing was logged since a verdict."""
    newest = max(credits, key=lambda credit: (credit.offered_at, credit.pk), default=None)
    if newest is None or newest.ended_as not in BY_VERDICT:
        return None
    return Ended(newest.get_ended_as_display(), day(newest.ended_at, now))


def _about_its_day(task: Task, now: datetime) -> dict:
    """What is known of the day and the count of a task of an item."""
    if not task.item_id:
        return {}
    calendar = calendar_of(task.county_id).of_unit(task.unit_id)
    share = {"share": share_in_words(task, calendar, now=now)} if task.owed_from else {}
    return share | _nominal(task, calendar)


def _nominal(task: Task, calendar: Calendar) -> dict:
    """The day the item names, where days off moved the task past it."""
    if not task.item.rolls_forward:
        return {}
    nominal = _named_day(task, calendar)
    if nominal is None or nominal >= task.due_on:
        return {}
    if task.owed_from and calendar.roll_forward(nominal) < task.due_on:
        return {}  # it is the ten working days that moved it
    if nominal in calendar.closed:
        return {"nominal_on": nominal, "day_off": calendar.closed[nominal]}
    name = calendar.days[nominal][1] if nominal in calendar.days else ""
    works = not calendar.is_off(nominal)
    return {"nominal_on": nominal, "day_off": holiday_name(name), "nominal_works": works}


def _named_day(task: Task, calendar) -> date | None:
    item = task.item
    rule = {"due_rule": item.due_rule, "calendar": calendar, "rolls_forward": False}
    try:
        if item.cadence == DutyItem.Cadence.ONE_OFF:
            return period_after_appointment(appointed_on=task.period_start, **rule).due_on
        periods = periods_of(cadence=item.cadence, year=task.period_start.year, **rule)
    except UnknownRule:
        return None
    made_as = {"start": task.period_start, "occasion": task.occasion}
    return next((one.due_on for one in periods if one.is_that_of(**made_as)), None)


def _whom(task: Task, credits: Iterable[Any], now: datetime) -> list[Whom]:
    """Whom a per-person task asks for, those missing first."""
    if not task.counts_people:
        return []
    rows = list(
        TaskCounterpart.objects.filter(task=task)
        .select_related("unit", "post__unit")
        .order_by("post__unit__order_key", "post__position", "unit__order_key", "pk")
    )
    named = zip(rows, names_on(rows, task.answered_on(now=now)), strict=True)
    reached = {
        (named.post_id, named.unit_id)
        for credit in filter(counts, credits)
        for named in credit.record.counterparts.all()
    }
    whom = [Whom(*name, done=(row.post_id, row.unit_id) in reached) for row, name in named]
    return sorted(whom, key=lambda one: one.done)
