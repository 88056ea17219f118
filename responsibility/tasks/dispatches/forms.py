"""The forms of a dispatch: what, to whom, until when; and what is changed afterwards."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm
from responsibility.lists.models import Category, in_language
from responsibility.organisation.posts.models import RoleKind
from responsibility.tasks.dispatches.models import Dispatch, DispatchStep

WHAT = ("nonce", "title", "text", "category", "due_on", "required", "basis")


class DispatchForm(RuleForm):
    """`branches` are the units under their branches, `posts` the ids of posts, `standing` the
    number of posts by role code: what the person may dispatch to."""

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
    roles = forms.MultipleChoiceField(
        label=_("Roles"), error_messages={"required": _("Choose at least one role.")}
    )
    units = forms.MultipleChoiceField(
        label=_("Units"), error_messages={"required": _("Choose at least one unit.")}
    )
    without = forms.MultipleChoiceField(required=False)
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    @property
    def arguments(self) -> dict:
        return {name: self.cleaned_data[name] for name in WHAT}

    def __init__(self, *args, branches, posts, standing, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.branches = branches
        roles = RoleKind.objects.bearing_duties()
        self.roles_with_counts = [
            (role.code, in_language(role.name, role.name_en), standing.get(role.code, 0))
            for role in roles
        ]
        self.fields["roles"].choices = [
            (code, name) for code, name, _count in self.roles_with_counts
        ]
        self.fields["units"].choices = [
            (str(unit.pk), unit.name) for _branch, units in branches for unit in units
        ]
        self.fields["without"].choices = [(str(pk), pk) for pk in posts]
        self.fields["due_on"].widget.attrs["min"] = now.date().isoformat()


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
