"""The form of a year's notice: its text to paste, and the table of what was read in it."""

import re
from collections.abc import Sequence
from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alerts.workdays.holidays import AS_CALLED, BETWEEN, stored_names
from pages.fields import DayField
from pages.forms import RuleForm
from responsibility.tasks.calendar.forms import REASON
from responsibility.tasks.calendar.read_notice import WORDS, Holiday

PLACES = 9  # rows of the table: seven holidays, and two for what is arranged apart
TYPED_DAY = re.compile(WORDS["typed_day"])
TYPED_BETWEEN = re.compile(WORDS["typed_between"])


class NoticeForm(RuleForm):
    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int)
    basis = forms.CharField(
        label=gettext_lazy("Number of the notice"),
        max_length=REASON,
        help_text=gettext_lazy("As on its head, with the year in brackets."),
    )
    text = forms.CharField(
        label=gettext_lazy("Text of the notice"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=gettext_lazy("Paste it whole: each holiday with its days off and working days."),
    )

    def __init__(self, *args, this_year: int, **kwargs):
        super().__init__(*args, **kwargs)
        years = range(this_year, this_year + 3)
        self.fields["year"].choices = [(year, str(year)) for year in years]

    @property
    def arguments(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("year", "basis")}


class LineForm(RuleForm):
    """A holiday: its first and last day off, and the days on which people work for it. A line
    without days says nothing."""

    names = forms.CharField(label=gettext_lazy("Holiday"), max_length=40, required=False)
    first_on = DayField(label=gettext_lazy("Off from"), required=False)
    last_on = DayField(label=gettext_lazy("Off until"), required=False)
    works = forms.CharField(label=gettext_lazy("Working days"), max_length=100, required=False)

    def clean_names(self) -> str:
        called = self.cleaned_data["names"].strip()
        if called and not stored_names(called):
            names = BETWEEN.join(dict.fromkeys(AS_CALLED.values()))
            raise forms.ValidationError(_("Name one of %(names)s.") % {"names": names})
        return stored_names(called) if called else ""

    def clean_works(self) -> list[date]:
        typed = self.cleaned_data["works"]
        if not TYPED_BETWEEN.fullmatch(TYPED_DAY.sub("", typed)):
            raise forms.ValidationError(_("Write days as 2026-02-14, with a blank between them."))
        year = self.cleaned_data.get("first_on")
        try:
            return [_day(found, year) for found in TYPED_DAY.finditer(typed)]
        except (ValueError, AttributeError):
            raise forms.ValidationError(_("This is no day. Write it as 2026-09-30.")) from None

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_on"), cleaned.get("last_on")
        if first and not last and "last_on" not in self.errors:
            cleaned["last_on"] = last = first
        if first and last and last < first:
            self.add_error("last_on", _("The last day comes before the first."))
        if first and last and (last - first).days > 15:
            self.add_error("last_on", _("No holiday is that long. Check the month."))
        if first and not cleaned.get("names") and "names" not in self.errors:
            self.add_error("names", _("Name the holiday."))
        if not first and (last or cleaned.get("works")) and "first_on" not in self.errors:
            self.add_error("first_on", _("Choose a day."))
        for day in cleaned.get("works") or []:
            if first and last and first <= day <= last:
                self.add_error("works", _("A day is off and a working day at once."))
        return cleaned

    @property
    def holiday(self) -> Holiday | None:
        """What the line says, if anything."""
        cleaned = self.cleaned_data
        if not cleaned.get("first_on"):
            return None
        return Holiday(
            cleaned["names"], cleaned["first_on"], cleaned["last_on"], cleaned["works"] or []
        )


class BaseLines(forms.BaseFormSet):
    def clean(self) -> None:
        if any(self.errors):
            return
        days: dict[date, bool] = {}
        for holiday in self.holidays:
            for day, (off, _name) in holiday.days.items():
                if days.setdefault(day, off) != off:
                    raise forms.ValidationError(_("A day is off and a working day at once."))

    @property
    def holidays(self) -> list[Holiday]:
        """What the valid lines say."""
        return [line.holiday for line in self.forms if line.holiday]


Lines: type[BaseLines] = forms.formset_factory(
    LineForm, formset=BaseLines, extra=0, max_num=30, absolute_max=30
)


def lines_of(holidays: Sequence[Holiday]) -> BaseLines:
    """The table that says `holidays`, with lines to fill in for what is missing."""
    shown = [
        {
            "names": holiday.names,
            "first_on": holiday.first_on,
            "last_on": holiday.last_on,
            "works": " ".join(day.isoformat() for day in holiday.works),
        }
        for holiday in holidays
    ]
    there = {name for holiday in holidays for name in holiday.names.split(BETWEEN)}
    missing = [{"names": name} for name in WORDS["order"] if name not in there]
    blank = [{}] * max(1, PLACES - len(shown) - len(missing))
    return Lines(initial=[*shown, *missing, *blank], prefix="line")


def _day(found: re.Match, near: date | None) -> date:
    if found[1]:
        return date(int(found[1]), int(found[2]), int(found[3]))
    return date(near.year, int(found[4]), int(found[5]))
