"""The forms of the editor: an item with all its rules, a new version, review and closing."""

import re
from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from alerts.workdays.holidays import ENGLISH, holiday_name
from pages.forms import RuleForm
from responsibility.lists.due import LENGTH
from responsibility.lists.models import Category, DutyItem, DutyList, EvidenceKind
from responsibility.lists.versions.values import FIELDS

DUE = [
    ("period_end", _("by the end of the period")),
    ("md", _("on days of the year")),
    ("holiday_eve", _("before holidays")),
    ("appointed", _("so long after appointment")),
]
AFTER = [("M", _("months")), ("D", _("days")), ("WD", _("working days"))]
# What a person may write between days, and within one.
BETWEEN_DAYS = re.compile(r"[\u3001\uff0c,;\uff1b\s]+")
A_DAY = re.compile(r"(\d{1,2})[-./\u6708](\d{1,2})\u65e5?")
LONG = {"rows": 3}


class ItemForm(RuleForm):
    """An item; its due rule is asked for in parts. `branches` are the units under their branches,
    `chain` the responsibility whose categories there are."""

    text = forms.CharField(
        label=_("What is to be done"), max_length=200, widget=forms.Textarea(attrs=LONG)
    )
    category = forms.ModelChoiceField(
        label=_("Category"), queryset=Category.objects.all(), empty_label=_("Choose a category")
    )
    cadence = forms.ChoiceField(label=_("How often"), choices=DutyItem.Cadence.choices)
    required = forms.IntegerField(label=_("Times in a period"), min_value=1, max_value=99)
    count_basis = forms.ChoiceField(label=_("What is counted"), choices=DutyItem.CountBasis.choices)
    due_rule = forms.ChoiceField(label=_("Due"), choices=DUE)
    days = forms.CharField(
        label=_("Days of the year"),
        required=False,
        max_length=80,
        help_text=_("As 03-31, several with commas between."),
    )
    holidays = forms.MultipleChoiceField(
        label=_("Holidays"), required=False, widget=forms.CheckboxSelectMultiple
    )
    after = forms.IntegerField(
        label=_("So long after appointment"), min_value=1, max_value=366, required=False
    )
    after_unit = forms.ChoiceField(label=_("Counted in"), choices=AFTER, required=False)
    rolls_forward = forms.BooleanField(
        label=_("Moves to the next working day where it falls on a day off"), required=False
    )
    warn_days = forms.IntegerField(
        label=_("Days of warning"),
        min_value=1,
        max_value=60,
        required=False,
        help_text=_("Empty: as the lamp rules say."),
    )
    applies_to = forms.MultipleChoiceField(label=_("Applies to"), required=False)
    evidence = forms.ModelMultipleChoiceField(
        label=_("Evidence"),
        queryset=EvidenceKind.objects.order_by("pk"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    zero_report = forms.BooleanField(label=_("A zero report is allowed"), required=False)
    core = forms.BooleanField(label=_("Core item"), required=False)
    sensitivity = forms.ChoiceField(label=_("Sensitivity"), choices=DutyItem.Sensitivity.choices)
    goal = forms.CharField(
        label=_("Goal"), max_length=300, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    measure = forms.CharField(
        label=_("Measures"), max_length=500, required=False, widget=forms.Textarea(attrs=LONG)
    )
    basis = forms.CharField(label=_("Basis"), max_length=120, required=False)
    event_key = forms.SlugField(
        label=_("Event"),
        max_length=40,
        required=False,
        help_text=_("Items with the same word are fulfilled by one event."),
    )
    text_en = forms.CharField(
        label=_("English text"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, branches, chain: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.branches = branches
        self.fields["category"].queryset = Category.objects.filter(chain=chain)
        self.fields["holidays"].choices = [(name, holiday_name(name)) for name in ENGLISH]
        self.fields["applies_to"].choices = [
            (str(unit.pk), unit.name) for _branch, units in branches for unit in units
        ]

    @property
    def rule(self) -> str:
        """The due rule that the parts say; what is missing the verb finds."""
        typed = self.cleaned_data
        kind = typed.get("due_rule", "")
        if kind == "md":
            written = BETWEEN_DAYS.split(typed.get("days", "").strip())
            found = [A_DAY.fullmatch(day) for day in written]
            days = [f"{int(m[1]):02}-{int(m[2]):02}" if m else "?" for m in found]
            return "md:" + "|".join(sorted(days))
        if kind == "holiday_eve":
            return "holiday_eve:" + "|".join(typed.get("holidays", []))
        if kind == "appointed":
            return f"appointed:P{typed.get('after') or 0}{typed.get('after_unit') or 'M'}"
        return kind

    @property
    def arguments(self) -> dict:
        typed = self.cleaned_data
        values = {name: typed[name] for name in FIELDS if name in typed}
        values |= {
            "category_id": typed["category"].pk,
            "due_rule": self.rule,
            "applies_to": [int(pk) for pk in typed["applies_to"]],
            "evidence": [kind.pk for kind in typed["evidence"]],
        }
        return {"values": values}


def initial_of(item: DutyItem) -> dict:
    """What the form of `item` shows at first."""
    initial = {name: getattr(item, name) for name in FIELDS if name != "category_id"}
    kind, _colon, argument = item.due_rule.partition(":")
    initial |= {"category": item.category_id, "due_rule": kind, "evidence": item.evidence.all()}
    initial["applies_to"] = [str(pk) for pk in item.applies_to]
    if kind == "md":
        initial["days"] = ", ".join(argument.split("|"))
    elif kind == "holiday_eve":
        initial["holidays"] = argument.split("|")
    elif kind == "appointed" and (found := LENGTH.fullmatch(argument)):
        initial |= {"after": int(found[1]), "after_unit": found[2]}
    return initial


class StartForm(RuleForm):
    """Which of `years` the new version is meant for."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, *args, years: Sequence[int], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]


class PublishVersionForm(RuleForm):
    document_number = forms.CharField(
        label=_("Document number"),
        max_length=DutyList._meta.get_field("document_number").max_length,
    )
    committee = forms.CharField(
        label=_("Committee that issues it"),
        max_length=DutyList._meta.get_field("committee").max_length,
    )


class VersionReasonForm(RuleForm):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs=LONG),
        error_messages={"required": _("Give a reason.")},
    )
