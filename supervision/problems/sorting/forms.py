"""The forms of words to sort problems by, and of time limits."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.fields import DayField
from pages.forms import RuleForm
from supervision.problems.terms import Term, TimeLimit

LONGEST = 366  # days of a limit


class TermForm(RuleForm):
    name = forms.CharField(
        label=pgettext_lazy("word of problems", "Name"),
        max_length=Term._meta.get_field("name").max_length,
    )
    name_en = forms.CharField(
        label=_("Name in English"),
        max_length=Term._meta.get_field("name_en").max_length,
        required=False,
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class TimeLimitForm(RuleForm):
    days = forms.IntegerField(label=_("Number of days"), min_value=1, max_value=LONGEST)
    first_on = DayField(label=_("From"))
    basis = forms.CharField(
        label=_("Basis"),
        max_length=TimeLimit._meta.get_field("basis").max_length,
        help_text=_("The document and its article, or a decision with its day."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
