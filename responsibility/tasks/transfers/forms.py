"""The forms of a transfer: what is asked first, and what is then chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm
from responsibility.organisation.fields import PostField
from responsibility.organisation.people.forms import person_field
from responsibility.tasks.transfers.vacated import EXEMPT, STAY


class TransferForm(RuleForm):
    """`posts` are those the person may go to, `people` those who may follow.

    `seen` says whose changes were shown: others are shown before they are entered.
    """

    post = PostField(
        label=_("New post"),
        queryset=None,
        required=False,
        empty_label=_("None: leaves without a new post"),
    )
    first_on = DayField(
        label=_("Day of the handover"),
        help_text=_("From that day on the new appointments run; the old ones end the day before."),
    )
    basis = forms.CharField(label=_("Document number"), max_length=120)
    follower = person_field(label=_("Who follows"), required=False)
    seen = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(self, *args, posts, people, today, **kwargs):
        super().__init__(*args, initial={"first_on": today}, **kwargs)
        self.fields["post"].queryset, self.fields["follower"].people = posts, people

    @property
    def arguments(self) -> dict[str, Any]:
        chosen = {name: self.cleaned_data[name] for name in ("post", "follower")}
        ids = {f"{name}_id": row.pk if row else None for name, row in chosen.items()}
        return ids | {name: self.cleaned_data[name] for name in ("first_on", "basis")}


def _ticks(label) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label, coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )


class ChoicesForm(RuleForm):
    """What of a `plan` is up to the office; what there is not is not asked."""

    ends = _ticks(_("Appointments of the follower that end the day before"))
    seats = _ticks(_("Seats in the new unit"))
    follower_seats = _ticks(_("Seats that the follower takes"))
    clerks = _ticks(_("Clerks who go along; the others stay with the post"))
    open_tasks = forms.ChoiceField(
        label=_("Open tasks of the post, which nobody takes over"),
        choices=[
            (STAY, _("Stay with the post: who leads the unit hears of them")),
            (EXEMPT, _("Exempt: nobody owes what falls due from the day on")),
        ],
        initial=STAY,
    )

    def __init__(self, *args, plan, **kwargs):
        asked = plan.choices
        ticked = {name: plan.ticked(name) for name in asked}
        super().__init__(*args, initial=ticked, **kwargs)
        for name, choices in asked.items():
            self.fields[name].choices = choices
            if not choices:
                del self.fields[name]
        if not plan.left_open:
            del self.fields["open_tasks"]

    @property
    def as_shown(self) -> dict[str, list[int]]:
        """What is ticked before anybody chose otherwise."""
        return {name: list(self.initial[name]) for name in self.fields if name in self.initial}
