"""The list of mergers and splits: planned, done, taken back."""

from datetime import datetime

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from pages.days import day_of
from pages.listing.column import Column
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import status
from responsibility.tasks.mergers.models import (
    Reorganisation,
    ReorganisationQuerySet,
    ReorganisedUnit,
)

PART = ReorganisedUnit.Part


def state_of(made: Reorganisation, now: datetime) -> tuple[str, str]:
    """Where it stands, as kind and word of a status."""
    if made.taken_back_at:
        return "none", _("Taken back")
    if made.first_on > day_of(now):
        return "wait", _("Planned")
    return "ok", _("In effect")


def before_and_after(made: Reorganisation) -> tuple[str, str]:
    """The names of the units before the day, and of those that take over."""
    split = made.kind == Reorganisation.Kind.SPLIT
    ended, founded = made.units_that(PART.ENDED), made.units_that(PART.FOUNDED)
    goes_on = made.units_that(PART.GOES_ON)
    before = ended + (goes_on if split else [])
    return _named(before), _named([*goes_on, *founded])


def _named(units) -> str:
    return pgettext("between items", ", ").join(unit.name for unit in units)


def _units(made: Reorganisation, now: datetime):
    before, after = before_and_after(made)
    return format_html(
        '<a class="tb__t" href="{}">{}</a> <span class="xs mut">→ {}</span>',
        made.get_absolute_url(), before, after,
    )  # fmt: skip


class ReorganisationListing(Listing):
    """The mergers and splits of the office's county, the latest day first."""

    name, title = "reorganisations", gettext_lazy("Mergers and splits")
    lead = gettext_lazy("Which units became which, with their posts and open tasks")
    tabs = [
        Tab("", gettext_lazy("In force"), Q(taken_back_at=None)),
        Tab("back", gettext_lazy("Taken back"), Q(taken_back_at__isnull=False)),
    ]
    columns = [
        Column("first_on", gettext_lazy("Day"), order=("first_on",), css="nw num"),
        Column("units", gettext_lazy("Units"), lambda row: " → ".join(before_and_after(row)),
               _units, phone="title"),
        Column("kind", gettext_lazy("Kind"), lambda row: row.get_kind_display()),
        Column("basis", gettext_lazy("Document number"), "basis"),
        Column("state", gettext_lazy("State"), lambda row: "",
               lambda row, now: status(*state_of(row, now)), phone="lead"),
    ]  # fmt: skip
    order = "-first_on"
    template = "responsibility/tasks/mergers/list.html"

    def rows(self) -> ReorganisationQuerySet:
        return Reorganisation.objects.managed_by(self.user, at=self.now)

    def with_columns(self, rows: ReorganisationQuerySet) -> ReorganisationQuerySet:
        return rows.with_names()
