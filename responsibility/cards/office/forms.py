"""The form of a new draft: whose card for which quarter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.forms import RuleForm
from pages.quarter import Quarter
from responsibility.cards.recipients import roles_with_cards

BY_NAME = "named"


class NewCardForm(RuleForm):
    """The running quarter or the next, for a role or for posts named later."""

    quarter = forms.ChoiceField(label=_("Quarter"))
    audience = forms.ChoiceField(label=_("For whom"))

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, **kwargs)
        running = Quarter.at(now)
        self.fields["quarter"].choices = [
            (str(one), one.name) for one in (running, running.shifted(1))
        ]
        self.roles = {role.code: role for role in roles_with_cards()}
        named = [(BY_NAME, _("Posts chosen by name"))]
        self.fields["audience"].choices = [(c, str(r)) for c, r in self.roles.items()] + named

    @property
    def arguments(self) -> dict:
        return {
            "quarter": Quarter.parse(self.cleaned_data["quarter"]),
            "audience": self.roles.get(self.cleaned_data["audience"]),
        }
