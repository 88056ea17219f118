"""By when an objection is made, decided on, and taken to a review: working days, as dated rows
with their basis (domain 5.8)."""

from datetime import date

from alerts.workdays.calendar import calendar_of
from supervision.problems.terms import days_of

MAKE, DECIDE, REVIEW = "objection_make", "objection_decide", "objection_review"


def last_day(code: str, *, county_id: int, unit_id: int, since: date) -> date:
    """The last working day of the limit `code` that is counted from the day after `since`.

    Raises:
        TimeLimit.DoesNotExist: the county has none on that day.
    """
    days = days_of(code, county_id=county_id, on=since)
    return calendar_of(county_id).of_unit(unit_id).after_working_days(since, days)
