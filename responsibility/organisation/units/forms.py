"""Forms for units and posts."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import FILL_IN, RuleForm
from responsibility.organisation.fields import UnitField
from responsibility.organisation.posts.models import RoleKind
from responsibility.organisation.units.models import Unit

KINDS = [choice for choice in Unit.Kind.choices if choice[0] != Unit.Kind.COUNTY]
DOCUMENT = _("Document number")
WHERE = _("Units at the same place stand by age.")


class FoundUnitForm(RuleForm):
    """`units` are those it may stand under."""

    name = forms.CharField(label=_("Unit name"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, initial=Unit.Kind.BODY)
    parent = UnitField(label=_("Stands under"), queryset=None, empty_label=None)
    position = forms.IntegerField(
        label=_("Place among its neighbours"),
        min_value=1,
        max_value=9999,
        required=False,
        help_text=_("Empty: the last place."),
    )
    first_on = DayField(label=_("First day"))
    basis = forms.CharField(label=DOCUMENT, max_length=120, required=False)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["parent"].queryset = units


class ChangeUnitForm(RuleForm):
    """`units` are those it may stand under; None for a county, which stands under nothing."""

    name = forms.CharField(label=_("Unit name"), max_length=80)
    parent = UnitField(label=_("Stands under"), queryset=None, empty_label=None)
    position = forms.IntegerField(
        label=_("Place among its neighbours"), min_value=0, max_value=9999, help_text=WHERE
    )
    first_on = DayField(
        label=_("From"), help_text=_("The name and place before that day are kept.")
    )
    basis = forms.CharField(label=DOCUMENT, max_length=120, required=False)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        if units is None:
            del self.fields["parent"], self.fields["position"]
        else:
            self.fields["parent"].queryset = units


class CloseForm(RuleForm):
    last_on = DayField(label=_("Last day"))


class OpenPostForm(RuleForm):
    role_kind = forms.ModelChoiceField(
        label=_("Role"),
        queryset=RoleKind.objects.all(),
        help_text=_("It says which duty list the post has, and what its holder may see."),
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=60,
        required=False,
        help_text=_("A collective post may go without: it is called by its role."),
    )
    first_on = DayField(label=_("First day"))

    def clean(self):
        """Give a collective post the name of its role where no title is typed."""
        cleaned = super().clean()
        role_kind = cleaned.get("role_kind")
        if role_kind and not cleaned.get("title"):
            if role_kind.collective:
                cleaned["title"] = role_kind.name
            elif "title" not in self.errors:
                self.add_error("title", format_lazy(FILL_IN, label=self.fields["title"].label))
        return cleaned


class RenamePostForm(RuleForm):
    title = forms.CharField(label=_("Title"), max_length=60)
    position = forms.IntegerField(
        label=_("Place among the posts of the unit"), min_value=0, max_value=9999
    )
