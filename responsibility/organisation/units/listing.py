"""The list of units: the tree, in the order of the organisation."""

from datetime import datetime

from django.db.models import Count, Q, Sum
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.days import day_of
from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.filters import Choice, ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import day
from responsibility.organisation.units.models import Unit, UnitQuerySet


def _name(unit: Unit, now: datetime):
    if not unit.closed_on:
        return unit.name
    closed = _("closed")
    if unit.closed_on > day_of(now):
        closed = _("closes %(day)s") % {"day": day(unit.closed_on, now)}
    return format_html('{} <span class="chip">{}</span>', unit.name, closed)


def _standing(listing: Listing) -> Q:
    return Q(closed_on=None) | Q(closed_on__gt=day_of(listing.now))


class UnitFilter(ListFilter):
    q = Search(field_name="name", lookup_expr="icontains", hint=gettext_lazy("Name of the unit"))
    kind = Choice(label=gettext_lazy("Kind"), choices=Unit.Kind.choices,
                  empty_label=gettext_lazy("All kinds"))  # fmt: skip


class UnitListing(Listing):
    """The units of the office's county with how many posts there are and how many vacant."""

    name, title = "units", gettext_lazy("Units")
    filters = UnitFilter
    tabs = [
        Tab("", gettext_lazy("Standing units"), _standing),
        Tab("all", gettext_lazy("With closed units"), Q()),
    ]
    columns = [
        Column("unit", gettext_lazy("Unit"), "name", _name, order=("order_key",), link="unit",
               phone="title"),
        Column("kind", gettext_lazy("Kind"), "get_kind_display", phone="sub", css="nw mut2"),
        Column("posts", gettext_lazy("Posts"), "posts_now", order=("posts_now",), css="r"),
        Column("vacant", gettext_lazy("Vacant"), "vacant_now", order=("vacant_now",), css="r"),
    ]  # fmt: skip
    order = "unit"
    sizes = (50, 250)
    button = Act(gettext_lazy("Found a unit"), "unit-found", "plus")
    template = "responsibility/organisation/units.html"

    @property
    def lead(self) -> str:
        counted = self.with_columns(self.rows().filter(_standing(self))).order_by()
        totals = counted.aggregate(
            units=Count("pk"), posts=Sum("posts_now"), vacant=Sum("vacant_now")
        )
        return _("%(units)d units, %(posts)d posts, %(vacant)d vacant") % totals

    def rows(self) -> UnitQuerySet:
        return Unit.objects.managed_by(self.user, at=self.now)

    def with_columns(self, rows: UnitQuerySet) -> UnitQuerySet:
        return rows.with_post_counts(at=self.now)

    def row_css(self, unit: Unit) -> str:
        """How far a unit is set in, while the tree is shown as one."""
        return "" if self.filter.chosen or self.by != self.order else f"dep{unit.depth}"
