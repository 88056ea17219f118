"""The bodies that supervise, what each has to decide, and its own duties: as lists."""

from collections import Counter
from datetime import datetime

import django_filters
from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as words_of
from django.utils.translation import gettext_lazy as _

from pages.lamp import Lamp
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, ListFilter
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.quarter import Quarter
from pages.templatetags.look import ring, word
from responsibility.organisation.posts.models import PostQuerySet
from supervision.oversight.about import (
    ENDED,
    IN_TIME,
    LATE,
    OPEN,
    OVERDUE,
    About,
    SupervisorDuty,
    SupervisorDutyQuerySet,
)
from supervision.oversight.fields import OfBody
from supervision.oversight.named import name_duties
from supervision.oversight.rights import Named, bodies_seen

ELSEWHERE = _("another unit")


def _rows_of(show: str):
    return lambda post: f"{reverse('oversight-rows')}?body={post.pk}&show={show}"


class BodyListing(Listing):
    """The bodies that the person may look at, in the order of the organisation: no other."""

    name, title = "oversight", _("The supervisors' own lamps")
    lead = _("What those who supervise decide by a day is a deadline of theirs too")
    columns = [
        Column("unit", _("Discipline body"), "unit.name", order=("unit__order_key", "position"),
               link="oversight-body", phone="title"),
        Column("post", _("Post"), "title", phone="sub"),
        Column("open", _("To be decided"), "open_ones", link=_rows_of("open"), css="r num"),
        Column("overdue", _("Overdue"), "overdue_ones", link=_rows_of("overdue"),
               css="r num"),
    ]  # fmt: skip
    order = "unit"
    empty = Empty(_("No body here"), _("Nobody supervises your unit."), "shield-check")

    def rows(self) -> PostQuerySet:
        return bodies_seen(self.user, at=self.now)

    def with_facts(self, rows: list) -> list:
        waiting = SupervisorDuty.objects.visible_to(self.user, at=self.now).with_lamp(now=self.now)
        waiting = waiting.filter(OPEN, post__in=[row.pk for row in rows])
        lamps = list(waiting.values_list("post", "lamp_now"))
        every = Counter(post for post, _lamp in lamps)
        red = Counter(post for post, lamp in lamps if lamp == Lamp.RED)
        for row in rows:
            row.open_ones, row.overdue_ones = every[row.pk], red[row.pk]
        return rows


class OfQuarter(django_filters.CharFilter):
    """A quarter as the address of a number names it."""

    def filter(self, rows, value):
        quarter = Quarter.parse(value)
        return rows.within(quarter) if quarter else rows


class DutyFilter(ListFilter):
    body = OfBody("post")
    about = Choice(label=_("What is decided"), choices=About.choices, empty_label=_("All"))
    whose = Choice(
        label=_("Whose"), choices=[("own", _("of my units"))], empty_label=_("of all units"),
        method="of_own",
    )  # fmt: skip
    quarter = OfQuarter(label=_("Quarter"), widget=forms.HiddenInput)

    def of_own(self, rows: SupervisorDutyQuerySet, name: str, value: str) -> SupervisorDutyQuerySet:
        names = Named.to(self.request.user, at=self.request.now)
        return rows.filter(concerned_unit__in=names.units)


def _lamp(duty: SupervisorDuty, now: datetime):
    done = int(bool(duty.fulfilled_at))
    return ring(duty.lamp_now, done, 1, "ring--s", duty.colours)


def _said(duty: SupervisorDuty) -> str:
    return duty.owed.title if duty.owed else duty.get_about_display()


def _title(duty: SupervisorDuty, now: datetime):
    if duty.owed is None:
        return format_html('<span class="tb__t">{}</span>', duty.get_about_display())
    return format_html(
        '<a class="tb__t clip2" href="{}">{}</a><div class="xs mut">{}</div>',
        duty.owed.get_absolute_url(), duty.owed.title, duty.get_about_display(),
    )  # fmt: skip


def _unit(duty: SupervisorDuty) -> str:
    if duty.unit:
        return duty.unit.name
    return words_of("a person") if duty.concerned_unit_id is None else str(ELSEWHERE)


class DutyListing(Listing):
    """What supervisors decide, each with its lamp and how long it took; other units' without their
    names."""

    name, title = "oversight-rows", _("Decisions of supervisors")
    filters = DutyFilter
    tabs = [
        Tab("", _("All")),
        Tab("open", _("To be decided"), OPEN),
        Tab("overdue", _("Overdue"), OVERDUE, css="t-late"),
        Tab("in_time", _("Decided in time"), IN_TIME),
        Tab("late", _("Decided late"), LATE),
        Tab("ended", _("Nothing to decide any more"), ENDED),
    ]
    columns = [
        Column("lamp", _("Lamp"), lambda row: word(row.lamp_now), _lamp, phone="lamp"),
        Column("title", _("What is decided"), _said, _title, phone="title"),
        Column("about", _("Kind"), "get_about_display", only="file"),
        Column("unit", _("Unit"), _unit, phone="sub", css="nw"),
        Column("body", _("Deciding body"), "post.unit.name", phone="hidden", css="nw"),
        Column("asked_on", _("Waits since"), "asked_on", order=("opens_at",), css="nw"),
        Column("due_on", _("To be decided by"), "due_on", order=("late_at",), phone="below",
               css="nw"),
        Column("decided_on", _("Decided on"), "decided_on", order=("fulfilled_at",), css="nw"),
        Column("days", _("Days taken"), "days", phone="end", css="r num"),
    ]  # fmt: skip
    order = "-asked_on"
    template = "supervision/oversight/rows.html"
    empty = Empty(
        _("Nothing here"), _("What is to be decided stands here with its lamp."), "shield-check"
    )

    @property
    def lead(self) -> str:
        quarter = Quarter.parse(self.asked.get("quarter"))
        return quarter.name if quarter else ""

    def rows(self) -> SupervisorDutyQuerySet:
        return SupervisorDuty.objects.visible_to(self.user, at=self.now).with_lamp(now=self.now)

    def with_columns(self, rows: SupervisorDutyQuerySet) -> SupervisorDutyQuerySet:
        return rows.select_related("post__unit", "concerned_unit")

    def with_facts(self, rows: list) -> list:
        name_duties(rows, user=self.user, now=self.now)
        return rows
