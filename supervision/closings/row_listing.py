"""The list of the rows of closed quarters: what stands behind each of their numbers."""

from datetime import datetime

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alerts.lamps.summary import SETTLED
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, ListFilter, Search
from pages.listing.listing import Listing
from pages.numbers import MOST_DIGITS
from pages.templatetags.look import instant, lamp, word
from responsibility.lists.models import Category, DutyItem
from responsibility.organisation.posts.models import RoleKind
from responsibility.organisation.units.models import Unit
from supervision.closings.figures import SHOWN
from supervision.closings.models import ClosedTask, ClosedTaskQuerySet, Closing

LAMPS = [(each.value, each.label) for each in SHOWN]
CHAINS = [
    (chain.value, chain.label) for chain in (RoleKind.Chain.PRINCIPAL, RoleKind.Chain.SUPERVISION)
]


def _rows(request) -> ClosedTaskQuerySet:
    return ClosedTask.objects.visible_to(request.user, at=request.now)


def _closings(request) -> QuerySet:
    visible = Closing.objects.visible_to(request.user, at=request.now)
    return visible.exclude(digest="").order_by("-year", "-quarter")


def _units(request) -> QuerySet:
    units = Unit.objects.visible_to(request.user, at=request.now)
    return units.filter(pk__in=_rows(request).values("unit")).in_order()


def _categories(request) -> QuerySet:
    return Category.objects.filter(pk__in=_rows(request).values("category")).order_by("position")


class _Id(django_filters.NumberFilter):
    """An id that addresses of other pages set."""

    def __init__(self, **more):
        most = 10**MOST_DIGITS - 1
        super().__init__(min_value=1, max_value=most, widget=forms.HiddenInput, **more)


class ClosedTaskFilter(ListFilter):
    q = Search(method="called", hint=_("Unit, post, holder or duty"))
    closing = django_filters.ModelChoiceFilter(
        label=_("Quarter"), queryset=_closings, empty_label=_("All quarters")
    )
    lamp = Choice(label=_("Lamp"), field_name="lamp_now", choices=LAMPS, empty_label=_("All lamps"))
    unit = django_filters.ModelChoiceFilter(
        label=_("Unit"), queryset=_units, empty_label=_("All units")
    )
    category = django_filters.ModelChoiceFilter(
        label=_("Category"), queryset=_categories, empty_label=_("All categories")
    )
    post = _Id(label=_("Post"))
    role = _Id(field_name="role_kind")
    branch = _Id(method="beneath")
    name = django_filters.CharFilter(
        field_name="unit__name", lookup_expr="icontains", max_length=60, widget=forms.HiddenInput
    )
    segment = django_filters.ChoiceFilter(
        field_name="role_kind__segment",
        choices=RoleKind.Segment.choices,
        widget=forms.HiddenInput,
    )
    kind = django_filters.ChoiceFilter(
        field_name="task__task_kind", choices=DutyItem.TaskKind.choices, widget=forms.HiddenInput
    )
    chain = Choice(
        label=_("Chain of responsibility"), field_name="role_kind__chain", choices=CHAINS,
        empty_label=_("Both chains"),
    )  # fmt: skip
    settled = Choice(
        label=_("Outcome"), choices=[("1", _("due or done"))], method="with_outcome",
        empty_label=_("Any outcome"),
    )  # fmt: skip

    def called(self, rows: ClosedTaskQuerySet, name: str, typed: str) -> ClosedTaskQuerySet:
        return rows.called(typed)

    def beneath(self, rows: ClosedTaskQuerySet, name: str, value) -> ClosedTaskQuerySet:
        return rows.filter(unit__path__contains=f"/{value}/")

    def with_outcome(self, rows: ClosedTaskQuerySet, name: str, value: str) -> ClosedTaskQuerySet:
        return rows.filter(lamp_now__in=SETTLED)


def _lamp(row: ClosedTask, now: datetime):
    return lamp(row.lamp_now, label="")


def _title(row: ClosedTask, now: datetime):
    words = format_html(
        '<span class="tb__t clip2">{}</span><div class="xs mut num">{} · {}</div>',
        row.title, row.closing.of_quarter.name, row.closing.name,
    )  # fmt: skip
    if row.note_number is None:
        return words
    was = _("frozen as %(lamp)s, correction No. %(number)d")
    was = was % {"lamp": word(row.lamp), "number": row.note_number}
    return format_html('{}<div class="xs t-acc">{}</div>', words, was)


def _since(row: ClosedTask, now: datetime):
    return instant(row.now_since, now)


class ClosedTaskListing(Listing):
    """The tasks of closed quarters as they were frozen, with their corrections."""

    name, title = "closed-tasks", _("Tasks of closed quarters")
    lead = _("As they were frozen, each with who was in the post on the day")
    filters = ClosedTaskFilter
    columns = [
        Column("lamp", _("Lamp"), lambda row: word(row.lamp_now), _lamp, phone="lamp"),
        Column("title", pgettext_lazy("duty", "Duty"), "title", _title, phone="title"),
        Column("quarter", _("Quarter"), "closing.name", only="file"),
        Column("unit", _("Unit"), "unit_name", order=("unit__order_key",), css="nw"),
        Column("post", _("Post"), "post_title", phone="hidden"),
        Column("holder", _("Holder of the day"), "holder", css="nw"),
        Column("category", _("Category"), "category", order=("category__position",),
               phone="hidden"),
        Column("due_on", _("Deadline"), "due_on", order=("due_on",), phone="end", css="nw"),
        Column("since", pgettext_lazy("lamp", "Since"), "now_since", _since,
               order=("now_since",), phone="hidden", css="nw"),
        Column("frozen", _("Lamp as frozen"), lambda row: word(row.lamp), only="file"),
        Column("note", _("Number of the correction"), "note_number", only="file"),
    ]  # fmt: skip
    order = "unit"
    empty = Empty(
        _("No task of a closed quarter here"),
        _("Tasks stand here once their quarter is closed."),
        "lock",
    )

    def rows(self) -> ClosedTaskQuerySet:
        return ClosedTask.objects.visible_to(self.user, at=self.now).corrected()

    def with_columns(self, rows: ClosedTaskQuerySet) -> ClosedTaskQuerySet:
        return rows.select_related("closing", "category")
