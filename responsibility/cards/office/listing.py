"""The list of issues of reminder cards."""

from datetime import datetime

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import status
from responsibility.cards.approval.waiting import TO_APPROVE
from responsibility.cards.issues import CardIssue, CardIssueQuerySet
from responsibility.cards.office.counts import with_counts
from responsibility.organisation.standing import standing_of

STATES = {
    CardIssue.State.DRAFTED: ("none", _("Draft")),
    CardIssue.State.SUBMITTED: ("wait", _("To be approved")),
    CardIssue.State.APPROVED: ("wait", _("Approved, not issued")),
    CardIssue.State.ISSUED: ("ok", _("Issued")),
    CardIssue.State.DISCARDED: ("none", _("Discarded")),
}


def _quarter(issue: CardIssue, now: datetime):
    name = issue.quarter.name
    if issue.leads_on:
        name = format_html('<a class="tb__t" href="{}">{}</a>', issue.get_absolute_url(), name)
    return format_html('<b>{}</b><div class="xs mut">{}</div>', name, issue.for_whom)


def _received(issue: CardIssue, now: datetime) -> str:
    return f"{issue.received}/{issue.given}" if issue.issued_at else ""


def _answered(issue: CardIssue, now: datetime) -> str:
    return f"{issue.answered}/{issue.told}" if issue.issued_at else ""


def _summed_up(issue: CardIssue, now: datetime) -> str:
    return f"{issue.summed_up}/{issue.given}" if issue.issued_at else ""


def _issued(name: str):
    """A number that an issue has once it is issued."""
    return lambda issue: getattr(issue, name) if issue.issued_at else None


class CardListing(Listing):
    """All issues with their counts; a party leader sees what was issued."""

    name, title = "card-index", _("Reminder cards")
    lead = _("One reminder each quarter, in the name of the Party committee")
    tabs = [
        Tab("", _("All"), Q()),
        Tab("draft", _("Draft"), Q(submitted_at=None, approved_at=None, discarded_at=None)),
        Tab("submitted", _("To be approved"), TO_APPROVE),
        Tab("approved", _("Approved, not issued"), Q(approved_at__isnull=False, issued_at=None)),
        Tab("issued", _("Issued"), Q(issued_at__isnull=False)),
        Tab("discarded", _("Discarded"), Q(discarded_at__isnull=False)),
    ]
    columns = [
        Column("quarter", _("Quarter"), "quarter.name", _quarter,
               order=("year", "quarter_number"), phone="title"),
        Column("for", _("For whom"), "for_whom", only="file"),
        Column("issued_at", _("Issued on"), order=("issued_at",), css="nw num"),
        Column("cards", _("Cards"), _issued("given"), css="r"),
        Column("lines", _("Lines"), _issued("told"), css="r"),
        Column("received", _("Received"), _issued("received"), _received, css="r"),
        Column("answered", pgettext_lazy("card", "Answered"), _issued("answered"), _answered,
               css="r"),
        Column("summed_up", _("Summaries"), _issued("summed_up"), _summed_up, css="r"),
        Column("state", _("State"), lambda issue: STATES[issue.state][1],
               lambda issue, now: status(*STATES[issue.state]), phone="end", css="nw"),
    ]  # fmt: skip
    order = "-quarter"
    empty = Empty(
        _("No card drafted yet"),
        _("Drafts and issued cards stand here, with who has received them."),
        "id",
    )

    @property
    def button(self) -> Act | None:
        return Act(_("Draft a card"), "card-new", "plus") if self._is_office else None

    @property
    def _is_office(self) -> bool:
        return bool(standing_of(self.user, at=self.now).office_counties)

    def rows(self) -> CardIssueQuerySet:
        return CardIssue.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: CardIssueQuerySet) -> CardIssueQuerySet:
        return with_counts(rows).select_related("audience")

    def with_facts(self, rows: list) -> list[CardIssue]:
        """The rows; those of the office lead to their page."""
        for issue in rows:
            issue.leads_on = self._is_office
        return rows
