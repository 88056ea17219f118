"""The forms of a dispatch: what, to whom, until when; and what is changed afterwards."""

from datetime import date
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.days import day_of
from pages.fields import DayField, ManyField
from pages.forms import RuleForm
from pages.refused import Refused
from responsibility.lists.models import Category
from responsibility.organisation.posts.models import RoleKind
from responsibility.tasks.dispatches.days import check_day
from responsibility.tasks.dispatches.models import Dispatch, DispatchStep
from responsibility.tasks.dispatches.whom import Whom, WhomForm

WHAT = ("nonce", "title", "text", "category", "due_on", "required", "basis")


class DispatchForm(WhomForm):
    """A task, to whom and until when; `without` are posts taken out of those chosen."""

    title = forms.CharField(
        label=_("Task"), max_length=100, help_text=_("One line that says what is to be done.")
    )
    text = forms.CharField(
        label=_("Explanation"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("No secret matters, no personal information of citizens."),
    )
    category = forms.ModelChoiceField(
        label=_("Category"), queryset=Category.objects.all(), empty_label=_("Choose a category")
    )
    due_on = DayField(label=_("Deadline"), help_text=_("Until 24:00 of that day."))
    required = forms.IntegerField(label=_("Records asked for"), min_value=1, max_value=12)
    basis = forms.CharField(label=_("Document number"), max_length=120, required=False)
    without = forms.MultipleChoiceField(required=False)
    files = ManyField(read=UUID)
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    @property
    def arguments(self) -> dict:
        values = {name: self.cleaned_data[name] for name in WHAT}
        return values | {"file_ids": self.cleaned_data["files"]}

    def __init__(self, *args, whom: Whom, **kwargs):
        roles = list(RoleKind.objects.bearing_duties())
        super().__init__(*args, whom=whom, roles=roles, **kwargs)
        self.whom = whom
        self.fields["without"].choices = [(str(pk), pk) for pk in whom.posts]
        self.fields["due_on"].widget.attrs["min"] = day_of(whom.now).isoformat()

    def clean_due_on(self) -> date:
        """Said before the last look: a day off with the working days beside it."""
        try:
            check_day(self.cleaned_data["due_on"], county_id=self.whom.county_id, now=self.whom.now)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        return self.cleaned_data["due_on"]


class ReasonForm(RuleForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=DispatchStep._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Give a reason.")},
    )


class MoveDayForm(ReasonForm):
    due_on = DayField(label=_("Deadline"), help_text=_("Until 24:00 of that day."))

    field_order = ("due_on", "reason")


class TextForm(RuleForm):
    text = forms.CharField(
        label=_("Explanation"),
        max_length=Dispatch._meta.get_field("text").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("No secret matters, no personal information of citizens."),
    )
