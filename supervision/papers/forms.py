"""The forms that papers share: a measure, dropping one, and a form that files come with."""

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField, ManyField
from pages.forms import AGAIN, RuleForm
from pages.refused import Refused
from responsibility.files.attach import attached_uploads
from responsibility.files.models import StoredFile
from responsibility.files.views import with_uploads
from supervision.papers.measures import LaidMeasure
from supervision.papers.rules import PaperRule

NOTHING_SECRET = _("No secret matters, no personal information of citizens.")


def _most(field: str, model=LaidMeasure) -> int:
    return model._meta.get_field(field).max_length


class MeasureForm(RuleForm):
    text = forms.CharField(
        label=_("Measure"), max_length=_most("text"), widget=forms.Textarea(attrs={"rows": 2}),
        help_text=NOTHING_SECRET,
    )  # fmt: skip
    person = forms.CharField(label=_("Person responsible"), max_length=_most("person"))
    due_on = DayField(label=_("To be done by"))
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class MeasureWithFilesForm(MeasureForm):
    files = ManyField(read=UUID)

    @property
    def arguments(self) -> dict:
        values = dict(super().arguments)
        return {"file_ids": values.pop("files"), **values}


class DropForm(RuleForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=_most("dropped_because"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Everybody who sees the matter reads it."),
        error_messages={"required": _("Give a reason.")},
    )  # fmt: skip


class PaperRuleForm(RuleForm):
    word = forms.CharField(
        label=_("Word of the number"), max_length=_most("word", PaperRule),
        help_text=_("It stands before the year and the number."),
    )  # fmt: skip
    approved = forms.BooleanField(
        label=_("Another person approves it before it is sent"), required=False
    )
    first_on = DayField(label=_("From"))
    basis = forms.CharField(
        label=_("Basis"), max_length=_most("basis", PaperRule),
        help_text=_("The document and its article, or a decision with its day."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


def sent_with_files(
    request, kind: type[RuleForm], **initial
) -> tuple[RuleForm, list[StoredFile], bool]:
    """The form with what was sent, files included; the files; and whether it is to be carried out:
    without JavaScript it is also sent to take a file out of it."""
    fields, refused = with_uploads(request) if request.method == "POST" else (None, [])
    dropped = fields.get(AGAIN) if fields else None
    if fields and dropped:
        fields.setlist("files", [file for file in fields.getlist("files") if file != dropped])
    form = kind(fields, initial=initial)
    if refused:
        form.refuse(Refused.because({"files": refused}))
    files = attached_uploads(request.user, form["files"].value(), at=request.now)
    return form, files, bool(fields and not dropped)
