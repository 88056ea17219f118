"""The instants of what a post owes by a named day, in the county's lamp rules."""

from datetime import date, datetime

from alerts.lamps.rule import LampFacts, lamp_for
from pages.days import day_of
from responsibility.lists.due import instants_of
from responsibility.lists.models import LampScheme


def scheme_in_force(county_id: int, *, on: date) -> LampScheme:
    """The county's lamp rules of the day `on`, else the usual ones."""
    schemes = LampScheme.objects.filter(county_id=county_id, period__contains=on)
    return schemes.first() or LampScheme()


def born_with(*, county_id: int, due_on: date, now: datetime) -> dict:
    """The fields of a deadline that opens at `now` and is due at the end of `due_on`, as it is.

    Whoever names a day that is off means it. It stays open to late entry: what was asked for by
    hand is never too late to be answered.
    """
    scheme = scheme_in_force(county_id, on=day_of(now))
    instants = instants_of(opens_at=now, due_on=due_on, warn_days=scheme.warn_days)
    facts = LampFacts(warns_at=instants.warns_at, late_at=instants.late_at)
    return {
        "county_id": county_id,
        "due_on": due_on,
        "opens_at": instants.opens_at,
        "warns_at": instants.warns_at,
        "late_at": instants.late_at,
        "colours": scheme.colours,
        "lamp": lamp_for(facts, now=now),
        "lamp_since": now,
    }
