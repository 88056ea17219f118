"""The form of the words of messages, a field for each piece, and of a provider's template."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from alerts.deadlines.discovery import deadline_model
from alerts.kinds.collected import collected
from alerts.kinds.stages import rule_of
from alerts.outbox.channel_names import channel_name
from alerts.wording.words import Words
from pages.forms import RuleForm

WHOLE = {
    "text": _("The whole text"),
    "signature": _("Signature where the installation names none"),
    "between": _("Between two parts"),
    "rest": _("After the parts that a provider's variable has room for"),
    "figures": _("Where it has room for none"),
    "lacking": _("After one task that asks for several"),
    "link": _("Link"),
    "day": _("A day"),
    "day_and_year": _("A day of another year"),
    "earliest": _("The first of several days"),
}
SPACES = {"between", "link"}  # where a space at the edge is meant
OURS = ["name", "what", "reference"]


def label_of(key: str) -> str:
    """What the words of a part are for: a stage, or a stage of one kind of deadline."""
    if key in collected().stages:
        return str(rule_of(key).label)
    stage, _between, kind = key.rpartition("_")
    return f"{rule_of(stage).label} · {deadline_model(kind).kind_name}"


class WordingForm(RuleForm):
    """Fields `text`, ... and `parts.<stage>`; `words()` puts them together again."""

    note = forms.CharField(label=_("What changes, and why"), max_length=200)

    def __init__(self, *args, words: Words, **kwargs):
        super().__init__(*args, **kwargs)
        for key, label in WHOLE.items():
            self._add(key, label, words[key], strip=key not in SPACES)
        self.fields["text"].widget = forms.Textarea(attrs={"rows": 3})
        for key in words["parts"]:
            self._add(f"parts.{key}", label_of(key), words["parts"][key])

    def _add(self, key: str, label, initial: str, *, strip: bool = True) -> None:
        self.fields[key] = forms.CharField(
            label=label, initial=initial, max_length=200, strip=strip
        )

    @property
    def of_whole(self):
        """The fields of the whole text."""
        return [self[key] for key in WHOLE]

    @property
    def of_parts(self):
        """The fields of what is said of each stage, in the order in which it is said."""
        return [self[name] for name in self.fields if name.startswith("parts.")]

    @property
    def arguments(self) -> dict:
        return {"words": self.words(), "note": self.cleaned_data["note"]}

    def words(self) -> dict:
        """The words typed, in the shape of alerts/wording/wording.toml."""
        typed = self.cleaned_data
        parts = {
            name.removeprefix("parts."): text
            for name, text in typed.items()
            if name.startswith("parts.")
        }
        return {key: typed[key] for key in WHOLE} | {"parts": parts}


class TemplateForm(RuleForm):
    """A template as the provider approved it, of one of `channels`."""

    channel = forms.ChoiceField(label=_("Channel"))
    code = forms.CharField(label=_("Number of the template"), max_length=40)
    signature = forms.CharField(label=_("Signature approved"), max_length=40)

    def __init__(self, *args, channels: Iterable[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["channel"].choices = [(key, channel_name(key)) for key in channels]
        for ours in OURS:
            self.fields[ours] = forms.CharField(
                label=_("The provider's name of {%(ours)s}") % {"ours": ours},
                initial=ours,
                max_length=40,
            )

    @property
    def arguments(self) -> dict:
        typed = {name: self.cleaned_data[name] for name in ("channel", "code", "signature")}
        return typed | {"params": self.params()}

    def params(self) -> dict[str, str]:
        """Ours by the provider's names."""
        return {self.cleaned_data[ours]: ours for ours in OURS}
