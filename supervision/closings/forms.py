"""The forms of closing a quarter and of correcting a closed one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import ManyField
from pages.forms import RuleForm
from pages.quarter import Quarter
from supervision.closings.carried import CarriedOver
from supervision.closings.models import ClosingNote

PRESS = _("Press one of the two buttons.")


def _most(field: str, model) -> int:
    return model._meta.get_field(field).max_length


class OpenForm(RuleForm):
    """Which past quarter; `quarters` are those to choose from, the newest first."""

    quarter = forms.TypedChoiceField(label=_("Quarter"), coerce=Quarter.parse)

    def __init__(self, *args, quarters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = [(str(each), each.name) for each in quarters]


class CarryForm(RuleForm):
    codes = ManyField(read=str)
    reason = forms.CharField(
        label=_("Reason for carrying over"),
        max_length=_most("reason", CarriedOver),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It stands beside what is carried over, on the closed quarter too."),
        error_messages={"required": _("Give a reason.")},
    )


class ReasonForm(RuleForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=_most("ended_because", ClosingNote),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Give a reason.")},
    )


class DecideForm(RuleForm):
    """`decision` is the button pressed; `digest` the fingerprint of what was shown."""

    decision = forms.ChoiceField(
        choices=[("accept", ""), ("send_back", "")],
        error_messages={"required": PRESS, "invalid_choice": PRESS},
    )
    digest = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=_most("ended_because", ClosingNote),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("To send back needs a reason."),
    )

    @property
    def arguments(self) -> dict:
        values = dict(super().arguments)
        return {"accepted": values.pop("decision") == "accept", **values}


class NoteForm(RuleForm):
    rows = ManyField(read=int)
    reason = forms.CharField(
        label=_("Reason and basis of the correction"),
        max_length=_most("reason", ClosingNote),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The decision it follows from, with its number and day."),
        error_messages={"required": _("Give a reason.")},
    )
