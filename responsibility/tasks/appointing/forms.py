"""The form of an appointment."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.fields import DayField
from pages.forms import RuleForm
from responsibility.organisation.people.forms import person_field


class AppointForm(RuleForm):
    """`holder` is who holds the post now, if anybody; `people` are those who may be appointed.

    `seats` are those that go with the post (posts.take_seats); all are ticked.
    `seen` is the first day whose effects were shown: a day gone by is asked for twice.
    """

    user = person_field()
    first_on = DayField(label=gettext_lazy("First day"))
    last_on = DayField(label=gettext_lazy("Last day"), required=False)
    acting = forms.BooleanField(label=gettext_lazy("Acting"), required=False)
    ends_running = forms.BooleanField(required=False)
    basis = forms.CharField(label=gettext_lazy("Document number"), max_length=120, required=False)
    seats = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Takes with the first day the seat of"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = DayField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, holder, people, today, seats, **kwargs):
        choices = [(seat.post.pk, str(seat)) for seat in seats]
        initial = {"first_on": today, "ends_running": True, "seats": [pk for pk, _seat in choices]}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["seats"].choices = choices
        if not seats:
            del self.fields["seats"]
        self.fields["user"].people = people
        if holder is None:
            del self.fields["ends_running"]
        else:
            self.fields["ends_running"].label = _(
                "%(person)s's appointment ends the day before"
            ) % {"person": holder.user}
