"""The forms of the working calendar."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm
from responsibility.organisation.units.models import Unit

ALL, SOME = "all", "some"
SCOPES = [(ALL, _("all offices of the county")), (SOME, _("some units"))]
REASON = 100


class ClosureForm(RuleForm):
    """`units` are those of the county, in order."""

    reason = forms.CharField(label=_("Reason"), max_length=REASON)
    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"))
    scope = forms.ChoiceField(
        label=_("Scope"), choices=SCOPES, initial=ALL, widget=forms.RadioSelect
    )
    units = forms.MultipleChoiceField(
        label=_("Units"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose units of the county.")},
    )
    basis = forms.CharField(label=_("Basis"), max_length=REASON, required=False)

    def __init__(self, *args, units: Sequence[Unit], **kwargs):
        super().__init__(*args, **kwargs)
        self.standing = units
        self.fields["units"].choices = [(str(unit.pk), unit.name) for unit in units]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("scope") == SOME and not cleaned.get("units") and "units" not in self.errors:
            self.add_error("units", _("Choose at least one unit."))
        return cleaned

    @property
    def arguments(self) -> dict:
        """What the closure says, as its verb takes it."""
        cleaned = self.cleaned_data
        words = {name: cleaned[name] for name in ("reason", "first_on", "last_on", "basis")}
        chosen = cleaned["units"] if cleaned["scope"] == SOME else []
        return words | {"unit_ids": [int(pk) for pk in chosen]}

    @property
    def unit_ticks(self) -> forms.BoundField:
        """A tick for each unit."""
        return self["units"]

    @property
    def ticked(self) -> set[str]:
        """The units ticked, whether the form is valid or not."""
        return set(self["units"].value() or [])


class TakeBackForm(RuleForm):
    reason = forms.CharField(label=_("Reason"), max_length=REASON)
