"""The fields of the search: a word, and what narrows the records."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import CountedField
from responsibility.organisation.units.models import Unit
from responsibility.records.finding.terms import words_of
from responsibility.records.finding.wanted import Wanted
from responsibility.records.models import DutyRecord


class SearchForm(forms.Form):
    """What is looked for, as it stands in the address. Days, unit, person and kind are those of
    records."""

    bound_field_class = CountedField

    q = forms.CharField(required=False, max_length=60)
    since = DayField(label=_("Done from"), required=False)
    until = DayField(label=_("Done until"), required=False)
    unit = forms.ModelChoiceField(
        label=_("Unit"), required=False, queryset=Unit.objects.none(), empty_label=_("All units")
    )
    person = forms.CharField(label=_("Person"), required=False, max_length=60)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *DutyRecord.Kind.choices]
    )

    def __init__(self, *args, user, at: datetime, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.visible_to(user, at=at).in_order()

    @property
    def wanted(self) -> Wanted:
        """The records that the cleaned form asks for."""
        cleaned = self.cleaned_data
        return Wanted(
            words=tuple(words_of(cleaned["q"])),
            first_on=cleaned["since"],
            last_on=cleaned["until"],
            unit=cleaned["unit"],
            person=" ".join(cleaned["person"].split()),
            kind=cleaned["kind"],
        )
