"""The form of declining what another logged for the post."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import RuleForm
from responsibility.records.models import Credit


class ReasonForm(RuleForm):
    """Why an answer is what it is; who lodged the record reads it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=Credit._meta.get_field("ended_because").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who lodged it reads this."),
        error_messages={"required": _("Say why it is returned.")},
    )


class DeclineForm(ReasonForm):
    """Why it is returned. `credit` and `next` go along: which credits, and where to go on."""

    credit = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def arguments(self) -> dict:
        return {"reason": self.cleaned_data["reason"]}

    def __init__(self, data):
        super().__init__(data)
        self.fields["credit"].choices = [(pk, pk) for pk in data.getlist("credit")]
