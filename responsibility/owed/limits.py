"""The county's time limits, which a room above keeps with their basis (alerts/kinds)."""

from datetime import date

from django.utils.module_loading import import_string

from alerts.kinds.collected import collected


def last_day(code: str, *, county_id: int, on: date, unit_id: int) -> date:
    """The last day of the county's time limit `code` in force on `on`, counted from the day after
    it."""
    limit = import_string(collected().limit_day)
    return limit(code, county_id=county_id, on=on, unit_id=unit_id)
