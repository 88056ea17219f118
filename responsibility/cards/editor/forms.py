"""The forms of a draft: its face, its lines, one more personal line."""

import re
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import CountedField, RuleForm
from pages.numbers import number
from responsibility.cards.change import Wording
from responsibility.cards.issues import CardIssue
from responsibility.cards.texts import LONGEST_LEAD, LONGEST_LINE, MOST_LINES, LineKind

MOVES = {"up": -1, "down": 1}


class FaceForm(RuleForm):
    """`posts` are the posts that may be named; None where the card is for a role."""

    lead = forms.CharField(
        label=_("Lead text"),
        max_length=LONGEST_LEAD,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    issuer = forms.CharField(label=_("In the name of"), max_length=40)
    revision = forms.IntegerField(widget=forms.HiddenInput)
    posts = forms.MultipleChoiceField(required=False)

    def __init__(self, *args, posts, **kwargs):
        super().__init__(*args, **kwargs)
        self.for_role = posts is None
        self.fields["posts"].choices = [(str(post.pk), post.pk) for post in posts or []]

    @property
    def arguments(self) -> dict:
        chosen = dict(self.cleaned_data)
        posts = [int(pk) for pk in chosen.pop("posts")]
        return chosen | {"post_ids": None if self.for_role else posts}


class LineForm(RuleForm):
    """One line. Without text it is no line."""

    bound_field_class = CountedField

    key = forms.UUIDField(widget=forms.HiddenInput)
    kind = forms.ChoiceField(label=_("Kind"), choices=LineKind)
    text = forms.CharField(
        label=_("Text"),
        max_length=LONGEST_LINE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    until_on = DayField(label=_("Until"), required=False)
    codes = forms.CharField(label=_("Linked duty items"), max_length=120, required=False)
    drop = forms.BooleanField(label=_("Delete"), required=False)

    def __init__(self, *args, known, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = known

    def clean_text(self) -> str:
        return " ".join(self.cleaned_data["text"].split())

    def clean_codes(self) -> list[str]:
        codes = [
            code for code in re.split(r"[^A-Z0-9-]+", self.cleaned_data["codes"].upper()) if code
        ]
        for code in codes:
            if self.known and code not in self.known:
                raise forms.ValidationError(
                    _("There is no duty item %(code)s."), params={"code": code}
                )
        return codes

    @property
    def wording(self) -> Wording | None:
        """The line asked for; None where it is empty, deleted or wrong."""
        values = getattr(self, "cleaned_data", {})
        if values.get("drop") or not values.get("text") or not values.get("key"):
            return None
        return Wording(
            key=values["key"],
            text=values["text"],
            kind=values.get("kind") or LineKind.PROMPT,
            until_on=values.get("until_on"),
            duty_codes=values.get("codes") or [],
        )


class BaseLines(forms.BaseFormSet):
    def wordings(self, move: str = "") -> list[Wording]:
        """The lines in their order; `move` is "up:2" or "down:2"."""
        found = [form.wording for form in self.forms]
        direction, _colon, index = move.partition(":")
        here = number(index)
        if direction in MOVES and here is not None:
            there = here + MOVES[direction]
            if 0 <= there < len(found) and here < len(found):
                found[here], found[there] = found[there], found[here]
        return [one for one in found if one]


Lines = forms.formset_factory(
    LineForm, formset=BaseLines, extra=0, max_num=10 * MOST_LINES, absolute_max=200
)


def lines_of(issue: CardIssue, data=None, *, known, blank: bool = False) -> BaseLines:
    """The lines of a draft as forms; with `blank` one more to be filled in."""
    initial = [
        {
            "key": line.key,
            "kind": line.kind,
            "text": line.text,
            "until_on": line.until_on,
            "codes": " ".join(line.duty_codes),
        }
        for line in issue.lines.all()
    ]
    if blank:
        initial.append({"key": uuid4(), "kind": LineKind.PROMPT})
    return Lines(data, initial=initial, prefix="line", form_kwargs={"known": known})


class PersonalForm(RuleForm):
    """A line for one unit or one person: `target` is "u" or "p" and an id."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    target = forms.ChoiceField(label=_("For"))
    text = forms.CharField(
        label=_("Text"), max_length=LONGEST_LINE, widget=forms.Textarea(attrs={"rows": 2})
    )
    until_on = DayField(label=_("Until"), required=False)

    def __init__(self, *args, recipients, **kwargs):
        super().__init__(*args, **kwargs)
        units = {one.post.unit_id: one.post.unit.name for one in recipients}
        people = [
            (f"p{one.post.pk}", f"{one.post.unit.name} · {one.holder.name} ({one.post.title})")
            for one in recipients
        ]
        self.fields["target"].choices = [
            (_("A unit"), [(f"u{pk}", name) for pk, name in units.items()]),
            (_("A person"), people),
        ]

    @property
    def arguments(self) -> dict:
        values = self.cleaned_data
        wording = Wording(values["key"], values["text"], until_on=values["until_on"])
        target, number = values["target"][0], int(values["target"][1:])
        return {"wording": wording, "unit_id" if target == "u" else "post_id": number}
