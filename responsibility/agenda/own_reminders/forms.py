"""The form on which a day is chosen."""

from collections.abc import Sequence
from datetime import date, datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import RuleForm
from pages.templatetags.look import day_week


class OwnReminderForm(RuleForm):
    """`days` are those that may be chosen, `first` the one offered."""

    on = forms.TypedChoiceField(label=_("Day"), coerce=date.fromisoformat)

    def __init__(self, *args, days: Sequence[date], first: date | None, now: datetime, **kwargs):
        super().__init__(*args, initial={"on": first and first.isoformat()}, **kwargs)
        self.fields["on"].choices = [(day.isoformat(), day_week(day, now)) for day in days]
