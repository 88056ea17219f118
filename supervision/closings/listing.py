"""The list of closed quarters."""

from datetime import datetime

from django.db.models import Count, Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import status
from responsibility.organisation.standing import standing_of
from supervision.closings.models import Closing, ClosingQuerySet
from supervision.closings.states import State

IN_FORCE = Q(notes__ended_at=None, notes__number__isnull=False)


def _quarter(closing: Closing, now: datetime):
    return format_html(
        '<a class="tb__t" href="{}">{}</a><div class="xs mut num">{}</div>',
        closing.get_absolute_url(), closing.of_quarter.name, closing.name,
    )  # fmt: skip


def _state(closing: Closing, now: datetime):
    return status(closing.whose_state.sign, closing.get_state_display())


def _name(person) -> str:
    return person.name if person else ""


class ClosingListing(Listing):
    """The quarters that are closed, for the office also those in preparation."""

    name, title = "closing-list", _("Quarters closed")
    lead = _("A closed quarter stays as it was reported; corrections are numbered notes beside it")
    tabs = [
        Tab("", _("All")),
        Tab("closed", pgettext_lazy("quarter", "closed"), Q(state=State.CLOSED)),
    ]
    columns = [
        Column("quarter", _("Quarter"), lambda row: row.of_quarter.name, _quarter,
               order=("year", "quarter"), phone="title"),
        Column("number", _("Number"), "name", only="file"),
        Column("state", _("State"), "get_state_display", _state, order=("state",), phone="end",
               css="nw"),
        Column("closed", pgettext_lazy("quarter", "Closed on"), "closed_at",
               order=("closed_at",), css="nw"),
        Column("by", pgettext_lazy("quarter", "Submitted by"),
               lambda row: _name(row.submitted_by), css="nw"),
        Column("confirmed", pgettext_lazy("quarter", "Confirmed by"),
               lambda row: _name(row.closed_by), css="nw", phone="hidden"),
        Column("corrections", pgettext_lazy("quarter", "Corrections"), "corrections", css="num",
               phone="hidden"),
        Column("digest", _("SHA-256"), only="file"),
    ]  # fmt: skip
    order = "-quarter"
    empty = Empty(
        _("No quarter is closed yet"),
        _("The commission office closes a quarter once what is unfinished is decided."),
        "lock",
    )

    @property
    def button(self) -> Act | None:
        if standing_of(self.user, at=self.now).office_counties:
            return Act(_("Close a quarter"), "closing-open", "lock")
        return None

    def rows(self) -> ClosingQuerySet:
        return Closing.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: ClosingQuerySet) -> ClosingQuerySet:
        counted = rows.annotate(corrections=Count("notes", filter=IN_FORCE))
        return counted.select_related("submitted_by", "closed_by")
