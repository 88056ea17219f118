"""The list of checkups: as far as a person sees them."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property

import django_filters
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import day, days_left, ring, status, word
from responsibility.organisation.fields import UnitField
from responsibility.organisation.relations.acts import urged_units
from responsibility.organisation.standing import standing_of
from supervision.checkups.choices import checks_any_unit, units_with_checkups, with_lamps
from supervision.checkups.models import Checkup, CheckupQuerySet
from supervision.checkups.states import UNANSWERED, State, Way


def _units(request):
    return units_with_checkups(request.user, at=request.now)


class InUnit(django_filters.ModelChoiceFilter):
    field_class = UnitField


class CheckupFilter(ListFilter):
    q = Search(method="called", hint=_("Number, unit or template"))
    unit = InUnit(label=_("Unit"), queryset=_units, empty_label=_("All units"))
    state = Choice(label=_("State"), choices=State.choices, empty_label=_("All states"))
    way = Choice(label=_("Answered"), choices=Way.choices, empty_label=_("All ways"))

    def called(self, checkups: CheckupQuerySet, name: str, typed: str) -> CheckupQuerySet:
        return checkups.called(typed)


def _lamp(checkup: Checkup, now: datetime):
    owed = checkup.owed
    return ring(owed.lamp_now, owed.done, owed.required, "ring--s", owed.colours) if owed else ""


def _title(checkup: Checkup, now: datetime):
    return format_html(
        '<a class="tb__t" href="{}">{}</a><div class="xs mut num">{}</div>',
        checkup.get_absolute_url(), checkup.version.name, checkup.called,
    )  # fmt: skip


def _due(checkup: Checkup, now: datetime):
    owed = checkup.owed
    if owed is None:
        return ""
    if owed.fulfilled_at or owed.exempt:
        return day(owed.due_on, now)
    css = {"red": "t-late", "yellow": "t-soon"}.get(owed.lamp_now, "mut")
    return format_html(
        '{}<div class="xs {}">{}</div>',
        day(owed.due_on, now), css, days_left(owed.late_at, now),
    )  # fmt: skip


def _state(checkup: Checkup, now: datetime):
    return status(checkup.whose_state.sign, checkup.get_state_display())


def _findings(checkup: Checkup) -> int | str:
    """Only of those concluded: until then they are who checks' own."""
    return checkup.finding_count if checkup.state == State.CONCLUDED else ""


class CheckupListing(Listing):
    """All checkups that the person sees, the newest first."""

    name, title = "checkup-list", _("Checkups")
    lead = _("Units checked by the questions of a template, on site or by their own answers")
    filters = CheckupFilter
    tabs = [
        Tab("", _("All")),
        Tab("awaited", _("To be answered"), Q(state__in=UNANSWERED)),
        Tab("answered", _("To be concluded"), Q(state=State.ANSWERED)),
        Tab("concluded", pgettext_lazy("tab", "Concluded"), Q(state=State.CONCLUDED)),
        Tab("withdrawn", pgettext_lazy("tab", "Withdrawn"), Q(state=State.WITHDRAWN)),
    ]
    columns = [
        Column("lamp", _("Lamp"), lambda row: word(row.owed.lamp_now) if row.owed else "", _lamp,
               phone="lamp"),
        Column("number", _("Number"), "called", _title, order=("year", "number"), phone="title"),
        Column("template", _("Template"), "version.name", only="file"),
        Column("unit", _("Unit"), "unit.name", order=("unit__name",), css="nw"),
        Column("way", _("Answered"), "get_way_display", order=("way",), phone="hidden", css="nw"),
        Column("due_on", _("Deadline"), lambda row: row.owed and row.owed.due_on, _due,
               phone="below", css="nw"),
        Column("findings", _("Findings"), _findings, css="num", phone="hidden"),
        Column("state", _("State"), "get_state_display", _state, order=("state",), phone="end",
               css="nw"),
        Column("by", pgettext_lazy("checkup", "Checked by"), "made_in.unit.name", phone="hidden",
               css="nw"),
        Column("made", _("Opened on"), "made_at", order=("made_at",), only="file"),
    ]  # fmt: skip
    order = "-number"
    template = "supervision/checkups/list.html"
    empty = Empty(
        _("No checkup here"),
        _("Units that are checked by a template stand here, with their answers and the report."),
        "clipboard-check",
    )

    @property
    def checks(self) -> bool:
        """Whether the person opens checkups."""
        standing = standing_of(self.user, at=self.now)
        return bool(standing.office_counties or urged_units(standing))

    @cached_property  # asked several times on a page
    def button(self) -> Act | None:
        opens = self.checks and checks_any_unit(self.user, at=self.now)
        return Act(_("Open a checkup"), "checkup-new", "plus") if opens else None

    def rows(self) -> CheckupQuerySet:
        return Checkup.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: CheckupQuerySet) -> CheckupQuerySet:
        return rows.for_rows()

    def with_facts(self, rows: list[Checkup]) -> Sequence[Checkup]:
        return with_lamps(rows, now=self.now)
