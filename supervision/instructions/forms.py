"""The forms of an instruction."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.fields import DayField
from pages.forms import RuleForm
from responsibility.organisation.fields import UnitsField
from responsibility.organisation.posts.models import Post
from responsibility.organisation.units.models import Unit
from supervision.instructions.models import Instruction


def _most(field: str) -> int:
    return Instruction._meta.get_field(field).max_length


class LeaderField(forms.ModelChoiceField):
    def label_from_instance(self, post) -> str:
        return f"{post.unit.name} · {post.title}"


class InstructionForm(RuleForm):
    """`rows` are the choices of each field; what it is about comes with the address."""

    leader_post = LeaderField(label=_("Whose instruction"), queryset=Post.objects.none())
    text = forms.CharField(
        label=_("What is wished"), max_length=_most("text"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Word for word, as it was given. Nothing secret."),
        error_messages={"required": _("Say what is wished.")},
    )  # fmt: skip
    given_on = DayField(label=pgettext_lazy("instruction", "Given on"))
    paper = forms.CharField(
        label=_("Number of the paper"), max_length=_most("paper"), required=False,
        help_text=_("Where it stands on a paper."),
    )  # fmt: skip
    overall = LeaderField(
        label=_("Sees to it overall"), queryset=Post.objects.none(), required=False,
        empty_label=_("nobody"),
    )  # fmt: skip
    pushing = LeaderField(
        label=_("Pushes it on"), queryset=Post.objects.none(), required=False,
        empty_label=_("nobody"),
    )  # fmt: skip
    units = UnitsField(
        label=_("Carried out by"), queryset=Unit.objects.none(), required=False,
        help_text=_("The principal officer of each answers by the day."),
    )  # fmt: skip
    reply_by = DayField(label=_("Answer by"), help_text=_("Until 24:00 of that day."))
    nonce = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        for name, queryset in rows.items():
            self.fields[name].queryset = queryset

    @property
    def arguments(self) -> dict:
        values = dict(self.cleaned_data)
        above = {name: values.pop(name) for name in ("leader_post", "overall", "pushing")}
        units = values.pop("units")
        ids = {f"{name}_id": post.pk if post else None for name, post in above.items()}
        return {**values, **ids, "unit_ids": [unit.pk for unit in units]}


class ReasonForm(RuleForm):
    reason = forms.CharField(
        label=_("Reason"), max_length=_most("ended_because"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Give a reason.")},
    )  # fmt: skip
