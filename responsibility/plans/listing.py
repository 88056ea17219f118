"""Lists of plans, and of the items in which the person has a part."""

from datetime import datetime
from functools import cached_property

import django_filters
from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import day_week, status, tag
from responsibility.organisation.standing import standing_of
from responsibility.plans.models import PlanItem, PlanItemQuerySet, WorkPlan, WorkPlanQuerySet
from responsibility.plans.rows import with_lamps
from responsibility.plans.waiting import TO_ISSUE

STATES = {
    "draft": pgettext_lazy("work plan", "draft"),
    "returned": pgettext_lazy("work plan", "returned"),
    "submitted": pgettext_lazy("work plan", "submitted"),
    "waits": _("about to go out"),
    "sent": pgettext_lazy("work plan", "issued"),
}

LOOKS = {"sent": "ok", "submitted": "wait", "returned": "fail"}  # else plain

ITEM = pgettext_lazy("work plan", "Item")
TITLE = pgettext_lazy("work plan", "Title")


def state_of(plan: WorkPlan) -> str:
    if plan.is_submitted:
        return "submitted"
    if plan.is_draft:
        return "returned" if plan.returned_at else "draft"
    return "waits" if plan.waits else "sent"


def _plan(plan: WorkPlan, now: datetime):
    about = " · ".join(filter(None, [plan.unit.name, plan.document_number]))
    return format_html(
        '<a class="tb__t" href="{}">{}</a><div class="xs mut">{}</div>',
        plan.get_absolute_url(), plan.title, about,
    )  # fmt: skip


def _state_word(plan: WorkPlan) -> str:
    return str(STATES[state_of(plan)])


def _state(plan: WorkPlan, now: datetime):
    name = state_of(plan)
    if name == "waits":
        time = localtime(plan.goes_at).strftime("%H:%M")
        return status("wait", _("goes out at %(time)s") % {"time": time})
    return status(LOOKS.get(name, "none"), STATES[name])


def _done(plan: WorkPlan, now: datetime) -> str:
    return f"{plan.fulfilled}/{plan.given}"  # type: ignore[attr-defined]  # with_columns


class PlanFilter(ListFilter):
    q = Search(field_name="title", lookup_expr="icontains", hint=TITLE)
    year = django_filters.NumberFilter(
        label=_("Year"),
        min_value=2000,
        max_value=2099,
        widget=forms.NumberInput(attrs={"placeholder": _("Year")}),
    )


class PlanListing(Listing):
    """The plans, each with how many of its items that the person sees are carried out."""

    name, title = "plan-list", _("Work plans")
    lead = _("What is to be done in a year: who leads, who pushes, who carries out")
    filters = PlanFilter
    columns = [
        Column("title", TITLE, "title", _plan, order=("title",), phone="title"),
        Column("unit", _("Issued by"), "unit.name", only="file"),
        Column("document_number", _("Document number"), only="file"),
        Column("year", _("Year"), order=("year", "made_at"), phone="hidden", css="num"),
        Column("state", _("State"), _state_word, _state, phone="below"),
        Column("done", _("Carried out"), "fulfilled", _done, phone="end", css="r nw num"),
        Column("given", pgettext_lazy("work plan", "Items"), "given", only="file"),
    ]  # fmt: skip
    order = "-year"
    template = "responsibility/plans/list.html"
    empty = Empty(
        _("No work plan yet"), _("Plans that you have a part in stand here."), "list-check"
    )

    @cached_property
    def is_office(self) -> bool:
        return bool(standing_of(self.user, at=self.now).office_counties)

    @cached_property
    def tabs(self) -> list[Tab]:
        return [
            Tab("", _("All")),
            Tab("sent", pgettext_lazy("work plan", "Issued"), Q(sent_at__isnull=False)),
            *[Tab("submitted", _("To be issued"), TO_ISSUE)] * self.is_office,
            *[Tab("draft", _("Drafts"), Q(sent_at=None))] * self.is_office,
        ]

    @property
    def button(self) -> Act:
        if self.is_office:
            return Act(_("Draft a plan"), "plan-new", "plus")
        return Act(_("What I lead, push, carry out"), "plan-items", "list-check")

    def rows(self) -> WorkPlanQuerySet:
        return WorkPlan.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: WorkPlanQuerySet) -> QuerySet:
        seen = PlanItem.objects.visible_to(self.user, at=self.now).filter(withdrawn_at=None)
        counted = Q(items__in=seen.values("pk"))
        done = counted & Q(
            items__dispatch__tasks__fulfilled_at__isnull=False, items__dispatch__tasks__exempt=False
        )
        return rows.select_related("unit").annotate(
            given=Count("items", filter=counted, distinct=True),
            fulfilled=Count("items", filter=done, distinct=True),
        )


