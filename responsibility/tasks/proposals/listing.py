"""The list of proposed items: for the office those of the county, for others those of the unit."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import status
from responsibility.organisation.standing import standing_of
from responsibility.tasks.proposals.models import WAITS, ItemProposal
from responsibility.tasks.proposals.proposing import proposing_posts

# The states with their words and the look of their marks.
STATES = {
    "waiting": (_("waits for the office"), "wait"),
    "approved": (pgettext_lazy("proposal", "approved"), "ok"),
    "returned": (_("returned"), "fail"),
    "taken_back": (_("taken back"), "none"),
}


def _text(row: ItemProposal, now: datetime):
    return format_html(
        '<a class="tb__t clip2" href="{}">{}</a><div class="xs mut clip2">{}: {}</div>',
        row.get_absolute_url(), row.text, row.get_ground_kind_display(), row.ground,
    )  # fmt: skip


def _state(row: ItemProposal) -> str:
    return str(STATES[row.state][0])


def _mark(row: ItemProposal, now: datetime):
    words, look = STATES[row.state]
    return status(look, words)


class ProposalFilter(ListFilter):
    q = Search(method="called", hint=_("Item or unit"))

    def called(self, rows: QuerySet, name: str, typed: str) -> QuerySet:
        return rows.filter(Q(text__icontains=typed) | Q(unit__name__icontains=typed))


class ProposalListing(Listing):
    """What units proposed, what waits first."""

    name, title = "proposal-list", _("Individual items")
    lead = _("Proposed by a unit for its own posts, approved by the commission office")
    filters = ProposalFilter
    tabs = [
        Tab("", pgettext_lazy("proposal", "Waiting"), WAITS),
        Tab("approved", _("Approved"), Q(dispatch__isnull=False)),
        Tab("returned", _("Returned"), Q(reason__isnull=False)),
        Tab("all", _("All")),
    ]
    columns = [
        Column("text", _("Item"), "text", _text, order=("text",), phone="title"),
        Column("ground", _("Ground"), "ground", only="file"),
        Column("unit", _("Unit"), "unit.name", order=("unit__order_key",), phone="sub"),
        Column("due_on", _("Deadline"), order=("due_on",), css="nw", phone="meta"),
        Column("proposed_by", _("Proposed by"), "proposed_by.name", phone="hidden"),
        Column("proposed_at", pgettext_lazy("proposal", "Proposed"), order=("proposed_at",),
               css="nw", phone="hidden"),
        Column("state", _("State"), _state, _mark, css="nw", phone="end"),
        Column("decided_by", _("Decided by"), lambda row: getattr(row.decided_by, "name", ""),
               only="file"),
        Column("reason", _("Reason"), lambda row: row.reason or "", only="file"),
    ]  # fmt: skip
    order = "-proposed_at"
    empty = Empty(
        _("No proposed item here"),
        _("A unit proposes what only its own posts have to do, with the ground."),
        "user-check",
    )

    @property
    def button(self) -> Act | None:
        if not proposing_posts(standing_of(self.user, at=self.now)):
            return None
        return Act(_("Propose an item"), "proposal-new", "plus")

    def rows(self) -> QuerySet:
        return ItemProposal.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("unit", "proposed_by", "decided_by")
