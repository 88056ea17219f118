"""The own duties of the bodies that supervise, as a list: what is done for them is not shown."""

from datetime import datetime
from typing import Any

import django_filters
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from pages.lamp import Lamp
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, ListFilter
from pages.listing.listing import Listing
from pages.quarter import Quarter
from pages.templatetags.look import ring, word
from responsibility.tasks.models import Task, TaskQuerySet
from supervision.oversight.body_tasks import tasks_of_bodies
from supervision.oversight.fields import OfBody

GIVEN = _("a task given to the body")


class BodyTaskFilter(ListFilter):
    body = OfBody("post")
    lamp = Choice(label=_("Lamp"), choices=Lamp.choices, empty_label=_("All lamps"), method="lit")
    quarter = django_filters.CharFilter(
        label=_("Quarter"), widget=forms.HiddenInput, method="of_quarter"
    )

    def lit(self, tasks: TaskQuerySet, name: str, lamp: str) -> TaskQuerySet:
        return tasks.filter(lamp_now=lamp)

    def of_quarter(self, tasks: TaskQuerySet, name: str, typed: str) -> TaskQuerySet:
        quarter = Quarter.parse(typed)
        return tasks.filter(quarter.tasks) if quarter else tasks


def _lamp(task: Task, now: datetime):
    return ring(task.lamp_now, task.done, task.required, "ring--s", task.colours)


def _said(task: Any) -> str:
    """The item of the published list; what was given to the body alone is its own business."""
    return task.title if task.item_id or task.open_to_reader else str(GIVEN)


def _title(task: Any, now: datetime):
    if not task.open_to_reader:
        return format_html('<span class="tb__t clip2">{}</span>', _said(task))
    return format_html(
        '<a class="tb__t clip2" href="{}">{}</a>', task.get_absolute_url(), task.title
    )


class BodyTaskListing(Listing):
    """Each duty of a body with its lamp; the way to it for who may see it."""

    name, title = "oversight-tasks", _("Own duties of supervisors")
    filters = BodyTaskFilter
    columns = [
        Column("lamp", _("Lamp"), lambda row: word(row.lamp_now), _lamp, phone="lamp"),
        Column("title", _("Duty"), _said, _title, phone="title"),
        Column("body", _("Discipline body"), "unit.name", phone="sub", css="nw"),
        Column("count", _("Done"), lambda row: f"{row.done}/{row.required}", phone="end",
               css="r num"),
        Column("due_on", _("Deadline"), order=("late_at",), phone="below", css="nw"),
    ]  # fmt: skip
    order = "due_on"
    template = "supervision/oversight/rows.html"
    empty = Empty(_("No task in this quarter"), _("Its tasks stand here once they open."))

    @property
    def lead(self) -> str:
        quarter = Quarter.parse(self.asked.get("quarter"))
        return quarter.name if quarter else ""

    def rows(self) -> TaskQuerySet:
        return tasks_of_bodies(self.user, at=self.now).with_lamp(now=self.now)

    def with_columns(self, rows: TaskQuerySet) -> TaskQuerySet:
        return rows.select_related(*Task.shown_with)

    def with_facts(self, rows: list) -> list:
        ids = [row.pk for row in rows]
        seen = Task.objects.visible_to(self.user, at=self.now).filter(pk__in=ids)
        visible = set(seen.values_list("pk", flat=True))
        for row in rows:
            row.open_to_reader = row.pk in visible
        return rows
