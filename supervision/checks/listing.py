"""The list of spot checks: as far as a person sees them."""

from collections.abc import Sequence
from datetime import datetime

import django_filters
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import day, days_left, ring, status, word
from responsibility.organisation.fields import UnitField
from responsibility.organisation.relations.acts import urging_posts
from responsibility.organisation.standing import standing_of
from supervision.checks.choices import units_with_checks, with_next_owed
from supervision.checks.models import SpotCheck, SpotCheckQuerySet
from supervision.checks.states import TO_CONCLUDE, State


def _units(request):
    return units_with_checks(request.user, at=request.now)


class InUnit(django_filters.ModelChoiceFilter):
    field_class = UnitField


class CheckFilter(ListFilter):
    q = Search(method="called", hint=_("Number, unit or post"))
    unit = InUnit(label=_("Unit"), queryset=_units, empty_label=_("All units"))
    state = Choice(label=_("State"), choices=State.choices, empty_label=_("All states"))

    def called(self, checks: SpotCheckQuerySet, name: str, typed: str) -> SpotCheckQuerySet:
        return checks.called(typed)


def _lamp(check: SpotCheck, now: datetime):
    owed = check.owed
    return ring(owed.lamp_now, owed.done, owed.required, "ring--s", owed.colours) if owed else ""


def _title(check: SpotCheck, now: datetime):
    return format_html(
        '<a class="tb__t" href="{}"><span class="num">{}</span></a><div class="xs mut">{}</div>',
        check.get_absolute_url(), check.called,
        _("record of %(day)s") % {"day": day(check.record.happened_on, now)},
    )  # fmt: skip


def _due(check: SpotCheck, now: datetime):
    owed = check.owed
    if owed is None:
        return ""
    css = {"red": "t-late", "yellow": "t-soon"}.get(owed.lamp_now, "mut")
    return format_html(
        '{} <span class="mut">{}</span><div class="xs {}">{}</div>',
        day(owed.due_on, now), owed.get_purpose_display(), css, days_left(owed.late_at, now),
    )  # fmt: skip


def _state(check: SpotCheck, now: datetime):
    return status(check.whose_state.sign, check.get_state_display())


class CheckListing(Listing):
    """All spot checks that the person sees, the newest first."""

    name, title = "check-list", _("Spot checks")
    lead = _("Records checked for what they say; each step is kept and cannot be changed")
    filters = CheckFilter
    tabs = [
        Tab("", _("All")),
        Tab("open", _("Open"), ~Q(state__in=[State.CONFIRMED, State.UNTRUE])),
        Tab("reply", _("Reply awaited"), Q(state=State.ASKED)),
        Tab("check", _("To be looked at"), Q(state__in=TO_CONCLUDE)),
        Tab("good", _("To be made good"), Q(state=State.CORRECTING)),
        Tab("untrue", _("Not true"), Q(state=State.UNTRUE)),
    ]
    columns = [
        Column("lamp", _("Lamp"), lambda row: word(row.owed.lamp_now) if row.owed else "", _lamp,
               phone="lamp"),
        Column("number", _("Number"), "called", _title, order=("year", "number"), phone="title"),
        Column("unit", _("Unit"), "unit.name", order=("unit__name",), css="nw"),
        Column("post", _("Post"), "post.title", order=("post__title",), phone="hidden"),
        Column("happened_on", _("Day of the record"), "record.happened_on", only="file"),
        Column("draw", _("Draw"), lambda row: row.draw.called if row.draw else "", css="nw num",
               phone="hidden"),
        Column("due_on", _("Deadline"), lambda row: row.owed and row.owed.due_on, _due,
               phone="below", css="nw"),
        Column("purpose", _("What is owed"),
               lambda row: row.owed.get_purpose_display() if row.owed else "", only="file"),
        Column("state", _("State"), "get_state_display", _state, order=("state",), phone="end",
               css="nw"),
        Column("by", _("Checked by"), "made_in.unit.name", phone="hidden", css="nw"),
        Column("made", _("Opened on"), "made_at", order=("made_at",), only="file"),
    ]  # fmt: skip
    order = "-number"
    template = "supervision/checks/checks.html"
    empty = Empty(
        _("No spot check here"),
        _("Records that are checked stand here, with what came of it."),
        "eye",
    )

    @property
    def checks(self) -> bool:
        """Whether the person checks records."""
        return bool(urging_posts(standing_of(self.user, at=self.now)))

    @property
    def button(self) -> Act | None:
        return Act(_("Choose a record"), "check-records", "plus") if self.checks else None

    def rows(self) -> SpotCheckQuerySet:
        return SpotCheck.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: SpotCheckQuerySet) -> SpotCheckQuerySet:
        return rows.for_rows(now=self.now)

    def with_facts(self, rows: list[SpotCheck]) -> Sequence[SpotCheck]:
        return with_next_owed(rows, now=self.now)
