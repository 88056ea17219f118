"""The forms of a demand, of its answer, and of what is decided about them."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm
from supervision.demands.models import Demand, DemandDecision, DemandReply
from supervision.papers.forms import NOTHING_SECRET

PRESS = _("Nothing is decided yet: press Accept or Send back.")


class ReviseForm(RuleForm):
    """What of a draft may be changed."""

    text = forms.CharField(
        label=_("What is to be answered"),
        max_length=Demand._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is read on the platform; the SMS does not say it. Nothing secret."),
        error_messages={"required": _("Say what is to be answered.")},
    )
    reply_by = DayField(label=_("Answer by"), help_text=_("Until 24:00 of that day."))


class DemandForm(ReviseForm):
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class ReplyForm(RuleForm):
    text = forms.CharField(
        label=_("Your answer"),
        max_length=DemandReply._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=NOTHING_SECRET,
        error_messages={"required": _("Write an answer.")},
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class WithdrawForm(RuleForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=DemandDecision._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who sees the demand reads it."),
        error_messages={"required": _("Give a reason.")},
    )


class DecideForm(RuleForm):
    """`decision` is the button pressed. Without it nothing is decided."""

    decision = forms.ChoiceField(
        choices=[("accept", ""), ("send_back", "")],
        error_messages={"required": PRESS, "invalid_choice": PRESS},
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=DemandDecision._meta.get_field("reason").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who sees the demand reads it. To send back needs a reason."),
    )

    @property
    def arguments(self) -> dict:
        accepted = self.cleaned_data["decision"] == "accept"
        return {"accepted": accepted, "reason": self.cleaned_data["reason"]}
