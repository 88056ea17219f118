"""Coverage (监督覆盖): unit by kind, how often this year and when last."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from pages.days import day_of
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import day
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.activities.choices import kinds_of_units, last_at_unit, times_at
from supervision.activities.kinds import ActivityKind
from supervision.oversight.coverage import units_of
from supervision.oversight.fields import OfBody


class CoverageFilter(ListFilter):
    q = Search(method="called", hint=_("Unit"))
    body = OfBody(method="of_body")

    def of_body(self, units, name: str, body):
        return units.filter(
            pk__in=[unit.pk for unit in units_of(body.unit_id, at=self.request.now)]
        )

    def called(self, units, name: str, typed: str):
        return units.filter(name__icontains=typed)


class CoverageListing(Listing):
    """The units that the person sees by what they do, each with what was done at it this year."""

    name, title = "activity-coverage", _("Coverage of supervision")
    lead = _("Activities in force of this year, by whichever body")
    filters = CoverageFilter
    columns = [
        Column("unit", _("Unit"), "name", order=("order_key",), phone="title"),
        Column("times", _("Times"), lambda row: sum(times.count for times in row.times.values()),
               phone="end", css="r num"),
        Column("last_on", _("Last on"), lambda row: row.last_on, order=("last_on",), phone="sub",
               css="nw"),
    ]  # fmt: skip
    tabs = [
        Tab("", _("All")),
        Tab("some", _("Visited this year"), Q(last_on__isnull=False)),
        Tab("none", _("Not visited this year"), Q(last_on=None)),
    ]
    order = "unit"
    empty = Empty(_("No unit here"), _("No unit fits what was chosen."), "table")

    @property
    def since(self) -> date:
        return date(day_of(self.now).year, 1, 1)

    @cached_property
    def kinds(self) -> list[ActivityKind]:
        """Those of the county of the units."""
        return kinds_of_units(self.rows())

    def rows(self):
        standing = standing_of(self.user, at=self.now)
        units = Unit.objects.visible_to(self.user, at=self.now).filter(
            Q(county_id__in=standing.face_counties) | Q(pk__in=standing.supervised_units)
        )
        units = units.filter(kind=Unit.Kind.BODY).standing_on(day_of(self.now))
        return units.annotate(last_on=last_at_unit(self.since))

    def with_facts(self, rows: list) -> list:
        times = times_at([row.pk for row in rows], since=self.since)
        for row in rows:
            row.times = times[row.pk]
        return rows

    @property
    def page_columns(self) -> list[Column]:
        return [*super().page_columns, *self._of_kinds]

    @property
    def file_columns(self) -> list[Column]:
        return [*super().file_columns, *self._of_kinds]

    @cached_property
    def _of_kinds(self) -> Sequence[Column]:
        return [
            Column(f"kind_{kind.pk}", str(kind), _in_words(kind), _cell(kind), phone="hidden",
                   css="nw")
            for kind in self.kinds
        ]  # fmt: skip


def _in_words(kind: ActivityKind):
    def words(unit) -> str:
        times = unit.times.get(kind.pk)
        return f"{times.count} · {times.last_on}" if times else ""

    return words


def _cell(kind: ActivityKind):
    def cell(unit, now):
        if (times := unit.times.get(kind.pk)) is None:
            return ""
        return format_html(
            '<b class="num">{}</b> <span class="xs mut">{}</span>',
            times.count, day(times.last_on, now),
        )  # fmt: skip

    return cell
