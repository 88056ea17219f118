"""The forms of asking for an extension and of deciding on it."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alerts.decisions.models import Extension
from pages.fields import DayField
from pages.forms import RuleForm
from pages.templatetags.look import day_week

LONGEST = Extension._meta.get_field("reason").max_length
PRESS = gettext_lazy("Nothing is decided yet: press Grant or Refuse.")


class AskForm(RuleForm):
    wanted_on = DayField(label=gettext_lazy("New deadline asked for"))
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Everybody who sees it reads this. No secret matters, no personal information."
        ),
        error_messages={"required": gettext_lazy("Give a reason.")},
    )


class DecideManyForm(RuleForm):
    """`decision` is the button pressed; each request is granted the day it asks for."""

    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"),
        choices=[("grant", ""), ("refuse", "")],
        error_messages={"required": PRESS, "invalid_choice": PRESS},
    )
    answer = forms.CharField(
        label=gettext_lazy("Answer to the request"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Everybody who sees it reads this. A refusal needs its reason."),
    )

    @property
    def arguments(self) -> dict:
        granted = self.cleaned_data["decision"] == "grant"
        return {"granted": granted, "answer": self.cleaned_data["answer"]}


class DecideForm(DecideManyForm):
    """`wanted_on` is the day asked for: it stands in the field, and may be changed.

    `decision` is the button pressed. Without it nothing is decided.
    """

    due_on = DayField(label=gettext_lazy("Grant until"), required=False)

    @property
    def arguments(self) -> dict:
        return super().arguments | {"due_on": self.cleaned_data["due_on"]}

    def __init__(self, *args, wanted_on: date, now, **kwargs):
        super().__init__(*args, initial={"due_on": wanted_on}, **kwargs)
        asked = _("Asked for: %(day)s. Another day may be granted.")
        self.fields["due_on"].help_text = asked % {"day": day_week(wanted_on, now)}
