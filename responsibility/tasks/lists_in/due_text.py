"""A due rule as it stands in a cell: written in words, read back from them.

    period_end             end of period
    md:03-31|09-30         03-31, 09-30
    holiday_eve:春节|元旦  the eve of Spring Festival, New Year's Day
    appointed:P1M          1 month after appointment

What the rules are is said in responsibility.lists.due.
"""

import re

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from alerts.workdays.holidays import ENGLISH, holiday_name
from pages.clean import identifier
from pages.refused import Refused
from responsibility.lists.due import LENGTH
from responsibility.tasks.lists_in.several import parted

DAY = re.compile(r"(\d{1,2})\D{1,2}(\d{1,2})\D?")


def write_due(rule: str) -> str:
    """The rule in words of the page's language."""
    kind, _colon, argument = rule.partition(":")
    if kind == "md":
        return _between().join(argument.split("|"))
    if kind == "holiday_eve":
        names = _between().join(holiday_name(name) for name in argument.split("|"))
        return _("the eve of %(holidays)s") % {"holidays": names}
    if kind == "appointed" and (found := LENGTH.fullmatch(argument)):
        return _lengths()[found[2]] % {"count": found[1]}
    return _("end of period") if rule == "period_end" else rule


def read_due(text: str) -> str:
    """The rule that `text` says, in the words of any language. Raises Refused."""
    plain = _plain(text)
    for language in _languages():
        with translation.override(language):
            if plain == _plain(_("end of period")):
                return "period_end"
            for unit, words in _lengths().items():
                before, _count, after = _plain(words).partition("%(count)s")
                pattern = rf"{re.escape(before)}(\d+){re.escape(after)}"
                if found := re.fullmatch(pattern, plain):
                    return f"appointed:P{found[1]}{unit}"
            if names := _holidays(plain):
                return f"holiday_eve:{'|'.join(names)}"
    days = [DAY.fullmatch(part) for part in parted(plain)]
    if days and all(days):
        return "md:" + "|".join(f"{int(day[1]):02}-{int(day[2]):02}" for day in days if day)
    raise Refused(
        _("This says no day. Write “%(end)s”, a day such as 03-31, “%(eve)s” or “%(after)s”.")
        % {
            "end": write_due("period_end"),
            "eve": write_due(f"holiday_eve:{next(iter(ENGLISH))}"),
            "after": write_due("appointed:P1M"),
        }
    )


def _holidays(plain: str) -> list[str]:
    """The stored names, where `plain` is "before" some holidays in the language at hand."""
    before, _name, after = _plain(_("the eve of %(holidays)s")).partition("%(holidays)s")
    if not (plain.startswith(before) and plain.endswith(after)):
        return []
    named = parted(plain[len(before) : len(plain) - len(after)])
    called = {_plain(holiday_name(name)): name for name in ENGLISH}
    return [called[name] for name in named] if set(named) <= set(called) else []


def _lengths() -> dict[str, str]:
    """How long after appointment, by the unit of the rule."""
    return {
        "M": _("%(count)s months after appointment"),
        "D": _("%(count)s days after appointment"),
        "WD": _("%(count)s working days after appointment"),
    }


def _plain(text: str) -> str:
    """As it is compared: without blanks, of one width and case."""
    return identifier(text).replace(" ", "").lower()


def _between() -> str:
    return pgettext("between things in a list", ", ")


def _languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]
