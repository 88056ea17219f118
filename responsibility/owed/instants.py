"""The instants of what a post owes by a named day, in the county's lamp rules."""

from datetime import date, datetime

from alerts.deadlines.models import Deadline
from alerts.lamps.rule import LampFacts, lamp_for
from alerts.workdays.calendar import calendar_of
from pages.days import day_of
from responsibility.lists.due import instants_of
from responsibility.lists.lamp_scheme import LampScheme


def scheme_in_force(county_id: int, *, on: date) -> LampScheme:
    """The county's lamp rules of the day `on`, else the usual ones."""
    schemes = LampScheme.objects.filter(county_id=county_id, period__contains=on)
    return schemes.first() or LampScheme()


def born_with(
    *, county_id: int, due_on: date, now: datetime, opens_at: datetime | None = None
) -> dict:
    """The fields of a deadline that opens at `now`, or later at `opens_at`, and is due at the end
    of `due_on`, as it is.

    Whoever names a day that is off means it. It stays open to late entry: what was asked for by
    hand is never too late to be answered.
    """
    scheme = scheme_in_force(county_id, on=day_of(now))
    instants = instants_of(opens_at=opens_at or now, due_on=due_on, warn_days=scheme.warn_days)
    facts = LampFacts(warns_at=instants.warns_at, late_at=instants.late_at)
    return {
        "county_id": county_id,
        "due_on": due_on,
        "day_decided": True,
        "opens_at": instants.opens_at,
        "warns_at": instants.warns_at,
        "late_at": instants.late_at,
        "colours": scheme.colours,
        "lamp": lamp_for(facts, now=now),
        "lamp_since": now,
    }


def moved_to(deadline: Deadline, due_on: date, *, unit_id: int, now: datetime) -> dict:
    """The facts of `deadline` on its new day `due_on`, in the scheme in force at the decision.

    From now on that day stands: it does not follow the calendar, and waits for no notice.
    """
    calendar = calendar_of(deadline.county_id).of_unit(unit_id)
    if deadline.rolls_forward:
        due_on = calendar.roll_forward(due_on)
    scheme = scheme_in_force(deadline.county_id, on=max(day_of(deadline.opens_at), day_of(now)))
    instants = instants_of(
        opens_at=deadline.opens_at,
        due_on=due_on,
        warn_days=deadline.own_warning or scheme.warn_days,
        closes_after_days=scheme.closes_after_days if deadline.closes else None,
    )
    return {
        "due_on": due_on,
        "warns_at": instants.warns_at,
        "late_at": instants.late_at,
        "closes_at": instants.closes_at,
        "provisional": False,
        "day_decided": True,
    }
