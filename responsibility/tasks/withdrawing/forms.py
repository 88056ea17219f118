"""The form of a withdrawal."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import RuleForm
from responsibility.tasks.withdrawing.models import PublicationWithdrawal


class WithdrawForm(RuleForm):
    """`choices` are the items with what would become of their tasks."""

    codes = forms.MultipleChoiceField(
        label=_("Items"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one item.")},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=PublicationWithdrawal._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who sees one of the tasks reads it."),
        error_messages={"required": _("Give a reason.")},
    )

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["codes"].choices = choices
