"""The forms of a hearing: the draft, the note, that it was heard, a decision."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.days import day_of
from pages.fields import DayField
from pages.forms import RuleForm
from pages.quarter import Quarter
from responsibility.organisation.fields import UnitsField
from responsibility.organisation.units.models import Unit
from supervision.hearings.draft import LONGEST_REASON
from supervision.hearings.models import Hearing, HearingDecision, HearingNote, LaidReport
from supervision.hearings.report import Red

ONE_A_LINE = _("One a line, five at most.")
REASON = "reason-"


def _text(model, name: str, label, *, rows: int = 3, **more) -> forms.CharField:
    most = model._meta.get_field(name).max_length
    return forms.CharField(
        label=label, max_length=most, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class OpenForm(RuleForm):
    """Of which quarter; `quarters` are those to choose from, the newest first."""

    quarter = forms.TypedChoiceField(label=_("Quarter"), coerce=Quarter.parse)

    def __init__(self, *args, quarters, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = [(str(each), each.name) for each in quarters]


class DraftForm(RuleForm):
    """What the office writes; a field for each of `reds` that stands on the page."""

    meeting_on = DayField(label=pgettext_lazy("committee", "Day of the meeting"), required=False)
    findings = _text(
        Hearing, "findings", pgettext_lazy("hearing", "Findings"), rows=6, required=False,
        help_text=_("One a line, five at most. About items and work, not about people."),
    )  # fmt: skip
    requests = _text(
        Hearing, "requests", _("Decisions asked for"), rows=5, required=False, help_text=ONE_A_LINE
    )

    def __init__(self, *args, reds: list[Red], **kwargs):
        super().__init__(*args, **kwargs)
        for red in reds:
            self.fields[f"{REASON}{red.task}"] = forms.CharField(
                label=f"{red.unit} {red.holder} · {red.called}", max_length=LONGEST_REASON,
                required=False, initial=red.reason,
                help_text=_("Why it is still red, as you have verified it."),
            )  # fmt: skip

    @property
    def arguments(self) -> dict:
        values = dict(super().arguments)
        names = [name for name in values if name.startswith(REASON)]
        reasons = {name.removeprefix(REASON): values.pop(name) for name in names}
        return {**values, "reasons": reasons}


class LayForm(RuleForm):
    """`digest` is the fingerprint of what was shown."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)


class ReasonForm(RuleForm):
    reason = _text(
        LaidReport, "ended_because", _("Reason"), error_messages={"required": _("Give a reason.")}
    )


class NoteForm(RuleForm):
    text = _text(
        HearingNote, "text", _("What is otherwise than the report has it"), rows=4,
        help_text=_("The report stays as it was laid; the note stands beside it."),
    )  # fmt: skip


class HeardForm(RuleForm):
    heard_on = DayField(label=_("Heard on"))


class DecisionForm(RuleForm):
    """The units of the county may carry it out; nobody has to."""

    text = _text(HearingDecision, "text", _("What was decided"))
    units = UnitsField(
        label=_("Carried out by"), queryset=Unit.objects.none(), required=False,
        help_text=_("The principal officer of each answers by that day; it comes back here."),
    )  # fmt: skip
    reply_by = DayField(label=_("Answer by"), required=False)
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, units, now, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units
        self.fields["reply_by"].widget.attrs["min"] = day_of(now).isoformat()

    @property
    def arguments(self) -> dict:
        values = dict(self.cleaned_data)
        units = values.pop("units")
        return {**values, "unit_ids": [unit.pk for unit in units]}
