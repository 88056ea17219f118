"""The form by which a draw is published."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm
from supervision.checks.draws.models import CheckDraw


def _number(label, most: int, first: int, help_text="") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=first, max_value=most, help_text=help_text)


class WithdrawDrawForm(RuleForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=CheckDraw._meta.get_field("withdrawn_because").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The units concerned read it."),
    )


class DrawForm(RuleForm):
    title = forms.CharField(
        label=_("Title of the draw"), max_length=CheckDraw._meta.get_field("title").max_length
    )
    first_on = DayField(label=_("Records lodged from"))
    last_on = DayField(label=_("Records lodged until"))
    size = _number(_("Records to draw"), 500, 1)
    floor = _number(_("At least from each unit"), 50, 0)
    cap = _number(_("At most from each unit"), 50, 1)
    draws_on = DayField(
        label=_("Drawn from"), help_text=_("The units see list and fingerprint until then.")
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
