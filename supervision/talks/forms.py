"""The forms of talks: planning, holding, signing, following up, and the reasons."""

from unicodedata import category
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from pages.fields import DayField
from pages.forms import RuleForm
from pages.templatetags.look import day
from responsibility.organisation.fields import PersonField
from responsibility.organisation.people.models import User
from supervision.talks.grants.models import TalkGrant, TalkReading
from supervision.talks.hold import Requirement
from supervision.talks.models import Talk, TalkClaim, TalkPerson, TalkRecord
from supervision.talks.owed import RequirementReply, TalkDuty
from supervision.talks.sign import MOST_CLAIMS

NOTHING_SECRET = _("No secret matters, no personal information of citizens.")
ROWS = 3  # requirements of each person that the form has room for; more are added later


def _words(model, field: str, label, *, rows: int = 3, **more) -> forms.CharField:
    most = model._meta.get_field(field).max_length
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


def _line(model, field: str, label, **more) -> forms.CharField:
    return forms.CharField(label=label, max_length=model._meta.get_field(field).max_length, **more)


def _nonce() -> forms.UUIDField:
    return forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class PeopleField(PersonField):
    """Several people, each by name, pinyin or staff number, with commas between them."""

    def clean(self, value):
        apart = ("\n" if _parts(sign) else sign for sign in value or "")
        names = [name.strip() for name in "".join(apart).splitlines() if name.strip()]
        if not names:
            super().clean("")
            return []
        return list(dict.fromkeys(super(PeopleField, self).clean(name) for name in names))


def _parts(sign: str) -> bool:
    """Whether a name ends there: at any punctuation but the dot within a name."""
    return category(sign) == "Po" and sign != "\u00b7"


