"""The forms of an announcement."""

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.fields import ManyField
from pages.forms import RuleForm
from pages.refused import Refused
from responsibility.announcements.models import Announcement
from responsibility.announcements.reach import people_called
from responsibility.organisation.people.models import User
from responsibility.tasks.dispatches.whom import Whom, WhomForm, roles_of


class AnnouncementForm(WhomForm):
    """Whom it is for is chosen by role and unit, or by name, or both."""

    title = forms.CharField(
        label=pgettext_lazy("announcement", "Title"),
        max_length=Announcement._meta.get_field("title").max_length,
    )
    text = forms.CharField(
        label=pgettext_lazy("announcement", "Text"),
        max_length=Announcement._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("No secret matters, no personal information of citizens."),
    )
    document = forms.CharField(
        label=_("Document number"),
        max_length=Announcement._meta.get_field("document").max_length,
        required=False,
    )
    people = forms.CharField(
        label=_("People by name"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Names or staff numbers, one a line or with commas between them."),
    )
    asks_reading = forms.BooleanField(
        label=_("Ask them to confirm that it is read"), required=False
    )
    files = ManyField(read=UUID)
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, whom: Whom, **kwargs):
        super().__init__(*args, whom=whom, roles=roles_of(whom), **kwargs)
        self.fields["roles"].required = self.fields["units"].required = False
        self.whom = whom

    def clean_people(self) -> list[User]:
        try:
            return people_called(self.cleaned_data["people"], user=self.whom.user, at=self.whom.now)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    @property
    def arguments(self) -> dict:
        names = ("nonce", "title", "text", "document", "asks_reading", "people")
        values = {name: self.cleaned_data[name] for name in names}
        return values | {"file_ids": self.cleaned_data["files"]}


class ReasonForm(RuleForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=Announcement._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who received it reads it."),
        error_messages={"required": _("Give a reason.")},
    )
