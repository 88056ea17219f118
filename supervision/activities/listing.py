"""The list of activities, as far as a person sees them."""

from functools import cached_property

import django_filters
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import status
from supervision.activities.choices import kinds_seen, units_in_order, with_notes
from supervision.activities.models import Activity, ActivityQuerySet
from supervision.activities.rights import reached_units


def _kinds(request):
    return kinds_seen(request.user, at=request.now)


class ActivityFilter(ListFilter):
    q = Search(method="called", hint=_("Unit or place"))
    kind = django_filters.ModelChoiceFilter(
        label=_("Kind of activity"), queryset=_kinds, empty_label=_("All kinds")
    )

    def called(self, rows: ActivityQuerySet, name: str, typed: str) -> ActivityQuerySet:
        return rows.called(typed)


def _noted(listing: Listing) -> Q:
    return with_notes()


def _title(activity: Activity, now):
    return format_html(
        '<a class="tb__t" href="{}">{}</a>', activity.get_absolute_url(), activity.kind
    )


def _state(activity: Activity, now):
    return status("none", activity.get_ended_as_display()) if activity.ended_as else ""


class ActivityListing(Listing):
    """Activities of supervision, the newest first."""

    name, title = "activity-list", _("Activities of supervision")
    lead = _("What was done at units, and what was noted; nothing is overwritten")
    filters = ActivityFilter
    tabs = [
        Tab("", _("In force"), Q(ended_at=None)),
        Tab("noted", _("With notes"), _noted),
        Tab("ended", _("Withdrawn or corrected"), Q(ended_at__isnull=False)),
    ]
    columns = [
        Column("happened_on", _("Day"), order=("happened_on",), phone="end", css="nw"),
        Column("kind", _("Kind of activity"), "kind.name", _title, order=("kind__position",),
               phone="title"),
        Column("units", _("Units concerned"), "where", phone="sub"),
        Column("place", _("Place"), order=("place",), phone="meta"),
        Column("body", _("By"), "post.unit.name", order=("post__unit__name",), phone="hidden"),
        Column("made_by", _("Entered by"), "made_by.name", phone="hidden", css="nw"),
        Column("state", _("State"), lambda row: row.get_ended_as_display() or "", _state,
               phone="below", css="nw"),
    ]  # fmt: skip
    order = "-happened_on"
    template = "supervision/activities/list.html"
    empty = Empty(
        _("No activity here"),
        _("Meetings attended, reports heard, checks and visits stand here."),
        "notes",
    )

    @cached_property
    def may_record(self) -> bool:
        return reached_units(self.user, at=self.now).exists()

    @property
    def button(self) -> Act | None:
        """For who records activities."""
        return Act(_("Record an activity"), "activity-new", "plus") if self.may_record else None

    def rows(self) -> ActivityQuerySet:
        return Activity.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: ActivityQuerySet) -> ActivityQuerySet:
        rows = rows.select_related("kind", "post__unit", "made_by")
        return rows.prefetch_related(units_in_order())
