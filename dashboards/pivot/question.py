"""What a pivot of problems is question for: by what, across what, which days, beside which days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.days import day_of
from pages.listing.filters import Choice
from supervision.problems.listing import FoundFilter

DIMENSIONS = {
    "type": _("Type"),
    "unit": _("Unit"),
    "source": _("Source"),
    "severity": _("Severity"),
}
PERIODS = {"month": _("Month"), "quarter": _("Quarter"), "year": _("Year")}
MONTHS = 12  # as many up to now, unless days are chosen
BESIDE = {"before": _("as many days before"), "year": _("the same days a year before")}


@dataclass(frozen=True)
class Days:
    """From the first to the last day, both in it."""

    first: date
    last: date

    def before(self) -> "Days":
        """As many days, up to the day before the first."""
        last = self.first - timedelta(days=1)
        return Days(last - (self.last - self.first), last)

    def year_before(self) -> "Days":
        return Days(_year_before(self.first), _year_before(self.last))


def _year_before(day: date) -> date:
    """The same day a year before; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


class PivotFilter(FoundFilter):
    """The same problems as in the ledger, and how to sort and compare them."""

    by = Choice(
        label=_("Rows"), choices=list(DIMENSIONS.items()), empty_label=None, method="as_asked"
    )
    across = Choice(
        label=pgettext_lazy("pivot", "Columns"), empty_label=None, method="as_asked",
        choices=[*PERIODS.items(), *DIMENSIONS.items()],
    )  # fmt: skip
    beside = Choice(
        label=_("Compared with"), choices=list(BESIDE.items()), empty_label=None, method="as_asked"
    )

    def as_asked(self, problems, name: str, value: str):
        """Sorts and compares; leaves no problem out."""
        return problems

    @property
    def order(self) -> tuple[str, str]:
        """What stands in rows and what in columns; the same twice makes columns of months."""
        by = self.chosen.get("by", "type")
        across = self.chosen.get("across", "month")
        return by, "month" if across == by else across

    @property
    def days(self) -> Days | None:
        """The days chosen; None where they make no sense."""
        first, last = self.chosen.get("found_from"), self.chosen.get("found_until")
        return Days(first, last) if first and last and first <= last else None

    @property
    def compared(self) -> Days | None:
        """The days they are compared with."""
        if self.days is None:
            return None
        by_year = self.chosen.get("beside") == "year"
        return self.days.year_before() if by_year else self.days.before()


def completed(request) -> Mapping:
    """The address, completed: the last twelve months, types by month."""
    today = day_of(request.now)
    month = today.year * 12 + today.month - MONTHS
    first = date(month // 12, month % 12 + 1, 1)
    usual = {
        "by": "type",
        "across": "month",
        "beside": "before",
        "found_from": first.isoformat(),
        "found_until": today.isoformat(),
    }
    question = request.GET.copy()
    for name, value in usual.items():
        if not question.get(name):
            question[name] = value
    return question
