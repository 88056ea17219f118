"""Coverage (监督覆盖): unit by kind, how often this year and when last."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.db.models import Max, OuterRef, Q, Subquery
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
from supervision.activities.kinds import ActivityKind
from supervision.activities.models import ActivityUnit


class Times(NamedTuple):
    """How often this year, and on which day last."""

    count: int
    last_on: date


class CoverageFilter(ListFilter):
    q = Search(method="called", hint=_("Unit"))

    def called(self, units, name: str, typed: str):
        return units.filter(name__icontains=typed)


class CoverageListing(Listing):
    """The units that the person sees by what they do, each with what was done at it this year."""

    name, title = "activity-coverage", _("Coverage of supervision")
    lead = _("Activities in force of this year, by whichever body")
    filters = CoverageFilter
    columns = [
        Column("unit", _("Unit"), "name", order=("order_key",), phone="title"),
        Column("times", _("Times"), lambda row: sum(one.count for one in row.times.values()),
               phone="end", css="r num"),
        Column("last_on", _("Last on"), lambda row: row.last_on, order=("last_on",), phone="sub",
               css="nw"),
    ]  # fmt: skip
    tabs = [
        Tab("", _("All")),
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
        counties = self.rows().order_by("order_key").values("county_id")[:1]
        kinds = ActivityKind.objects.filter(county_id__in=counties, in_use=True)
        return list(kinds.order_by("position"))

    def rows(self):
        standing = standing_of(self.user, at=self.now)
        units = Unit.objects.visible_to(self.user, at=self.now).filter(
            Q(county_id__in=standing.face_counties) | Q(pk__in=standing.supervised_units)
        )
        units = units.filter(kind=Unit.Kind.BODY).standing_on(day_of(self.now))
        newest = self._of_year().filter(unit=OuterRef("pk")).order_by().values("unit")
        last = newest.annotate(last=Max("activity__happened_on")).values("last")
        return units.annotate(last_on=Subquery(last))

    def _of_year(self):
        in_force = {"activity__ended_at": None, "activity__happened_on__gte": self.since}
        return ActivityUnit.objects.filter(**in_force)

    def with_facts(self, rows: list) -> list:
        found: dict = defaultdict(dict)
        days = defaultdict(list)
        done = self._of_year().filter(unit__in=[row.pk for row in rows])
        for unit, kind, on in done.values_list("unit", "activity__kind", "activity__happened_on"):
            days[unit, kind].append(on)
        for (unit, kind), those in days.items():
            found[unit][kind] = Times(len(those), max(those))
        for row in rows:
            row.times = found[row.pk]
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
