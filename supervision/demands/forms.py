"""The forms of a demand and of its answer."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from responsibility.organisation.pages.fields import DayField, RuleForm
from supervision.demands.models import Demand, DemandDecision, DemandReply

NOTHING_SECRET = _("No secret matters, no personal information of citizens.")


class DemandForm(RuleForm):
    text = forms.CharField(
        label=_("What is to be answered"),
        max_length=Demand._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is read on the platform; the SMS does not say it. Nothing secret."),
        error_messages={"required": _("Say what is to be answered.")},
    )
    reply_by = DayField(label=_("Answer by"), help_text=_("Until 24:00 of that day."))
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


class ReasonForm(RuleForm):
    """Why an answer is sent back, or a demand withdrawn."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=DemandDecision._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed to send back or to withdraw; everybody who sees the demand reads it."),
        error_messages={"required": _("Give a reason.")},
    )
