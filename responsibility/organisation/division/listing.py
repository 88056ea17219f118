"""The division of responsibility (责任分工): each charge a row, by leader or by unit, of a day."""

from datetime import date
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_filters import DateFilter

from pages.days import day_of
from pages.fields import DayField
from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, ListFilter, Search
from pages.listing.listing import Listing
from responsibility.organisation.links.models import Charge
from responsibility.organisation.periods import DatedQuerySet
from responsibility.organisation.posts.in_office import InOffice, names
from responsibility.organisation.span import span
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.versions import names_on

BY_LEADER = ("post__unit__order_key", "post__position", "post", "unit__order_key")
BY_UNIT = ("unit__order_key", "kind", "post__unit__order_key", "post__position")


class AsOf(DateFilter):
    """A day, by the rules for days."""

    field_class = DayField


class DivisionFilter(ListFilter):
    q = Search(method="matching", hint=gettext_lazy("Post, person or unit"))
    kind = Choice(label=gettext_lazy("How"), choices=Charge.Kind.choices,
                  empty_label=gettext_lazy("In charge or linked"))  # fmt: skip
    on = AsOf(label=gettext_lazy("As of"), method="as_it_is")

    def matching(self, rows: DatedQuerySet, name: str, typed: str) -> DatedQuerySet:
        """Those of a post, a unit or whoever was ever in the post."""
        named = Q(unit__name__icontains=typed) | Q(post__title__icontains=typed)
        named |= Q(post__unit__name__icontains=typed)
        by_person = rows.filter(post__appointments__user__name__icontains=typed)
        return rows.filter(named | Q(pk__in=by_person.order_by().values("pk")))

    def as_it_is(self, rows: DatedQuerySet, name: str, on: date) -> DatedQuerySet:
        """`Division.rows` are of the day already."""
        return rows


class Division(Listing):
    """Who is in charge of which unit, or linked with it; of today and to come, or of a day chosen.
    Everybody of the county reads it."""

    name, title = "charges", gettext_lazy("Division of responsibility")
    lead = gettext_lazy("Who is in charge of which unit, or linked with it")
    filters = DivisionFilter
    columns = [
        Column("leader", gettext_lazy("Leader"), lambda row: row.leader,
               lambda row, now: _leader(row), order=BY_LEADER, phone="title"),
        Column("holder", gettext_lazy("In the post"), lambda row: row.holder, only="file"),
        Column("unit", gettext_lazy("Unit"), lambda row: row.unit_name, order=BY_UNIT,
               phone="sub"),
        Column("kind", gettext_lazy("How"), "get_kind_display", css="nw"),
        Column("period", gettext_lazy("Time"), lambda row: span(row.period),
               lambda row, now: span(row.period, now), css="nw"),
        Column("basis", gettext_lazy("Document number"), "basis"),
        Column("end", "", lambda row: "", lambda row, now: _end(row), only="page", css="nw"),
    ]  # fmt: skip
    order = "leader"
    sizes = (50, 200)
    empty = Empty(
        gettext_lazy("Nobody is in charge yet"),
        gettext_lazy("Put a post in charge, and its holder sees the lamps of the unit."),
        "sitemap",
    )
    template = "responsibility/organisation/division/list.html"

    @property
    def button(self) -> Act | None:
        if not self.is_office:
            return None
        return Act(_("Put a post in charge"), "charge-put", "plus")

    @property
    def is_office(self) -> bool:
        """Whether the person keeps it."""
        return bool(standing_of(self.user, at=self.now).office_counties)

    @cached_property
    def chosen_day(self) -> date | None:
        """The day asked for, if it is one."""
        try:
            return DayField(required=False).clean(self.asked.get("on"))
        except ValidationError:
            return None

    @property
    def on(self) -> date:
        """The day of which names are."""
        return self.chosen_day or day_of(self.now)

    def rows(self) -> DatedQuerySet:
        rows = Charge.objects.visible_to(self.user, at=self.now).kept()
        if self.chosen_day:
            return rows.filter(period__contains=self.chosen_day)
        return rows.now_or_later(at=self.now)

    def with_columns(self, rows: DatedQuerySet) -> DatedQuerySet:
        return rows.select_related("post__unit", "unit")

    def with_facts(self, rows: list) -> list:
        in_office = InOffice.of({row.post_id for row in rows})
        units = {unit for row in rows for unit in (row.unit_id, row.post.unit_id)}
        called = names_on([(unit, self.on) for unit in units])
        for row in rows:
            row.holder = names(in_office.on(row.post_id, self.on))
            row.unit_name = called.get((row.unit_id, self.on), row.unit.name)
            unit = called.get((row.post.unit_id, self.on), row.post.unit.name)
            row.leader = f"{unit} · {row.post.title}"
            row.may_end = self.is_office and not self.chosen_day
        return rows


def _leader(row: Any):
    return format_html(
        '<b>{}</b> <span class="xs mut">{}</span>', row.leader, row.holder
    )  # fmt: skip


def _end(row: Any):
    if not row.may_end:
        return ""
    return format_html(
        '<a class="lnk" href="{}">{}<span class="vh"> {}</span></a>',
        reverse("charge-end", args=[row.pk]), _("Set the last day"), row.unit_name,
    )  # fmt: skip
