"""Forms of an approval: the paper by which it was given, or why the draft is returned."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm


class ApprovalForm(RuleForm):
    """The paper by which the committee approved."""

    approver = forms.CharField(
        label=_("Approved by"), max_length=60, help_text=_("As the paper is signed.")
    )
    document = forms.CharField(label=_("Document number"), max_length=120)
    approved_on = DayField(label=_("Date of approval"))


class ReturnForm(RuleForm):
    """Why the draft is returned."""

    reason = forms.CharField(
        label=_("What is to be changed"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
