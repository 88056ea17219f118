"""The list of dispatched tasks."""

from datetime import datetime

import django_filters
from django.db.models import Q
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from pages.days import day_of
from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import day, day_week
from responsibility.lists.models import Category
from responsibility.tasks.dispatches.models import Dispatch, DispatchQuerySet


def _title(act: Dispatch, now: datetime):
    about = " · ".join(filter(None, [str(act.category), act.basis]))
    return format_html(
        '<a class="tb__t" href="{}">{}</a><div class="xs mut">{}</div>',
        act.get_absolute_url(), act.title, about,
    )  # fmt: skip


def _given_out(act: Dispatch, now: datetime) -> str:
    return f"{day(day_of(act.dispatched_at), now)} · {act.dispatched_by.name}"


def _done(act: Dispatch, now: datetime) -> str:
    """How far it is, or that it has yet to go, or is taken back."""
    if act.waits:
        return _("goes out at %(time)s") % {"time": localtime(act.goes_at).strftime("%H:%M")}
    if act.taken_back_at:
        return _("taken back")
    return f"{act.fulfilled}/{act.given}"  # type: ignore[attr-defined]  # with_progress


def _running(listing: Listing) -> Q:
    return Q(due_on__gte=day_of(listing.now))


def _past(listing: Listing) -> Q:
    return Q(due_on__lt=day_of(listing.now))


class DispatchFilter(ListFilter):
    q = Search(field_name="title", lookup_expr="icontains", hint=_("Task"))
    category = django_filters.ModelChoiceFilter(
        label=_("Category"), queryset=Category.objects.all(), empty_label=_("All categories")
    )


class DispatchListing(Listing):
    """What the office gave out, each with how many of its posts have fulfilled it."""

    name, title = "dispatch-list", _("Dispatched tasks")
    lead = _("Temporary tasks, each given to many posts at once")
    filters = DispatchFilter
    tabs = [Tab("", _("All")), Tab("running", _("Not yet due"), _running),
            Tab("past", _("Past the deadline"), _past)]  # fmt: skip
    columns = [
        Column("title", _("Task"), "title", _title, order=("title",), phone="title"),
        Column("category", _("Category"), "category", only="file"),
        Column("basis", _("Basis"), only="file"),
        Column("given_out", _("Given out"), "dispatched_at", _given_out,
               order=("dispatched_at",), css="nw"),
        Column("by", _("Given out by"), "dispatched_by.name", only="file"),
        Column("due_on", _("Deadline"), "due_on", lambda act, now: day_week(act.due_on, now),
               order=("due_on",), css="nw"),
        Column("done", _("Done"), "fulfilled", _done, phone="end", css="r nw"),
        Column("given", _("Posts"), "given", only="file"),
    ]  # fmt: skip
    order = "-given_out"
    button = Act(_("Give out a task"), "dispatch-new", "send")
    empty = Empty(
        _("Nothing dispatched yet"), _("What is dispatched stands here with its progress."), "send"
    )

    def rows(self) -> DispatchQuerySet:
        return Dispatch.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: DispatchQuerySet) -> DispatchQuerySet:
        return rows.with_progress()
