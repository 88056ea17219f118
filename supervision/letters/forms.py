"""The forms of a letter, and of each act on it."""

from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.fields import DayField, ManyField
from pages.forms import RuleForm
from responsibility.organisation.fields import UnitField
from supervision.letters.close import outcomes_of
from supervision.letters.kinds import LetterKind
from supervision.letters.models import WEIGHED, Letter, LetterStep
from supervision.letters.replies import LetterMeasure, LetterReply
from supervision.letters.states import Grade
from supervision.papers.forms import NOTHING_SECRET

READ_BY_ALL = _("Everybody who sees the letter reads it.")
LEFT_OPEN = _("Left open, the county’s time limit counts.")


def _words(model, field: str, label, *, rows: int = 3, **more) -> forms.CharField:
    most = model._meta.get_field(field).max_length
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


def _nonce() -> forms.UUIDField:
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class PostChoice(forms.ModelChoiceField):
    def label_from_instance(self, post) -> str:
        return f"{post.unit.name} · {post.title}"


class ChooseForm(RuleForm):
    """Of which kind, and to which unit."""

    kind = forms.ModelChoiceField(label=_("Kind of letter"), queryset=LetterKind.objects.none())
    unit = UnitField(label=_("Unit"), queryset=None)

    def __init__(self, *args, kinds, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset, self.fields["unit"].queryset = kinds, units


class ContentForm(RuleForm):
    """What it says: as its kind asks."""

    title = forms.CharField(
        label=_("About"), max_length=Letter._meta.get_field("title").max_length,
        help_text=_("It stands in the title of the paper: on this."),
    )  # fmt: skip
    grade = forms.TypedChoiceField(
        label=_("Grade"), choices=Grade.choices, coerce=int, widget=forms.RadioSelect
    )
    text = _words(Letter, "text", _("What was found"), rows=6, help_text=NOTHING_SECRET)
    causes = _words(Letter, "causes", _("Main problems and their causes"), rows=4)
    nature = _words(Letter, "nature", _("Nature"), rows=2)
    loss = _words(Letter, "loss", _("Loss"), rows=2)
    effect = _words(Letter, "effect", _("Effect"), rows=2)
    motive = _words(Letter, "motive", _("Motive"), rows=2)
    attitude = _words(Letter, "attitude", _("Attitude"), rows=2)
    asks = _words(
        Letter,
        "asks",
        pgettext_lazy("letter", "What is asked"),
        rows=4,
        help_text=_("A point a line."),
    )
    reply_by = DayField(label=_("Reply by"), required=False, help_text=LEFT_OPEN)
    copied = forms.BooleanField(
        label=_("Copy to the unit’s principal officer"), required=False,
        help_text=_("Without a copy nobody else of the unit sees it."),
    )  # fmt: skip

    def __init__(self, *args, kind: LetterKind, **kwargs):
        super().__init__(*args, **kwargs)
        needed = {"grade": kind.graded, "causes": kind.causes, "copied": kind.personal}
        needed |= dict.fromkeys(WEIGHED, kind.weighs)
        for name in [name for name, shown in needed.items() if not shown]:
            del self.fields[name]


class LetterForm(ContentForm):
    post = PostChoice(label=_("To the post"), queryset=None)
    issuer = forms.ChoiceField(label=pgettext_lazy("letter", "Issued by"), widget=forms.RadioSelect)
    nonce = _nonce()
    field_order = ["post", "issuer", "title"]

    def __init__(self, *args, posts, issuers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["post"].queryset = posts
        self.fields["issuer"].choices = issuers


class PressForm(RuleForm):
    """Nothing to fill in."""


class ReasonForm(RuleForm):
    reason = _words(LetterStep, "text", _("Reason"), help_text=READ_BY_ALL)


class ApproveForm(RuleForm):
    decision = forms.ChoiceField(
        label=_("Decision"), widget=forms.RadioSelect,
        choices=[("accept", _("Approve, number and serve it")), ("return", _("Send it back"))],
    )  # fmt: skip
    reason = _words(
        LetterStep,
        "text",
        _("Opinion"),
        required=False,
        help_text=_("To send back needs a reason."),
    )

    @property
    def arguments(self) -> dict:
        accepted = self.cleaned_data["decision"] == "accept"
        return {"accepted": accepted, "reason": self.cleaned_data["reason"]}


class AgainForm(RuleForm):
    reason = _words(LetterStep, "text", _("What was looked at"), help_text=READ_BY_ALL)
    again_by = DayField(label=_("New reply by"), required=False, help_text=LEFT_OPEN)


class VerifyForm(AgainForm):
    decision = forms.ChoiceField(
        label=_("Conclusion"), widget=forms.RadioSelect,
        choices=[
            ("accept", _("The measures will do, they are followed")),
            ("again", _("Insufficient, a new reply is owed")),
        ],
    )  # fmt: skip
    field_order = ["decision", "reason", "again_by"]

    @property
    def arguments(self) -> dict:
        values = dict(super().arguments)
        return {"accepted": values.pop("decision") == "accept", **values}


class CloseForm(RuleForm):
    outcome = forms.ChoiceField(label=_("Outcome"), widget=forms.RadioSelect)
    reason = _words(LetterStep, "text", _("Opinion"), help_text=READ_BY_ALL)

    def __init__(self, *args, letter: Letter, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(outcome.value, outcome.label) for outcome in outcomes_of(letter.kind)]
        self.fields["outcome"].choices = choices
        if len(choices) == 1:
            self.fields["outcome"].initial = choices[0][0]


class _WithFiles(RuleForm):
    files = ManyField(read=UUID)

    @property
    def arguments(self) -> dict:
        values = dict(super().arguments)
        return {"file_ids": values.pop("files"), **values}


class ReplyForm(_WithFiles):
    text = _words(LetterReply, "text", _("Reply"), rows=6, help_text=NOTHING_SECRET)
    own_view = _words(
        LetterReply, "own_view", _("The own view of the person warned"), rows=4, required=False
    )
    nonce = _nonce()


class PaperReplyForm(ReplyForm):
    received_on = DayField(label=_("Received on"))
    text = _words(LetterReply, "text", _("What it replies, in short"), rows=4)
    field_order = ["received_on", "text", "own_view"]


class ReportForm(_WithFiles):
    text = _words(LetterMeasure, "done_text", _("What was done"), help_text=NOTHING_SECRET)
