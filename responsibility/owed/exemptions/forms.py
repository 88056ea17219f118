"""The form of an exemption."""

from django import forms
from django.utils.translation import gettext_lazy as _

from alerts.decisions.models import Exemption
from pages.forms import RuleForm


class ExemptForm(RuleForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=Exemption._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who sees it reads this."),
        error_messages={"required": _("Give a reason.")},
    )
    document = forms.CharField(
        label=_("Document number"),
        max_length=Exemption._meta.get_field("document").max_length,
        required=False,
    )
