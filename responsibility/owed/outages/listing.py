"""The list of outages: announced, recorded, waiting for a second person, taken back."""

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alerts.workdays.models import Outage, OutageQuerySet
from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import status
from responsibility.owed.outages.keep import kept_by


def _kind(outage: Outage) -> str:
    return _("planned maintenance") if outage.planned else _("fault")


def _state(outage: Outage) -> tuple[str, str]:
    if outage.taken_back_at:
        return "none", _("taken back")
    if outage.planned:
        return "ok", _("announced")
    return ("ok", _("agreed to")) if outage.approved_at else ("wait", _("waits for agreement"))


def _drawn_state(outage: Outage, now: datetime):
    why = outage.taken_back_because
    drawn = status(*_state(outage))
    return format_html('{}<div class="xs mut">{}</div>', drawn, why) if why else drawn


def _stands(outage: Any) -> bool:
    return outage.taken_back_at is None


def _waits(outage: Any) -> bool:
    """Whether a second person is still to agree to it."""
    return not (outage.planned or outage.approved_at) and _stands(outage)


def _who(outage: Outage) -> str:
    people = [outage.entered_by, outage.approved_by]
    return " · ".join(person.name for person in people if person)


class OutageListing(Listing):
    name, title = "outages", gettext_lazy("Maintenance and faults")
    lead = gettext_lazy(
        "What is due while the platform cannot be used is due on the next working day"
    )
    columns = [
        Column("reason", gettext_lazy("Reason"), phone="title"),
        Column("kind", gettext_lazy("Kind"), _kind, phone="sub", css="nw"),
        Column("starts_at", gettext_lazy("Begins"), order=("starts_at",), css="nw"),
        Column("ends_at", gettext_lazy("Ends"), order=("ends_at",), css="nw"),
        Column("moved", gettext_lazy("Deadlines moved"), css="r num"),
        Column("basis", gettext_lazy("Basis")),
        Column("who", gettext_lazy("Entered by"), _who),
        Column("state", gettext_lazy("State"), lambda outage: _state(outage)[1], _drawn_state,
               phone="end"),
    ]  # fmt: skip
    tabs = [
        Tab("", gettext_lazy("All")),
        Tab("waits", gettext_lazy("To be agreed to"),
            Q(planned=False, approved_at=None, taken_back_at=None)),
    ]  # fmt: skip
    order = "-starts_at"
    button = Act(gettext_lazy("Enter an outage"), "outage-new", "plus", asks=True)
    row_acts = [
        Act(gettext_lazy("Agree to the fault"), "outage-agree", asks=True,
            when=_waits),
        Act(gettext_lazy("Take back"), "outage-take-back", asks=True,
            when=_stands),
    ]  # fmt: skip
    empty = Empty(
        gettext_lazy("No outage"),
        gettext_lazy("Planned maintenance is announced here, a fault recorded once it is over."),
        "player-pause",
    )

    def rows(self) -> OutageQuerySet:
        return kept_by(self.user, at=self.now)

    def with_columns(self, rows: OutageQuerySet) -> OutageQuerySet:
        return rows.select_related("entered_by", "approved_by")
