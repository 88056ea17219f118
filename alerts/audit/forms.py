"""The filters of the audit log."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from alerts.audit.words import object_choices
from pages.fields import DayField


def _kinds() -> list[tuple[str, Any]]:
    return [("", _("Everything")), *object_choices()]


class FilterForm(forms.Form):
    """What is empty or makes no sense filters nothing."""

    kind = forms.ChoiceField(label=_("Object"), required=False, choices=_kinds)
    object_id = forms.CharField(
        label=_("Number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Number")}),
    )
    person = forms.CharField(
        label=_("Person"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Name or account")}),
    )
    day = DayField(label=_("Day"), required=False)
    before = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
