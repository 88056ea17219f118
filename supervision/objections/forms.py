"""The forms of an objection: making one, stating facts, deciding, withdrawing."""

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alerts.decisions.models import Exemption
from pages.fields import DayField, ManyField
from pages.forms import RuleForm
from supervision.objections.models import Objection
from supervision.objections.outcome import ObjectionDecision, ObjectionStatement
from supervision.objections.states import Ruling

BOTH_READ = _("Both sides read it. No secret matters, no personal information of citizens.")


class WithFiles(RuleForm):
    """A form with facts and files."""

    text = forms.CharField(
        label=pgettext_lazy("objection", "Facts"),
        max_length=ObjectionStatement._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=BOTH_READ,
    )
    files = ManyField(read=UUID)
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    @property
    def arguments(self) -> dict:
        values = dict(super().arguments)
        return {"file_ids": values.pop("files"), **values}


class StateForm(WithFiles):
    """Facts of one side."""


class ObjectForm(WithFiles):
    """An objection, or a review of one."""

    wish = forms.CharField(
        label=_("What is asked for"),
        max_length=Objection._meta.get_field("wish").max_length,
        help_text=_("What it should be instead, in one sentence."),
    )
    field_order = ["wish", "text"]


class DecideForm(RuleForm):
    """The decision; `choices` are the rulings with their words for what is contested."""

    ruling = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    due_on = DayField(
        label=_("Day that holds"), required=False, help_text=_("Only where another day holds.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=ObjectionDecision._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Both sides read it."),
    )
    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args, choices: list[tuple[Ruling, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ruling"].choices = choices


class TryForm(DecideForm):
    """The same while it is filled in: the reasons may still be missing."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False
        del self.fields["mark"]


class WithdrawForm(RuleForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=Exemption._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Both sides read it."),
    )
