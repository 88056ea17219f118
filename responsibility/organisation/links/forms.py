"""Forms for the division of responsibility and for supervision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm
from responsibility.organisation.fields import PostField, UnitField, UnitsField
from responsibility.organisation.links.models import Charge, SupervisionLink


class ChargeForm(RuleForm):
    """`posts` and `units` are those of the county."""

    post = PostField(label=_("Post"), queryset=None, empty_label=_("Choose a post"))
    kind = forms.ChoiceField(label=_("How"), choices=Charge.Kind.choices)
    unit = UnitsField(label=_("Units"), queryset=None)
    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"), required=False)
    basis = forms.CharField(label=_("Document number"), max_length=120, required=False)

    def __init__(self, *args, posts, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset, self.fields["unit"].queryset = posts, units

    @property
    def arguments(self) -> dict[str, Any]:
        values = super().arguments
        return values | {"unit_ids": [unit.pk for unit in values.pop("unit")]}


class SupervisionForm(RuleForm):
    """`bodies` are the discipline bodies of the county."""

    body = UnitField(label=_("Discipline body"), queryset=None, empty_label=_("Choose a unit"))
    how = forms.ChoiceField(label=_("How"), choices=SupervisionLink.How.choices)
    unit = UnitField(
        label=_("Supervised unit"),
        queryset=None,
        empty_label=_("Choose a unit"),
        help_text=_("With everything that stands beneath it."),
    )
    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"), required=False)
    basis = forms.CharField(label=_("Document number"), max_length=120, required=False)

    def __init__(self, *args, bodies, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset, self.fields["unit"].queryset = bodies, units
