"""Whether what an item says fits together: a table of sentences by field."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from alerts.workdays.holidays import ENGLISH
from responsibility.lists.due import LENGTH, MONTHS, ONE_OFF, days_of_rule
from responsibility.lists.models import DutyList
from responsibility.organisation.units.models import Unit

MOST = 99  # records asked for in one period
LONGEST_WARNING = 60  # days, as in the county's lamp rules


def check_fit(values: Mapping[str, Any], *, duty_list: DutyList) -> dict[str, list[str]]:
    """What is wrong with the `values` of an item of `duty_list`, by field; empty where nothing."""
    errors: dict[str, list[str]] = {}

    def wrong(field: str, sentence: str) -> None:
        errors.setdefault(field, []).append(sentence)

    if not 1 <= values["required"] <= MOST:
        wrong("required", _("Ask for 1 to %(most)d.") % {"most": MOST})
    if values["warn_days"] is not None and not 1 <= values["warn_days"] <= LONGEST_WARNING:
        wrong("warn_days", _("Choose 1 to %(most)d days.") % {"most": LONGEST_WARNING})
    if sentence := rule_fault(values["cadence"], values["due_rule"]):
        wrong("due_rule", sentence)
    if values["applies_to"]:
        there = Unit.objects.filter(county=duty_list.county_id, pk__in=values["applies_to"])
        if there.count() < len(set(values["applies_to"])):
            wrong("applies_to", _("Choose units of this county."))
    return errors


def rule_fault(cadence: str, due_rule: str) -> str:
    """What is wrong with a due rule for a cadence, or ""."""
    kind, _colon, argument = due_rule.partition(":")
    if (cadence == ONE_OFF) != (kind == "appointed"):
        if cadence == ONE_OFF:
            return _("A one-off item is due so long after appointment.")
        return _("Only a one-off item is due so long after appointment.")
    if kind == "appointed":
        found = LENGTH.fullmatch(argument)
        return "" if found and int(found[1]) else _("Say how long after appointment.")
    if kind == "holiday_eve":
        names = argument.split("|") if argument else []
        unknown = [name for name in names if name not in ENGLISH]
        return _("Choose at least one holiday.") if unknown or not names else ""
    if kind == "md":
        return _day_fault(cadence, argument)
    return "" if due_rule == "period_end" else _("Choose when it is due.")


def _day_fault(cadence: str, argument: str) -> str:
    days = days_of_rule(argument)
    if not days:
        return _("Write days as 03-31, several with commas between.")
    months = MONTHS[cadence]
    spans = {(month - 1) // months for month, _day in days}
    if len(spans) < 12 // months:
        return _("Each period needs its day: of these periods some have none.")
    return ""
