"""The forms of checkups: opening them, answering, and each act in one."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from uuid import uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm
from responsibility.organisation.fields import UnitsField
from supervision.checkups.answers import REMARK, Reply
from supervision.checkups.findings import CheckupFinding
from supervision.checkups.models import Checkup, CheckupStep
from supervision.checkups.states import Value, Way
from supervision.checkups.template.models import TemplateQuestion, TemplateVersion
from supervision.problems.models import Problem

NOTHING_SECRET = _("No secret matters, no personal information of citizens.")
READ_BY_BOTH = _("The unit and the body that checks read it.")


def _words(model, field: str, label, *, rows: int = 4, **more) -> forms.CharField:
    """A field for the words of a column."""
    return forms.CharField(
        label=label, max_length=model._meta.get_field(field).max_length,
        widget=forms.Textarea(attrs={"rows": rows}), **more,
    )  # fmt: skip


def _nonce() -> forms.UUIDField:
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class OpenForm(RuleForm):
    """The choices hang on the person: `rows` by the names of the fields."""

    version = forms.ModelChoiceField(label=_("Template"), queryset=None, empty_label=None)
    units = UnitsField(label=_("Units concerned"), queryset=None)
    way = forms.ChoiceField(
        label=_("Answered"), choices=Way.choices, widget=forms.RadioSelect, initial=Way.BY_UNIT
    )
    due_on = DayField(label=_("To be done by"), help_text=_("Until 24:00 of that day."))
    text = _words(Checkup, "text", _("What the unit is to know"), rows=3, required=False)
    nonce = _nonce()

    def __init__(self, *args, rows: Mapping[str, QuerySet], **kwargs):
        super().__init__(*args, **kwargs)
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset

    @property
    def arguments(self) -> dict:
        values = dict(self.cleaned_data)
        version, units = values.pop("version"), values.pop("units")
        return {"version_id": version.pk, "unit_ids": [unit.pk for unit in units], **values}


class Row(NamedTuple):
    """A question in the form, with its two fields."""

    question: TemplateQuestion
    value: forms.BoundField
    remark: forms.BoundField


class AnswersForm(RuleForm):
    """All questions of a version, each with a value and a remark. What is missing is the verb's to
    say: what is saved need not be complete."""

    def __init__(self, *args, version: TemplateVersion, replies: Mapping[int, Reply], **kwargs):
        super().__init__(*args, **kwargs)
        self.version = version
        for question in self._questions():
            reply = replies.get(question.pk, Reply())
            self.fields[f"value_{question.pk}"] = forms.ChoiceField(
                label=question.text, choices=Value.choices, widget=forms.RadioSelect,
                required=False, initial=reply.value,
            )  # fmt: skip
            self.fields[f"remark_{question.pk}"] = forms.CharField(
                label=_("Remark"), required=False, initial=reply.remark,
                widget=forms.TextInput(attrs={"data-most": REMARK, "placeholder": _("Remark")}),
            )  # fmt: skip

    def _questions(self) -> Iterator[TemplateQuestion]:
        for section in self.version.sections:
            yield from section.questions

    @property
    def sections(self) -> list[tuple[str, list[Row]]]:
        """Its rows by section, for the page."""
        return [
            (section.title, [self._row(question) for question in section.questions])
            for section in self.version.sections
        ]

    def _row(self, question: TemplateQuestion) -> Row:
        return Row(question, self[f"value_{question.pk}"], self[f"remark_{question.pk}"])

    @property
    def arguments(self) -> dict:
        typed = self.cleaned_data
        return {
            "replies": {
                question.pk: Reply(
                    typed.get(f"value_{question.pk}", ""), typed.get(f"remark_{question.pk}", "")
                )
                for question in self._questions()
            }
        }


class FindingForm(RuleForm):
    text = _words(CheckupFinding, "text", _("What is found"), help_text=NOTHING_SECRET)
    nonce = _nonce()


class DropForm(RuleForm):
    reason = _words(CheckupFinding, "dropped_because", _("Reason"), rows=3)


class EnterForm(RuleForm):
    """The words of the ledger's own form for which the finding has none."""

    title = forms.CharField(
        label=_("Problem in one sentence"), max_length=Problem._meta.get_field("title").max_length
    )
    text = _words(Problem, "text", _("How it shows"), rows=5, help_text=NOTHING_SECRET)
    source = forms.ModelChoiceField(label=_("Source"), queryset=None)
    type = forms.ModelChoiceField(label=_("Type"), queryset=None)
    severity = forms.ModelChoiceField(label=_("Severity"), queryset=None)
    nonce = _nonce()

    def __init__(self, *args, rows: Mapping[str, QuerySet], **kwargs):
        super().__init__(*args, **kwargs)
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset


class SendBackForm(RuleForm):
    reason = _words(Checkup, "text", _("Reason"), rows=3, help_text=READ_BY_BOTH)
    due_on = DayField(label=_("To be answered by"), help_text=_("Until 24:00 of that day."))


class TakeOverForm(RuleForm):
    reason = _words(Checkup, "text", _("Reason"), rows=3, help_text=READ_BY_BOTH)
    due_on = DayField(label=_("To be done on site by"), help_text=_("Until 24:00 of that day."))


class ReasonForm(RuleForm):
    reason = _words(Checkup, "text", _("Reason"), rows=3, help_text=READ_BY_BOTH)


class ConcludeForm(RuleForm):
    text = _words(CheckupStep, "text", _("Conclusion"), rows=6, help_text=READ_BY_BOTH)
