"""The forms of a person's facts: the purpose of a look, a suggestion, its answer."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import RuleForm
from supervision.facts.models import FactsReading, Suggestion, SuggestionAnswer
from supervision.problems.forms import PostChoice


class PurposeForm(RuleForm):
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=FactsReading._meta.get_field("purpose").max_length,
        help_text=_("The person sees who looked, when, and for what."),
        error_messages={"required": _("State the purpose.")},
    )


class SuggestForm(RuleForm):
    post = PostChoice(label=_("To"), queryset=None, empty_label=None)
    text = forms.CharField(
        label=_("Suggestion or complaint"),
        max_length=Suggestion._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Only who it is addressed to reads it. No secret matters."),
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts


class AnswerForm(RuleForm):
    text = forms.CharField(
        label=_("Answer"),
        max_length=SuggestionAnswer._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
