"""The forms of a last day, and of taking an entry back."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.fields import DayField
from pages.forms import RuleForm
from pages.templatetags.look import day
from responsibility.organisation.periods import days_through, last_day
from responsibility.organisation.span import span


class LastDayForm(RuleForm):
    """The last day of something dated; empty lets it go on.

    `seen` is the day gone by whose effect was shown: such a day is asked for twice.
    """

    last_on = DayField(label=gettext_lazy("Last day"), required=False)
    seen = DayField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, row, today, **kwargs):
        super().__init__(*args, initial={"last_on": today}, **kwargs)
        self.row, self.today = row, today
        self.fields["last_on"].help_text = _(
            "Now: %(time)s. Leave it empty if there is no end."
        ) % {"time": span(row.period)}

    @property
    def arguments(self) -> dict[str, Any]:
        return {"last_on": self.cleaned_data["last_on"]}

    def lengthens(self) -> bool:
        """Whether what was sent lets it go on for longer than now, which gives rights."""
        was = last_day(self.row.period)
        if was is None or not self.is_valid():
            return False
        last_on = self.cleaned_data["last_on"]
        return last_on is None or last_on > was

    def unseen(self) -> list[str]:
        """What a day gone by does, if it was not shown yet; it then stands in the form."""
        last_on = self.cleaned_data["last_on"]
        notes = self.of_days_gone_by(last_on)
        if not notes or self.cleaned_data["seen"] == last_on:
            return []
        data = dict(self.data.items())
        self.data = data | {"seen": last_on.isoformat()}
        return notes

    def of_days_gone_by(self, last_on: date | None) -> list[str]:
        """What the day does, where it is over."""
        first_on = self.row.period.lower
        if last_on is None or not first_on <= last_on < self.today:
            return []
        return [
            _("So far: %(was)s. From now on: %(becomes)s.")
            % {"was": span(self.row.period), "becomes": span(days_through(first_on, last_on))},
            _("Rights and names of the days after %(day)s change with it, also for days gone by.")
            % {"day": day(last_on)},
        ]


class TakeBackForm(RuleForm):
    """Why an entry is taken back."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("It stands in the audit log."),
    )


class RestoreForm(TakeBackForm):
    """Why it is restored; of an appointment, whether with the seats taken back with it."""

    seats = forms.BooleanField(
        label=gettext_lazy("With the places in collective posts"),
        required=False,
        initial=True,
        help_text=gettext_lazy("Without the tick they stay taken back, such as where somebody "
                               "else has them now."),
    )  # fmt: skip

    def __init__(self, *args, with_seats: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not with_seats:
            del self.fields["seats"]
