"""The forms of activities: recording, correcting, noting, planning, and the reasons."""

from typing import NamedTuple
from uuid import UUID, uuid4

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField, ManyField
from pages.forms import RuleForm
from pages.quarter import Quarter
from pages.templatetags.look import day
from responsibility.organisation.fields import UnitField, UnitsField
from supervision.activities.models import Activity, ActivityNote, NoteReply
from supervision.activities.quarter.models import ActivityPlanLine

NOTHING_SECRET = _("No secret matters, no personal information of citizens.")


def _text(model, field: str, label, *, rows: int = 4, **more) -> forms.CharField:
    most = model._meta.get_field(field).max_length
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


def _line(model, field: str, label, **more) -> forms.CharField:
    most = model._meta.get_field(field).max_length
    return forms.CharField(label=label, max_length=most, **more)


def _nonce() -> forms.UUIDField:
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class PostOfUnit(forms.ModelChoiceField):
    def label_from_instance(self, post) -> str:
        return f"{post.unit.name} · {post.title}"


class TasksField(forms.ModelMultipleChoiceField):
    """Own tasks, ticked, each with the day it is due."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, task) -> str:
        return _("%(task)s (due %(day)s)") % {
            "task": task.title,
            "day": day(task.due_on, task.as_of),
        }


class LinesField(forms.ModelMultipleChoiceField):
    """Lines of the plan, ticked."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, line) -> str:
        parts = [line.unit.name, str(line.kind), line.text]
        return " · ".join(part for part in parts if part)


class ChosenRowsForm(RuleForm):
    """A form whose choices hang on the person: `rows` by the names of the fields. What is chosen
    goes to the verb by its ids."""

    def __init__(self, *args, rows: dict[str, QuerySet] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        for name, queryset in (rows or {}).items():
            self.fields[name].queryset = queryset
            if isinstance(self.fields[name].widget, forms.CheckboxSelectMultiple) and not queryset:
                del self.fields[name]  # nothing to tick

    @property
    def arguments(self) -> dict:
        values = dict(super().arguments)
        for name in [name for name in self.fields if name in values]:
            if isinstance(self.fields[name], forms.ModelMultipleChoiceField):
                singular = name.removesuffix("s")
                values[f"{singular}_ids"] = [row.pk for row in values.pop(name)]
            elif isinstance(self.fields[name], forms.ModelChoiceField):
                values[f"{name}_id"] = values.pop(name)
        if "files" in values:
            values["file_ids"] = values.pop("files")
        return values


class Shown(NamedTuple):
    """Fields of a form, as a template goes through them."""

    visible_fields: list[forms.BoundField]
    hidden_fields: list[forms.BoundField]


class ContentForm(ChosenRowsForm):
    """What was done: where, when, what was seen."""

    kind = forms.ModelChoiceField(label=_("Kind of activity"), queryset=None)
    happened_on = DayField(label=_("Done on"))
    units = UnitsField(label=_("Units concerned"), queryset=None)
    place = _line(Activity, "place", _("Place"), required=False)
    stage = forms.ChoiceField(
        label=_("Stage of a decision"), required=False,
        choices=[("", _("not said")), *Activity.Stage.choices],
    )  # fmt: skip
    text = _text(Activity, "text", _("What was seen"), rows=5, help_text=NOTHING_SECRET)
    nonce = _nonce()


class ActivityForm(ContentForm):
    tasks = TasksField(
        label=_("Own duties that this fulfils"), queryset=None, required=False,
        help_text=_("The record of your own body is lodged by the same act."),
    )  # fmt: skip
    lines = LinesField(label=_("Of the plan of the quarter"), queryset=None, required=False)
    files = ManyField(read=UUID)

    @property
    def but_files(self) -> Shown:
        """What stands above the files, which the page draws itself."""
        hidden = [field for field in self.hidden_fields() if field.name != "files"]
        return Shown(self.visible_fields(), hidden)


class CorrectionForm(ContentForm):
    reason = _text(Activity, "ended_because", _("Why it is corrected"), rows=2)


class NoteForm(ChosenRowsForm):
    unit = UnitField(label=_("Unit"), queryset=None)
    post = PostOfUnit(
        label=_("Post"), queryset=None, required=False, empty_label=_("The unit as a whole")
    )
    about = _line(ActivityNote, "about", _("Item"), required=False,
                  help_text=_("The duty, the page of the notebook, the place."))  # fmt: skip
    text = _text(ActivityNote, "text", _("What is noted"),
                 help_text=_("The unit reads it, and who holds the post."))  # fmt: skip
    face_to_face = forms.BooleanField(label=_("Said face to face"), required=False)
    nonce = _nonce()


class ReplyForm(RuleForm):
    text = _text(NoteReply, "text", _("Your answer"), help_text=NOTHING_SECRET)
    nonce = _nonce()


class ReasonForm(RuleForm):
    reason = _text(ActivityNote, "ended_because", _("Reason"), rows=3)


class LineForm(ChosenRowsForm):
    quarter = forms.ChoiceField(label=_("Quarter"))
    kind = forms.ModelChoiceField(label=_("Kind of activity"), queryset=None)
    unit = UnitField(label=_("Unit"), queryset=None)
    planned_on = DayField(label=_("Day"), required=False, help_text=_("If it is known already."))
    text = _line(ActivityPlanLine, "text", _("What is looked at"), required=False)
    nonce = _nonce()

    def __init__(self, *args, quarters: list[Quarter], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["quarter"].choices = [(str(each), each.name) for each in quarters]
