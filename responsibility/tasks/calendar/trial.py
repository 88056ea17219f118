"""What a change of the calendar would move, before it is made."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from hashlib import sha256

from alerts.deadlines.kind import STAGE_OF_LAMP
from alerts.lamps.rule import LampFacts, lamp_for
from alerts.workdays.calendar import Calendar
from responsibility.tasks.publishing.moves import Move, moves_of, open_tasks
from responsibility.tasks.publishing.plan import timetable_of

FACTS = ("warns_at", "late_at", "closes_at", "hold", "held_until")


@dataclass
class Trial:
    """What would move: tasks by (day, later day), and by (lamp, other lamp) where a lamp turns;
    `turning` are the ids of those. `reminded` counts what is yellow on its new day too: its people
    are told of that day."""

    days: Counter[tuple[date, date]] = field(default_factory=Counter)
    turns: Counter[tuple[str, str]] = field(default_factory=Counter)
    turning: list[int] = field(default_factory=list)
    reminded: int = 0

    @property
    def moved(self) -> int:
        """How many tasks would move."""
        return sum(self.days.values())

    @property
    def by_day(self) -> list[tuple[date, date, int]]:
        """From, to and number, by day."""
        return [(*days, count) for days, count in sorted(self.days.items())]

    @property
    def by_turn(self) -> list[tuple[str, str, int]]:
        """From which lamp to which, and number."""
        return [(*lamps, count) for lamps, count in sorted(self.turns.items())]

    @property
    def mark(self) -> str:
        """Short for all of it: two trials that say the same have the same."""
        return sha256(repr((self.by_day, self.by_turn, self.reminded)).encode()).hexdigest()[:16]


def trial_of(*, county_id: int, calendar: Calendar, now: datetime) -> Trial:
    """What would move if the county's calendar were `calendar` at `now`; a few queries, and one
    for each item and day that moves."""
    timetable = replace(timetable_of(county_id, now=now), calendar=calendar)
    trial = Trial()
    for move in moves_of(open_tasks(now=now).filter(county_id=county_id), timetable=timetable):
        if move.is_later:
            _add(trial, move, now)
    return trial


def _add(trial: Trial, move: Move, now: datetime) -> None:
    becomes = {name: value for name, value in move.facts.items() if name in FACTS}
    for task_id, *values in move.tasks.order_by("pk").values_list("pk", *FACTS):
        facts = dict(zip(FACTS, values, strict=True))
        was = lamp_for(LampFacts(**facts), now=now)
        lamp = lamp_for(LampFacts(**(facts | becomes)), now=now)
        trial.days[move.due_on, move.entry.period.due_on] += 1
        trial.reminded += lamp in STAGE_OF_LAMP
        if was != lamp:
            trial.turns[str(was), str(lamp)] += 1
            trial.turning.append(task_id)
