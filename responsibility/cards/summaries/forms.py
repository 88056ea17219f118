"""The forms of a summary and of an answer to a line."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.forms import RuleForm
from responsibility.cards.answers.models import CardAnswer
from responsibility.cards.figure import LONGEST_FIGURE
from responsibility.cards.summaries.models import CardSummary, SummaryConfirmation


def longest(model, name: str) -> int:
    return model._meta.get_field(name).max_length


def number_field(label) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, required=False, max_digits=14, decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip


class FigureForm(RuleForm):
    """A figure before and after."""

    figure = forms.CharField(
        label=_("Figure"), max_length=LONGEST_FIGURE, required=False,
        help_text=_("What is counted, as “meetings held”."),
    )  # fmt: skip
    figure_before = number_field(pgettext_lazy("figure", "Before"))
    figure_after = number_field(pgettext_lazy("figure", "After"))


class AnswerForm(FigureForm):
    """`records` are those of the post that may be linked."""

    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    text = forms.CharField(
        label=_("What was done"), max_length=longest(CardAnswer, "text"), required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    record = forms.TypedChoiceField(
        label=_("Record"), required=False, coerce=int, empty_value=None,
        help_text=_("One of the records of this quarter that shows it."),
    )  # fmt: skip
    field_order = ("nonce", "text", "record", "figure", "figure_before", "figure_after")

    def __init__(self, *args, records, **kwargs):
        super().__init__(*args, **kwargs)
        named = [(record.pk, f"{record.happened_on} {record.text[:40]}") for record in records]
        self.fields["record"].choices = [("", _("None")), *named]

    @property
    def arguments(self) -> dict:
        values = dict(self.cleaned_data)
        return values | {"record_id": values.pop("record")}


class SummaryForm(FigureForm):
    """The draft of a summary; `edition` is the one that was shown."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Summary of the quarter"), max_length=longest(CardSummary, "text"), required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )  # fmt: skip
    rule_made = forms.CharField(
        label=_("Rule made"), max_length=longest(CardSummary, "rule_made"), required=False,
        help_text=_("A rule or a document that came of it."),
    )  # fmt: skip
    outcome = forms.CharField(
        label=_("What came of it"), max_length=longest(CardSummary, "outcome"), required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What changed for people and units, in plain facts."),
    )  # fmt: skip
    field_order = (
        "edition", "text", "rule_made", "outcome", "figure", "figure_before", "figure_after",
    )  # fmt: skip


class TakeBackForm(RuleForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=longest(SummaryConfirmation, "taken_back_because"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Give a reason.")},
    )  # fmt: skip
