"""The form of a record: what is typed, in the shape the rules take."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Self
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.days import day_of
from pages.fields import DayField, ManyField
from pages.forms import RuleForm
from responsibility.records.models import DutyRecord, Withdrawal

MOST_TEXT = 2000  # characters


def nonce_of(text: str) -> UUID:
    """The nonce a form sends; a new one where it sends none."""
    try:
        return UUID(text)
    except ValueError:
        return uuid4()


def counterpart(text: str) -> tuple[str, int]:
    """ "post-12" or "unit-5"."""
    kind, _, number = text.partition("-")
    if kind not in {"post", "unit"}:
        raise ValueError(text)
    return kind, int(number)


class RecordForm(RuleForm):
    """Which tasks and people may be named, and what a record needs, the rules say (check.py).

    `shown` are the tasks that the page shows at once.
    """

    tasks = ManyField(read=int)
    kind = forms.CharField(required=False)
    happened_on = DayField(
        label=_("Day it was done"),
        error_messages={
            "required": _("Give the day on which it was done."),
            "invalid": _("This is not a day. Choose one from the calendar."),
        },
    )
    place = forms.CharField(
        label=_("Place"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"list": "last-places"}),
    )
    counterparts = ManyField(read=counterpart)
    participants = forms.CharField(
        label=_("Who else took part"),
        max_length=300,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Names")}),
    )
    present = forms.IntegerField(
        label=_("Number present"), min_value=1, max_value=9999, required=False
    )
    document_number = forms.CharField(
        label=_("Document number"),
        max_length=DutyRecord._meta.get_field("document_number").max_length,
        required=False,
    )
    text = forms.CharField(
        label=_("What was done"),
        max_length=MOST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-count": "text-count"}),
        help_text=_("No secret matters, no personal information of citizens."),
    )
    files = ManyField(read=UUID)
    nonce = forms.CharField(required=False, widget=forms.HiddenInput, initial=uuid4)
    shown = ManyField(read=int)
    apart = forms.BooleanField(required=False)

    def __init__(self, *args, now, user, **kwargs):
        super().__init__(*args, **kwargs)
        today = day_of(now)
        self.fields["happened_on"].widget.attrs["max"] = today.isoformat()
        self.fields["happened_on"].initial = today

    @classmethod
    def of_fields(cls, fields: Mapping[str, Sequence[str]], *, now, user, nonce=None) -> Self:
        """The form filled with raw values by name, as drafts keep them; nothing is checked yet.

        Without JavaScript a file is taken out by asking for the form "again" without it.
        """
        many = [name for name, field in cls.base_fields.items() if isinstance(field, ManyField)]
        initial = {name: values for name, values in fields.items() if name in many}
        if out := set(fields.get("again", [])) & set(initial.get("files", [])):
            initial["files"] = [value for value in initial["files"] if value not in out]
        one = set(cls.base_fields) - {"nonce", *many}
        initial |= {name: fields[name][-1] for name in one if fields.get(name)}
        if nonce:
            initial["nonce"] = nonce
        return cls(initial=initial, now=now, user=user)

    def clean_nonce(self) -> UUID:
        return nonce_of(self.cleaned_data["nonce"])

    def values(self, name: str) -> list:
        """The values of one of the many-fields as they stand now, whether or not all is valid."""
        return self.fields[name].to_python(self[name].value())

    @property
    def day(self) -> date | None:
        """The day as it stands now; None where it is none."""
        try:
            return self.fields["happened_on"].clean(self["happened_on"].value())
        except forms.ValidationError:
            return None

    @property
    def arguments(self) -> dict:
        """The cleaned fields as `lodge` and `correct` take them."""
        cleaned = self.cleaned_data
        chosen = cleaned["counterparts"]
        return {
            "task_ids": cleaned["tasks"],
            "counterpart_post_ids": [number for kind, number in chosen if kind == "post"],
            "counterpart_unit_ids": [number for kind, number in chosen if kind == "unit"],
            "file_ids": cleaned["files"],
            **{name: cleaned[name] for name in NAMES},
        }


NAMES = (
    "nonce", "apart", "kind", "happened_on", "place", "participants", "present",
    "document_number", "text",
)  # fmt: skip


class WithdrawForm(RuleForm):
    """Why a record is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=Withdrawal._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why the record is withdrawn.")},
    )
