"""The real due days of a rule in a year, before an item has it."""

from dataclasses import dataclass
from datetime import date

from alerts.workdays.calendar import calendar_of
from alerts.workdays.holidays import holiday_name
from pages.refused import Refused
from responsibility.lists.due import ONE_OFF, periods_of
from responsibility.lists.versions.fit import rule_fault
from responsibility.lists.wording import due_in_words


@dataclass(frozen=True)
class DueDays:
    """A rule in words, and the days on which it falls in a year; `waiting`: holidays whose day is
    not announced."""

    words: str
    days: list[tuple[date, bool]]
    waiting: list[str]


def due_days(
    *, county_id: int, cadence: str, due_rule: str, rolls_forward: bool, year: int
) -> DueDays:
    """The due days in `year`, each with whether it is provisional; none for a one-off item.

    Raises:
        Refused: the rule does not fit the cadence.
    """
    if sentence := rule_fault(cadence, due_rule):
        raise Refused(sentence, field="due_rule")
    words = due_in_words(cadence, due_rule)
    if cadence == ONE_OFF:
        return DueDays(words, [], [])
    periods = periods_of(
        cadence=cadence,
        due_rule=due_rule,
        year=year,
        calendar=calendar_of(county_id),
        rolls_forward=rolls_forward,
    )
    days = [(period.due_on, period.provisional) for period in periods if period.due_on]
    waiting = [holiday_name(period.waits_for) for period in periods if period.waits_for]
    return DueDays(words, days, waiting)
