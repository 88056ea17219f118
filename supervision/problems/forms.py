"""The forms of a problem: entering it, and each act on it."""

from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField, IdentifierField, ManyField
from pages.forms import RuleForm
from responsibility.organisation.fields import UnitField
from supervision.papers.forms import NOTHING_SECRET
from supervision.problems.models import Assignment, Problem
from supervision.problems.rectification import CloseOut, MeasureReport, ProblemClaim

READ_BY_ALL = _("Everybody who sees the problem reads it.")


def _words(model, field: str, label, *, rows: int = 3, help_text=NOTHING_SECRET, **more):
    """A field for the words of a column."""
    return forms.CharField(
        label=label,
        max_length=model._meta.get_field(field).max_length,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        **more,
    )


def _nonce() -> forms.UUIDField:
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class RowsForm(RuleForm):
    """A form with choices that hang on the problem: `rows` by the names of the fields."""

    def __init__(self, *args, rows: dict[str, QuerySet] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        for name, queryset in (rows or {}).items():
            self.fields[name].queryset = queryset

    @property
    def arguments(self) -> dict:
        """What is not chosen goes by the same name as what is: `leader_id`."""
        values = dict(super().arguments)
        for name in [name for name in self.fields if name in values]:
            if isinstance(self.fields[name], forms.ModelChoiceField):
                values[f"{name}_id"] = values.pop(name)
        return values


class PostChoice(forms.ModelChoiceField):
    def label_from_instance(self, post) -> str:
        return f"{post.unit.name} · {post.title}"


class ProblemChoice(forms.ModelChoiceField):
    def label_from_instance(self, problem) -> str:
        return f"{problem.called} · {problem.unit.name} · {problem.title}"


class ProblemForm(RowsForm):
    unit = UnitField(label=_("Unit responsible"), queryset=None)
    title = forms.CharField(
        label=_("Problem in one sentence"), max_length=Problem._meta.get_field("title").max_length
    )
    text = _words(Problem, "text", _("How it shows"), rows=5)
    source = forms.ModelChoiceField(label=_("Source"), queryset=None)
    type = forms.ModelChoiceField(label=_("Type"), queryset=None)
    severity = forms.ModelChoiceField(label=_("Severity"), queryset=None)
    found_on = DayField(label=_("Found on"))
    found_by = forms.CharField(
        label=_("Found by"), max_length=Problem._meta.get_field("found_by").max_length,
        required=False, help_text=_("The inspection group, the audit office, the department."),
    )  # fmt: skip
    origin = IdentifierField(
        label=_("Its number there"), max_length=Problem._meta.get_field("origin").max_length,
        required=False, help_text=_("By it one problem is not entered twice."),
    )  # fmt: skip
    basis = forms.CharField(
        label=_("Basis"), max_length=Problem._meta.get_field("basis").max_length, required=False,
        help_text=_("The document, and the number in it."),
    )  # fmt: skip
    recurs = ProblemChoice(
        label=_("Came back"), queryset=None, required=False, empty_label=_("No, it is new"),
        help_text=_("A closed problem of the same unit that this one repeats."),
    )  # fmt: skip
    nonce = _nonce()


class AssignBodyForm(RowsForm):
    post = PostChoice(label=_("Supervising body"), queryset=None)
    due_on = DayField(label=_("To be answered by"), help_text=_("Until 24:00 of that day."))
    text = _words(Assignment, "text", _("What is asked"), required=False)


class AssignForm(RowsForm):
    post = PostChoice(label=_("Post that rectifies"), queryset=None, empty_label=None)
    leader = forms.ModelChoiceField(
        label=_("Leader responsible"), queryset=None, required=False,
        help_text=_("Whoever is named neither verifies nor approves the closing."),
    )  # fmt: skip
    due_on = DayField(label=_("To be rectified by"), help_text=_("Until 24:00 of that day."))
    text = _words(Assignment, "text", _("What is asked"), required=False)


class ReasonForm(RuleForm):
    reason = _words(Assignment, "text", _("Reason"), help_text=READ_BY_ALL)


class QuestionForm(RuleForm):
    text = _words(Assignment, "text", _("Question"), help_text=READ_BY_ALL)


class AnswerForm(RuleForm):
    text = _words(Assignment, "text", _("Answer"), help_text=READ_BY_ALL)


class ClaimForm(RuleForm):
    text = _words(ProblemClaim, "text", _("Own statement"), rows=5)


class ReportForm(RuleForm):
    text = _words(MeasureReport, "text", _("What became of the measure"))
    done_on = DayField(label=_("Done on"))
    files = ManyField(read=UUID)
    nonce = _nonce()

    @property
    def arguments(self) -> dict:
        values = dict(super().arguments)
        return {"file_ids": values.pop("files"), **values}


class ApplyForm(RuleForm):
    text = _words(CloseOut, "text", _("What was achieved"), rows=5)


class PassOnForm(RowsForm):
    unit = UnitField(label=_("Unit to take it over"), queryset=None)
    reason = _words(Assignment, "text", _("Reason"), help_text=READ_BY_ALL)


class DecisionForm(RuleForm):
    """`yes` and `no` are the words of the two decisions, `name` the verb's word for yes."""

    yes, no, name = _("Agree"), _("Send back"), "passed"
    reason_label, reason_needed = _("Opinion"), False

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reason = _words(CloseOut, "text", "", rows=4, help_text=READ_BY_ALL, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [("yes", self.yes), ("no", self.no)]
        self.fields["reason"].label = self.reason_label
        self.fields["reason"].required = self.reason_needed

    @property
    def arguments(self) -> dict:
        values = dict(super().arguments)
        return {self.name: values.pop("decision") == "yes", **values}


class VerifyForm(DecisionForm):
    yes, no = _("Rectified: send it on to be approved"), _("Send back to be rectified")
    reason_label, reason_needed = _("What was looked at"), True


class ApproveForm(DecisionForm):
    yes, no = _("Close it out"), _("Send back to be rectified")


class TakeOverForm(DecisionForm):
    yes, no, name = _("Take it over"), _("Refuse"), "accepted"
    reason_label = _("Reason")


class LookBackForm(DecisionForm):
    yes, no, name = _("The rectification holds"), _("It does not hold: open it again"), "holds"
    reason_label, reason_needed = _("What was looked at"), True

    due_on = DayField(label=_("If open again: to be rectified by"), required=False)
