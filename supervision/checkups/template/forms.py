"""The forms of checking templates: writing a version, retiring one."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm
from supervision.checkups.template.models import CheckupTemplate, TemplateQuestion, TemplateVersion
from supervision.checkups.template.write import MOST_QUESTIONS, MOST_SECTIONS, SectionText

MOST_LINES = (TemplateQuestion._meta.get_field("text").max_length + 1) * MOST_QUESTIONS


def _line(field: str, label, **more) -> forms.CharField:
    most = TemplateVersion._meta.get_field(field).max_length
    return forms.CharField(label=label, max_length=most, **more)


class Section(NamedTuple):
    """A section in the form: its title and its questions, one a line."""

    title: forms.BoundField
    questions: forms.BoundField


class TemplateForm(RuleForm):
    """A version as it is written; the verb says what is missing."""

    name = _line("name", _("Name of the template"))
    basis = _line("basis", _("Basis"), help_text=_("The regulation or document, and its article."))
    first_on = DayField(
        label=_("In force from"), help_text=_("What is opened before keeps its version.")
    )
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, version: TemplateVersion | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        written = version.sections if version else []
        for place in self.places:
            title = questions = ""
            if place <= len(written):
                section = written[place - 1]
                title = section.title
                questions = "\n".join(question.text for question in section.questions)
            self.fields[f"section_{place}"] = forms.CharField(
                label=_("Section"), required=False, initial=title,
                max_length=TemplateQuestion._meta.get_field("section").max_length,
            )  # fmt: skip
            self.fields[f"questions_{place}"] = forms.CharField(
                label=_("Questions, one a line"), required=False, initial=questions,
                max_length=MOST_LINES,
                widget=forms.Textarea(attrs={"rows": max(3, questions.count("\n") * 2 + 2)}),
            )  # fmt: skip

    @property
    def places(self) -> range:
        return range(1, MOST_SECTIONS + 1)

    @property
    def sections(self) -> Iterator[Section]:
        """The sections for the page, with room for more than are written."""
        for place in self.places:
            yield Section(self[f"section_{place}"], self[f"questions_{place}"])

    @property
    def head(self) -> list[forms.BoundField]:
        return [self["name"], self["basis"], self["first_on"]]

    @property
    def arguments(self) -> dict:
        typed = self.cleaned_data
        sections = [
            SectionText(place, typed[f"section_{place}"], typed[f"questions_{place}"].splitlines())
            for place in self.places
        ]
        names = ("name", "basis", "first_on", "nonce")
        return {"sections": sections, **{name: typed[name] for name in names}}


class RetireForm(RuleForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=CheckupTemplate._meta.get_field("retired_because").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
