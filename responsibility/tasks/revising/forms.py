"""The form of a revision: from which day, with which new items, and what of the running goes on."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm
from responsibility.lists.models import DutyItem


class RevisionForm(RuleForm):
    """`items` are the new ones, to choose from."""

    first_on = DayField(
        label=_("Takes effect on"), help_text=_("A day after today: a change never reaches back.")
    )
    codes = forms.MultipleChoiceField(
        label=_("New items that are owed"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Of the running period the share that is left is asked."),
    )
    end_running = forms.BooleanField(
        label=_("Running periods of items taken out end too, where nothing was done yet"),
        required=False,
    )

    def __init__(self, *args, items: Sequence[DutyItem], **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        self.fields["codes"].choices = [(item.code, f"{item.code} {item}") for item in items]
        if not items:
            del self.fields["codes"]

    @property
    def arguments(self) -> dict:
        return {"codes": [], **self.cleaned_data}
