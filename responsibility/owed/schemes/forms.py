"""The form of a county's lamp rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm

COLOURS = [
    (4, _("four colours: a late entry is orange")),
    (3, _("three colours: a late entry is hatched green")),
]


class SchemeForm(RuleForm):
    name = forms.CharField(label=_("Name of the rules"), max_length=40)
    colours = forms.TypedChoiceField(label=_("Colours"), choices=COLOURS, coerce=int)
    warn_days = forms.IntegerField(
        label=_("Days of warning"),
        min_value=1,
        max_value=60,
        help_text=_(
            "So many days before the deadline a lamp turns yellow, but never for more than a third "
            "of a task's time."
        ),
    )
    closes_after_days = forms.IntegerField(
        label=_("Days of late entry"),
        min_value=1,
        max_value=365,
        required=False,
        help_text=_("After that a late entry no longer turns a red lamp. Empty: it stays open."),
    )
    first_on = DayField(label=_("From"), help_text=_("A day after today."))
    for_open = forms.BooleanField(
        label=_("Open tasks too"),
        required=False,
        help_text=_("Else what is open keeps the rules it was made with."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=100, required=False)
