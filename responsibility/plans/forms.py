"""The forms of plans and their items."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.fields import DayField
from pages.forms import RuleForm
from pages.refused import Refused
from responsibility.lists.models import Category
from responsibility.organisation.fields import UnitField
from responsibility.plans.history import PlanProgress, PlanStep
from responsibility.plans.models import PlanItem, WorkPlan
from responsibility.plans.post_names import PostNames

ITEM = pgettext_lazy("work plan", "Item")
SECRET = _("No secret matters, no personal information of citizens.")


def _words(model, name: str, label, *, rows: int = 0, **more) -> forms.CharField:
    """A field for the column `name` of the model."""
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    most = model._meta.get_field(name).max_length
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


class NamedPostField(forms.CharField):
    """A post typed by unit and title, with the choices beneath (`names`); its value is its id."""

    names: PostNames

    def __init__(self, **kwargs):
        widget = forms.TextInput(attrs={"list": "posts-known", "autocomplete": "off"})
        super().__init__(max_length=200, widget=widget, **kwargs)

    def prepare_value(self, value):
        return self.names.word_for(value) if isinstance(value, int) else value

    def clean(self, value) -> int | None:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return self.names.find(typed).pk
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class PlanForm(RuleForm):
    unit = UnitField(label=_("Issued by"), queryset=None, empty_label=_("Choose a unit"))
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2099)
    title = _words(WorkPlan, "title", pgettext_lazy("work plan", "Title"))
    document_number = _words(WorkPlan, "document_number", _("Document number"), required=False)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units


class PostsForm(RuleForm):
    """A form in which posts are chosen by name, each handed over by its id."""

    def __init__(self, *args, names: PostNames, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = names
        for field in self.fields.values():
            if isinstance(field, NamedPostField):
                field.names = names

    @property
    def arguments(self) -> dict[str, Any]:
        posts = [name for name, f in self.fields.items() if isinstance(f, NamedPostField)]
        values = super().arguments
        return {f"{name}_id" if name in posts else name: value for name, value in values.items()}


def _leads() -> NamedPostField:
    return NamedPostField(
        label=_("Leads overall"), help_text=_("Type a few signs of the unit or the title.")
    )


def _pushes() -> NamedPostField:
    return NamedPostField(label=_("Pushes"), required=False)


def _carries_out() -> NamedPostField:
    return NamedPostField(
        label=_("Carries out"), help_text=_("This post owes it as a task and logs it.")
    )


class PartForm(PostsForm):
    """A part of an item: what, until when, and who carries it out."""

    text = _words(
        PlanItem,
        "text",
        ITEM,
        help_text=_("One line that says what is to be done."),
    )
    goal = _words(PlanItem, "goal", _("Goal"), rows=2, required=False)
    measures = _words(PlanItem, "measures", _("Measures"), rows=3, required=False, help_text=SECRET)
    due_on = DayField(label=_("Deadline"), help_text=_("Until 24:00 of that day."))
    carries_out = _carries_out()


class ItemForm(PartForm):
    """An item of a plan: besides who leads and who pushes."""

    category = forms.ModelChoiceField(
        label=_("Category"), queryset=Category.objects.all(), empty_label=_("Choose a category")
    )
    leads, pushes = _leads(), _pushes()

    field_order = (
        "text", "goal", "measures", "category", "due_on", "leads", "pushes", "carries_out",
    )  # fmt: skip


def _reason() -> forms.CharField:
    return _words(
        PlanStep, "reason", _("Reason"), rows=3, error_messages={"required": _("Give a reason.")}
    )


class ReasonForm(RuleForm):
    reason = _reason()


class MoveDayForm(ReasonForm):
    due_on = DayField(label=_("Deadline"), help_text=_("Until 24:00 of that day."))

    field_order = ("due_on", "reason")


class WordsForm(ReasonForm):
    text = _words(PlanItem, "text", ITEM)
    goal = _words(PlanItem, "goal", _("Goal"), rows=2, required=False)
    measures = _words(PlanItem, "measures", _("Measures"), rows=3, required=False, help_text=SECRET)

    field_order = ("text", "goal", "measures", "reason")


class HandOverForm(PostsForm):
    carries_out, reason = _carries_out(), _reason()


class LeadersForm(PostsForm):
    leads, pushes, reason = _leads(), _pushes(), _reason()


class ProgressForm(RuleForm):
    on = DayField(label=_("Day"))
    text = _words(
        PlanProgress, "text", _("How far it is"), rows=3,
        help_text=_("It counts nothing: a record fulfils the item."),
    )  # fmt: skip
