"""The forms of spot checks and draws."""

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import ManyField
from pages.forms import RuleForm
from supervision.checks.findings import CheckReply, Conclusion, Finding
from supervision.checks.states import Outcome, Section

NOTHING_SECRET = _("No secret matters, no personal information of citizens.")
READ_BY_BOTH = _("The owner and the body that checks read it.")


def _words(model, field: str, label, *, rows: int = 4, **more):
    """A field for the words of a column."""
    return forms.CharField(
        label=label,
        max_length=model._meta.get_field(field).max_length,
        widget=forms.Textarea(attrs={"rows": rows}),
        **{"help_text": READ_BY_BOTH, **more},
    )


class FindingForm(RuleForm):
    """What is asked, section by section: one at least."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for section in Section:
            self.fields[section.value] = _words(
                Finding, "text", section.label, rows=2, required=False, help_text=""
            )
        self.fields[Section.TIME.value].help_text = _("What is to be explained or supplied.")

    @property
    def arguments(self) -> dict:
        return {"findings": dict(super().arguments)}


class ReplyForm(RuleForm):
    text = _words(CheckReply, "text", _("Reply"), rows=6, help_text=NOTHING_SECRET)
    files = ManyField(read=UUID)
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    @property
    def arguments(self) -> dict:
        values = dict(super().arguments)
        return {"file_ids": values.pop("files"), **values}


class ConcludeForm(RuleForm):
    outcome = forms.ChoiceField(
        label=_("Conclusion"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    reason = _words(Conclusion, "text", _("What was looked at"))


class CorrectedForm(RuleForm):
    text = _words(CheckReply, "text", _("What was supplied"))


class LiftForm(RuleForm):
    reason = _words(Conclusion, "lifted_because", _("Reason"), rows=3)
