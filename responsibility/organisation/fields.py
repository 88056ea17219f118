"""Fields that choose a person, a unit or a post."""

from django import forms
from django.utils.translation import gettext_lazy, pgettext

from responsibility.organisation.people.models import User

SET_IN = "\u2003"  # for each step below the top
MOST_NAMED = 5  # how many people an error names before it asks for more letters


class PersonField(forms.CharField):
    """A person by name, pinyin or staff number; `people` are those one may choose."""

    people = User.objects.none()
    default_error_messages = {
        "required": gettext_lazy("Name a person."),
        "nobody": gettext_lazy("Nobody is found by that. Check the spelling, or register them."),
        "many": gettext_lazy("Several people are found: %(names)s. Choose by staff number."),
    }

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        exact = self.people.filter(staff_number=typed.split()[-1]).first()
        if exact:
            return exact
        found = list(self.people.matching(typed)[: MOST_NAMED + 1])
        if not found:
            raise forms.ValidationError(self.error_messages["nobody"], code="nobody")
        if len(found) > 1:
            names = [f"{person.name} {person.staff_number}" for person in found[:MOST_NAMED]]
            names += ["…"] * (len(found) > MOST_NAMED)
            raise forms.ValidationError(
                self.error_messages["many"],
                code="many",
                params={"names": pgettext("between items", ", ").join(names)},
            )
        return found[0]


class UnitField(forms.ModelChoiceField):
    """A unit from the tree: what stands lower is set in."""

    default_error_messages = {"required": gettext_lazy("Choose a unit.")}

    def label_from_instance(self, unit) -> str:
        return SET_IN * unit.depth + unit.name


class UnitsField(forms.ModelMultipleChoiceField):
    """Several units, ticked."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"required": gettext_lazy("Choose a unit.")}

    def label_from_instance(self, unit) -> str:
        return SET_IN * unit.depth + unit.name


class PostField(forms.ModelChoiceField):
    """A post, with its unit and who holds it. Its rows come from `with_holders`."""

    default_error_messages = {"required": gettext_lazy("Choose a post.")}

    def label_from_instance(self, post) -> str:
        names = [appointment.user.name for appointment in post.holders]
        return " · ".join([post.unit.name, post.title, *names])