def _item(item: PlanItem, now: datetime):
    return format_html(
        '<a class="tb__t" href="{}">{}</a><div class="xs mut">{} · {}</div>',
        item.get_absolute_url(), item.text, item.plan.title, item.label,
    )  # fmt: skip


def _by(item: PlanItem) -> str:
    return f"{item.carries_out.unit.name} · {item.carries_out.title}"


def _lamp(item: PlanItem, now: datetime):
    task = item.task
    return tag(task.lamp_now, colours=task.colours) if task else ""


class ItemFilter(ListFilter):
    q = Search(field_name="text", lookup_expr="icontains", hint=ITEM)


def _seen(listing: Listing) -> PlanItemQuerySet:
    return PlanItem.objects.visible_to(listing.user, at=listing.now)


def _leads(listing: Listing) -> Q:
    return Q(pk__in=_seen(listing).led_by(listing.user, at=listing.now).values("pk"))


def _pushes(listing: Listing) -> Q:
    return Q(pk__in=_seen(listing).pushed_by(listing.user, at=listing.now).values("pk"))


def _carries_out(listing: Listing) -> Q:
    rows = _seen(listing).carried_out_by(listing.user, at=listing.now)
    return Q(pk__in=rows.filter(withdrawn_at=None).values("pk"))


class PlanItemListing(Listing):
    """The items of all plans: those one leads, pushes, carries out, and all one sees."""

    name, title = "plan-items", _("Items of work plans")
    filters = ItemFilter
    tabs = [
        Tab("leads", _("I lead"), _leads),
        Tab("pushes", _("I push"), _pushes),
        Tab("carries_out", _("I carry out"), _carries_out),
        Tab("all", _("All")),
    ]
    columns = [
        Column("text", ITEM, "text", _item, order=("text",), phone="title"),
        Column("plan", _("Work plan"), "plan.title", only="file"),
        Column("number", _("Number"), "label", only="file"),
        Column("by", _("Carries out"), _by, order=("carries_out__unit__order_key",), phone="sub"),
        Column("due_on", _("Deadline"), "due_on", lambda item, now: day_week(item.due_on, now),
               order=("due_on",), phone="below", css="nw"),
        Column("lamp", _("Lamp"), lambda item: item.lamp_word, _lamp, phone="end", css="nw"),
        Column("progress", _("Newest progress"), lambda item: item.newest, phone="below"),
    ]  # fmt: skip
    order = "due_on"
    empty = Empty(_("No item here"), _("What you have a part in stands here."), "list-check")

    def first_tab(self) -> str:
        """The first that has rows."""
        return next((tab.name for tab in self.tabs if self.counts[tab.name]), self.tabs[0].name)

    def rows(self) -> PlanItemQuerySet:
        return PlanItem.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: PlanItemQuerySet) -> QuerySet:
        return rows.select_related("plan", "parent", "carries_out__unit")

    def with_facts(self, rows: list) -> list[PlanItem]:
        return with_lamps(rows, now=self.now)