class TasksField(forms.ModelMultipleChoiceField):
    """Own tasks, ticked, each with the day it is due."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, task) -> str:
        return _("%(task)s (due %(day)s)") % {"task": task.title, "day": day(task.due_on)}


class PlanForm(RuleForm):
    kind = forms.ModelChoiceField(label=_("Kind of talk"), queryset=None)
    persons = PeopleField(
        label=_("Talk with"),
        help_text=_("Name, pinyin or staff number; several with commas between them."),
    )
    others = PeopleField(
        label=_("Others who talk"), required=False, help_text=_("Of your own post.")
    )
    planned_on = DayField(label=_("Day of the talk"))
    place = _line(Talk, "place", _("Place"), required=False)
    purpose = _words(Talk, "purpose", _("What it is for"), help_text=NOTHING_SECRET)
    nonce = _nonce()

    def __init__(self, *args, kinds, people, beside, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].queryset = kinds
        self.fields["persons"].people, self.fields["others"].people = people, beside

    @property
    def arguments(self) -> dict:
        values = dict(super().arguments)
        values["person_ids"] = [person.pk for person in values.pop("persons")]
        values["other_ids"] = [person.pk for person in values.pop("others")]
        return values


class HoldForm(RuleForm):
    """The record, with room for some requirements of each person."""

    happened_on = DayField(label=_("Talked on"))
    place = _line(TalkRecord, "place", _("Place"), required=False)
    present = forms.ModelMultipleChoiceField(
        label=_("Present of who talks"), queryset=None, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    text = _words(TalkRecord, "text", _("Record of the talk"), rows=8, help_text=NOTHING_SECRET)
    tasks = TasksField(
        label=_("My duties that this fulfils"), queryset=None, required=False,
        help_text=_("Your own record is lodged by the same act, without what was said."),
    )  # fmt: skip

    def __init__(self, *args, case, tasks, **kwargs):
        super().__init__(*args, **kwargs)
        self.case = case
        self.fields["present"].queryset = User.objects.filter(pk__in=case.talkers).order_by("pk")
        self.fields["tasks"].queryset = tasks
        if not tasks:
            del self.fields["tasks"]
        for person in case.persons:
            for row in range(ROWS):
                label = _("Requirement %(number)s") % {"number": row + 1}
                text = _line(TalkDuty, "text", label, required=False)
                self.fields[f"text_{person.pk}_{row}"] = text
                due = DayField(label=_("To be done by"), required=False)
                self.fields[f"due_{person.pk}_{row}"] = due

    @property
    def by_person(self) -> list[tuple[TalkPerson, list[tuple]]]:
        """Each person with the pairs of fields."""
        return [
            (person, [(self[f"text_{person.pk}_{row}"], self[f"due_{person.pk}_{row}"])
                      for row in range(ROWS)])
            for person in self.case.persons
        ]  # fmt: skip

    @property
    def upper(self) -> list[forms.BoundField]:
        """What stands above the requirements."""
        return [self[name] for name in ("happened_on", "place", "present", "text")]

    @property
    def arguments(self) -> dict:
        values = self.cleaned_data
        rows = [
            Requirement(person.pk, values[text.name], values[due.name], text.name, due.name)
            for person, pairs in self.by_person
            for text, due in pairs
            if values[text.name] or values[due.name]
        ]
        return {
            "happened_on": values["happened_on"],
            "place": values["place"],
            "text": values["text"],
            "present_ids": [user.pk for user in values["present"]],
            "task_ids": [task.pk for task in values.get("tasks", ())],
            "requirements": rows,
        }


class SignForm(RuleForm):
    view = _words(
        TalkPerson, "view", _("Your own view"), rows=4, required=False, help_text=NOTHING_SECRET
    )
    disagrees = forms.BooleanField(
        label=_("I see it otherwise: it stands with my signature"), required=False
    )
    claims = forms.CharField(
        label=_("Problems that you bring up yourself"), required=False,
        max_length=MOST_CLAIMS * TalkClaim._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("One a line."),
    )  # fmt: skip
    tasks = TasksField(
        label=_("My duties that this fulfils"), queryset=None, required=False,
        help_text=_("Your own record is lodged by the same act, without what was said."),
    )  # fmt: skip

    def __init__(self, *args, tasks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["tasks"].queryset = tasks
        if not tasks:
            del self.fields["tasks"]

    @property
    def arguments(self) -> dict:
        values = dict(super().arguments)
        values["task_ids"] = [task.pk for task in values.pop("tasks", ())]
        return values


class PutOffForm(RuleForm):
    planned_on = DayField(label=_("New day"))
    reason = _words(TalkPerson, "refused_because", _("Reason"))


class ReasonForm(RuleForm):
    reason = _words(RequirementReply, "judged_because", _("Reason"))


class FoundForm(RuleForm):
    reason = _words(RequirementReply, "judged_because", _("What you looked at"))


class RefusalForm(RuleForm):
    reason = _words(TalkPerson, "refused_because", _("How it came to the refusal"))


class RequireForm(RuleForm):
    text = _line(TalkDuty, "text", _("What is required"), help_text=NOTHING_SECRET)
    due_on = DayField(label=_("To be done by"))


class ReplyForm(RuleForm):
    text = _words(RequirementReply, "text", _("What became of it"), rows=5,
                  help_text=NOTHING_SECRET)  # fmt: skip
    nonce = _nonce()


class CloseForm(RuleForm):
    reason = _words(TalkRecord, "text", _("What came of it"), rows=4)
    look_back_on = DayField(
        label=_("Look back on"), required=False, help_text=_("Empty: there is no look back.")
    )


class LookBackForm(RuleForm):
    reason = _words(TalkRecord, "text", _("What you found"), rows=4)


class GrantForm(RuleForm):
    user = PersonField(label=_("Person"))
    last_on = DayField(label=_("Until"))
    basis = _line(TalkGrant, "basis", _("Basis"))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].people = people


class ReadForm(RuleForm):
    purpose = _line(
        TalkReading, "purpose", _("Purpose"), help_text=_("Each reading is noted."),
        error_messages={"required": _("State the purpose.")},
    )  # fmt: skip


class MergeForm(RuleForm):
    talk = forms.ModelChoiceField(label=_("Talk"), queryset=None, empty_label=None)

    def __init__(self, *args, talks, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["talk"].queryset = talks
