"""The form of publishing: which items, for which year."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import RuleForm
from responsibility.lists.models import DutyItem


class PublishForm(RuleForm):
    """`items` are those of the list, `years` those that may be chosen."""

    year = forms.TypedChoiceField(
        label=_("Year"),
        coerce=int,
        error_messages={
            "required": _("Choose the year."),
            "invalid_choice": _("%(value)s cannot be chosen. Choose this year or the next."),
        },
    )
    codes = forms.MultipleChoiceField(
        label=_("Items"),
        error_messages={
            "required": _("Choose at least one item."),
            "invalid_choice": _("%(value)s is not on this list."),
        },
    )

    later_joiners = forms.BooleanField(
        label=_("Posts opened or filled later get them too"),
        help_text=_(
            "By themselves, from that day on: of the running period the share that is left. "
            "Otherwise you are asked each time."
        ),
        required=False,
        initial=True,
    )

    def __init__(self, *args, items: Sequence[DutyItem], years: Sequence[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.items = items
        self.fields["year"].choices = [(year, str(year)) for year in years]
        self.fields["codes"].choices = [(item.code, item.code) for item in items]

    @property
    def chosen(self) -> list[DutyItem]:
        """The ticked items that are on the list, whether the form is valid or not."""
        ticked = set(self["codes"].value() or [])
        return [item for item in self.items if item.code in ticked]

    @property
    def chosen_year(self) -> int:
        """The year in the form, or the first one where it cannot be chosen."""
        years = [year for year, _label in self.fields["year"].choices]
        value = str(self["year"].value())
        return int(value) if value in map(str, years) else years[0]
