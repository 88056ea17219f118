"""Forms for people, and for who belongs to a post."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField, IdentifierField
from pages.forms import RuleForm
from responsibility.organisation.fields import PersonField
from responsibility.organisation.posts.models import Grant, Membership

PERSON = _("Person")
PERSON_HELP = _("Name, pinyin, initials or staff number.")


def person_field(*, label=PERSON, required: bool = True) -> PersonField:
    """The field that asks for a person; what is typed fetches suggestions."""
    return PersonField(
        label=label,
        required=required,
        help_text=PERSON_HELP,
        widget=forms.TextInput(
            attrs={
                "list": "people-found",
                "autocomplete": "off",
                "hx-get": reverse_lazy("people-suggest"),
                "hx-trigger": "input changed delay:300ms",
                "hx-target": "#people-found",
            }
        ),
    )


class MembershipForm(RuleForm):
    """A personal post only has clerks, so the role is not asked for."""

    user = person_field()
    role = forms.ChoiceField(label=_("As"), choices=Membership.Role.choices)
    grants = forms.MultipleChoiceField(
        label=_("Allowed"),
        choices=[(grant.value, grant.label) for grant in Grant.in_use()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing but what is ticked. To view means the tasks and records of the post."),
    )
    first_on = DayField(label=_("First day"))
    last_on = DayField(label=_("Last day"), required=False)
    basis = forms.CharField(label=_("Document number"), max_length=120, required=False)

    def __init__(self, *args, post, people, today, **kwargs):
        role = Membership.Role.MEMBER if post.role_kind.collective else Membership.Role.CLERK
        initial = {"role": role, "grants": [Grant.LOG, Grant.VIEW], "first_on": today}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["user"].people = people
        if not post.role_kind.collective:
            clerk = [c for c in Membership.Role.choices if c[0] == Membership.Role.CLERK]
            self.fields["role"].choices = clerk
            may = [choice for choice in self.fields["grants"].choices if choice[0] != Grant.APPROVE]
            self.fields["grants"].choices = may


class PersonForm(RuleForm):
    """`counties` are those the person may be registered in; one alone is not asked for."""

    name = forms.CharField(label=_("Name"), max_length=60)
    pinyin = forms.CharField(
        label=_("Pinyin"),
        max_length=120,
        required=False,
        help_text=_("Left empty it is worked out from the name. Lists are sorted by it."),
    )
    staff_number = IdentifierField(
        label=_("Staff number"), max_length=32, help_text=_("The account to sign in with.")
    )
    phone = forms.CharField(
        label=_("Mobile number"),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        help_text=_("11 digits. Reminders go there."),
    )
    county = forms.ModelChoiceField(label=_("County"), queryset=None, empty_label=None)
    nonce = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, counties=None, **kwargs):
        super().__init__(*args, **kwargs)
        if counties is None:
            del self.fields["county"], self.fields["nonce"]
        else:
            self.fields["county"].queryset = counties
            if len(counties) == 1:
                self.fields["county"].initial = counties[0]
                self.fields["county"].widget = forms.HiddenInput()


class NewPasswordForm(RuleForm):
    nonce = forms.UUIDField(required=False, widget=forms.HiddenInput, initial=uuid4)


class CloseAccountForm(RuleForm):
    """`seen` is the day whose changes were shown."""

    last_on = DayField(
        label=_("Last day"), help_text=_("What the person holds and belongs to ends with it.")
    )
    seen = DayField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, initial={"last_on": today}, **kwargs)
        self.today = today

    @property
    def day_shown(self) -> date | None:
        """The day whose changes are to be shown: what was sent, at first today."""
        if not self.is_bound:
            return self.today
        return self.cleaned_data["last_on"] if self.is_valid() else None

    @property
    def arguments(self) -> dict[str, Any]:
        return {"last_on": self.cleaned_data["last_on"]}


class ShowNumberForm(RuleForm):
    purpose = forms.CharField(
        label=_("Purpose"),
        max_length=200,
        error_messages={"required": _("State the purpose.")},
        help_text=_("Your name, the purpose and the time are noted in the audit log."),
    )
