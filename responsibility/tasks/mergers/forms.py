"""The forms of a merger and a split: what is asked first, and then where each post goes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm
from responsibility.organisation.fields import UnitField
from responsibility.tasks.mergers.goes import Goes

LONGEST_NAME, MOST_NEW = 80, 5
FIRST_DAY = _("From that day on it is so; the units that end stand until the day before.")


class _WhenForm(RuleForm):
    """`seen` says whose rows were shown: others are shown before they are entered."""

    first_on = DayField(label=_("First day"), help_text=FIRST_DAY)
    basis = forms.CharField(label=_("Document number"), max_length=120)
    seen = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)


class MergeForm(_WhenForm):
    """`unit` is merged with others of `units`, into one of them, another or a new one."""

    second = UnitField(
        label=_("Merged with"), queryset=None, required=False, empty_label=_("Choose a unit")
    )
    third = UnitField(
        label=_("And with"), queryset=None, required=False, empty_label=_("No third unit")
    )
    into = UnitField(
        label=_("Into"),
        queryset=None,
        required=False,
        empty_label=_("A new unit"),
        help_text=_("A unit that there is already goes on; the others end."),
    )
    name = forms.CharField(label=_("Name of the new unit"), max_length=LONGEST_NAME, required=False)
    field_order = ("second", "third", "into", "name", "first_on", "basis", "seen")

    def __init__(self, *args, unit, units, today, **kwargs):
        super().__init__(*args, initial={"first_on": today}, **kwargs)
        self.unit = unit
        others = units.exclude(pk=unit.pk)
        self.fields["second"].queryset = self.fields["third"].queryset = others
        self.fields["into"].queryset = units

    def clean(self) -> dict[str, Any]:
        """A new unit has a name."""
        cleaned = super().clean()
        if not cleaned.get("into") and "into" not in self.errors and not cleaned.get("name"):
            self.add_error("name", _("Give the new unit a name, or choose one that there is."))
        return cleaned

    @property
    def merged(self) -> list:
        """The units that are merged, those that end."""
        into = self.cleaned_data["into"]
        named = [self.unit, self.cleaned_data["second"], self.cleaned_data["third"]]
        return [unit for unit in dict.fromkeys(named) if unit and unit != into]

    @property
    def arguments(self) -> dict[str, Any]:
        into = self.cleaned_data["into"]
        return {
            "unit_ids": [unit.pk for unit in self.merged] or [self.unit.pk],
            "into_id": into.pk if into else None,
            "name": self.cleaned_data["name"],
            "first_on": self.cleaned_data["first_on"],
            "basis": self.cleaned_data["basis"],
        }


class SplitForm(_WhenForm):
    """`unit` is split into it and others, or into others alone."""

    names = forms.CharField(
        label=_("New units"),
        max_length=(LONGEST_NAME + 2) * MOST_NEW,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One name a line, at most five."),
    )
    ends = forms.BooleanField(
        label=_("The unit itself ends"),
        required=False,
        help_text=_("Without the tick it goes on beside the new ones."),
    )
    field_order = ("names", "ends", "first_on", "basis", "seen")

    def __init__(self, *args, unit, today, **kwargs):
        super().__init__(*args, initial={"first_on": today}, **kwargs)
        self.unit = unit

    def clean_names(self) -> list[str]:
        """The lines, each a name that is free."""
        lines = [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]
        if len(lines) > MOST_NEW:
            raise forms.ValidationError(_("Name at most five new units."))
        if len(set(lines)) < len(lines):
            raise forms.ValidationError(_("Two new units have the same name."))
        if any(len(line) > LONGEST_NAME for line in lines):
            raise forms.ValidationError(_("A unit's name has at most 80 characters."))
        return lines

    @property
    def arguments(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("names", "ends", "first_on", "basis")}


class RowsForm(RuleForm):
    """Where each post of a `plan` goes, with whom, and where the units beneath go."""

    def __init__(self, *args, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        for row in plan.rows:
            post = str(row.post)
            self.fields[f"post_{row.post.pk}"] = forms.ChoiceField(
                label=post, choices=row.choices, initial=row.chosen
            )
            self.fields[f"people_{row.post.pk}"] = forms.BooleanField(
                label=_("Its people go along"), required=False, initial=row.people_go
            )
        for part in plan.parts if plan.is_split else ():
            self.fields[f"part_{part.pk}"] = forms.ChoiceField(
                label=part.name, choices=plan.part_choices, required=False
            )

    @property
    def lines(self) -> list[tuple]:
        """The rows of the plan, each with its two fields."""
        return [
            (row, self[f"post_{row.post.pk}"], self[f"people_{row.post.pk}"])
            for row in self.plan.rows
        ]

    @property
    def parts(self) -> list[tuple]:
        """The units beneath, each with its field."""
        return [(part, self[f"part_{part.pk}"]) for part in self.plan.parts if self.plan.is_split]

    def as_chosen(self, values) -> dict[str, Any]:
        """The arguments of the verb for `values` by the name of the field."""
        posts = [row.post.pk for row in self.plan.rows]
        goes = {
            "goes": {pk: Goes.read(values[f"post_{pk}"]) for pk in posts},
            "people": [pk for pk in posts if values[f"people_{pk}"]],
        }
        if not self.plan.is_split:
            return goes
        named = {part.pk: values[f"part_{part.pk}"] for part, _field in self.parts}
        return goes | {"parts": {pk: int(place) for pk, place in named.items() if place}}

    @property
    def as_shown(self) -> dict[str, Any]:
        """What is chosen before anybody chooses."""
        values = {name: field.initial for name, field in self.fields.items()}
        for part, _field in self.parts:
            values[f"part_{part.pk}"] = self.plan.part_choices[0][0]
        return self.as_chosen(values)
