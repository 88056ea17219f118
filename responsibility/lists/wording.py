"""An item's cadence and due rule in words (responsibility.lists.due has the rules)."""

from datetime import date

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from alerts.workdays.holidays import holiday_name
from responsibility.lists.due import LENGTH

A_LEAP_YEAR = 2024  # so that 29 February has a date


def due_in_words(cadence: str, due_rule: str) -> str:
    """When an item is due: "by the end of each quarter", "by 31 Mar", "before Labour Day"."""
    kind, _rule, argument = due_rule.partition(":")
    if kind == "md":
        days = [_day(text) for text in argument.split("|")]
        return _("by %(days)s") % {"days": _listed(days)}
    if kind == "holiday_eve":
        names = [holiday_name(name) for name in argument.split("|")]
        return _("before %(holidays)s") % {"holidays": _listed(names)}
    if kind == "appointed":
        return _after_appointment(argument)
    return {
        "monthly": _("by the end of each month"),
        "quarterly": _("by the end of each quarter"),
        "half_yearly": _("by the end of each half-year"),
        "yearly": _("by the end of the year"),
    }[cadence]


def _day(text: str) -> str:
    month, _dash, day = text.partition("-")
    value = date(A_LEAP_YEAR, int(month), int(day))
    return dateformat.format(value, pgettext("day, as a date format", "j M"))


def _listed(words: list[str]) -> str:
    return pgettext("between things in a list", ", ").join(words)


def _after_appointment(length: str) -> str:
    count, unit = LENGTH.fullmatch(length).groups()
    count = int(count)
    sentence = {
        "M": ngettext(
            "within %(count)d month of appointment",
            "within %(count)d months of appointment",
            count,
        ),
        "D": ngettext(
            "within %(count)d day of appointment", "within %(count)d days of appointment", count
        ),
        "WD": ngettext(
            "within %(count)d working day of appointment",
            "within %(count)d working days of appointment",
            count,
        ),
    }[unit]
    return sentence % {"count": count}
