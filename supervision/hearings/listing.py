"""The list of reports to the standing committee."""

from datetime import datetime

from django.db.models import Count, Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.listing import Listing
from pages.templatetags.look import status
from responsibility.organisation.standing import standing_of
from supervision.hearings.models import Hearing, HearingQuerySet

DECIDED = Q(decisions__number__isnull=False, decisions__ended_at=None)


def _quarter(hearing: Hearing, now: datetime):
    return format_html(
        '<a class="tb__t" href="{}">{}</a><div class="xs mut num">{}</div>',
        hearing.get_absolute_url(), hearing.of_quarter.name, hearing.name,
    )  # fmt: skip


def _state(hearing: Hearing, now: datetime):
    return status(hearing.whose_state.sign, hearing.get_state_display())


class HearingListing(Listing):
    """The quarters' reports; those being drafted for the office alone."""

    name, title = "hearing-list", _("Committee reports")
    lead = _("One page for the standing committee each quarter; what it decides comes back here")
    columns = [
        Column("quarter", _("Quarter"), lambda row: row.of_quarter.name, _quarter,
               order=("year", "quarter"), phone="title"),
        Column("number", _("Number"), "name", only="file"),
        Column("state", _("State"), "get_state_display", _state, order=("state",), phone="end",
               css="nw"),
        Column("meeting", pgettext_lazy("committee", "Day of the meeting"), "meeting_on",
               order=("meeting_on",), css="nw"),
        Column("heard", _("Heard on"), "heard_on", order=("heard_on",), css="nw", phone="hidden"),
        Column("by", pgettext_lazy("hearing", "Drafted by"), "opened_by.name", css="nw",
               phone="hidden"),
        Column("decisions", _("Decisions"), "decision_count", css="num", phone="hidden"),
    ]  # fmt: skip
    order = "-quarter"
    empty = Empty(
        _("No report yet"),
        _("The commission office drafts one for each quarter; the committee's leaders read it"
          " once it is laid before them."),
        "report",
    )  # fmt: skip

    @property
    def button(self) -> Act | None:
        if standing_of(self.user, at=self.now).office_counties:
            return Act(_("Draft a report"), "hearing-open", "edit")
        return None

    def rows(self) -> HearingQuerySet:
        return Hearing.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: HearingQuerySet) -> HearingQuerySet:
        counted = rows.annotate(decision_count=Count("decisions", filter=DECIDED))
        return counted.select_related("opened_by")
