"""The form of an outage: planned maintenance, or a fault that is over."""

from collections.abc import Sequence
from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm
from responsibility.organisation.units.models import Unit

PLANNED, FAULT = "planned", "fault"
TIME = {"type": "time"}


class OutageForm(RuleForm):
    """`counties` are those the person keeps; where there is one, nobody is asked for it."""

    county = forms.TypedChoiceField(label=_("County"), coerce=int)
    planned = forms.ChoiceField(
        label=_("Kind"),
        choices=[(PLANNED, _("planned maintenance")), (FAULT, _("fault that is over"))],
    )
    reason = forms.CharField(label=_("Reason"), max_length=100)
    starts_on = DayField(label=_("Begins on"))
    starts_time = forms.TimeField(label=_("at"), widget=forms.TimeInput(TIME, format="%H:%M"))
    ends_on = DayField(label=_("Ends on"))
    ends_time = forms.TimeField(label=_("at"), widget=forms.TimeInput(TIME, format="%H:%M"))
    basis = forms.CharField(label=_("Basis"), max_length=100, required=False)

    def __init__(self, *args, counties: Sequence[Unit], **kwargs):
        super().__init__(*args, **kwargs)
        self.counties = counties
        self.fields["county"].choices = [(county.pk, county.name) for county in counties]
        if len(counties) == 1:
            del self.fields["county"]

    @property
    def arguments(self) -> dict:
        cleaned = self.cleaned_data
        return {
            "county_id": cleaned.get("county") or self.counties[0].pk,
            "planned": cleaned["planned"] == PLANNED,
            "reason": cleaned["reason"],
            "basis": cleaned["basis"],
            "starts_at": self._instant("starts"),
            "ends_at": self._instant("ends"),
        }

    def _instant(self, name: str) -> datetime:
        day, time = self.cleaned_data[f"{name}_on"], self.cleaned_data[f"{name}_time"]
        return datetime.combine(day, time, timezone.get_current_timezone())


class TakeBackForm(RuleForm):
    reason = forms.CharField(label=_("Reason"), max_length=100)
