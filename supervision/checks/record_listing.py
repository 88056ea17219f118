"""The list of records that an inspector may choose for a spot check."""

from datetime import datetime

import django_filters
from django.db.models import Count
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, ListFilter
from pages.listing.listing import Listing
from responsibility.lists.record_kind import RecordKind
from responsibility.organisation.fields import UnitField
from responsibility.organisation.relations.acts import urged_units
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from responsibility.records.models import DutyRecord, DutyRecordQuerySet
from supervision.checks.records import checkable


def _units(request):
    units = urged_units(standing_of(request.user, at=request.now))
    return Unit.objects.visible_to(request.user, at=request.now).filter(pk__in=units).in_order()


class InUnit(django_filters.ModelChoiceFilter):
    field_class = UnitField


class RecordsFilter(ListFilter):
    unit = InUnit(label=_("Unit"), queryset=_units, empty_label=_("All units"))
    kind = Choice(
        label=_("Kind"),
        choices=[(kind.value, kind.label) for kind in RecordKind.to_choose()],
        empty_label=_("All kinds"),
    )


def _title(record: DutyRecord, now: datetime):
    return format_html(
        '<a class="tb__t clip2" href="{}">{} · {}</a><div class="xs mut clip2">{}</div>',
        record.get_absolute_url(), record.unit.name, record.post.title, _duties(record),
    )  # fmt: skip


def _duties(record: DutyRecord) -> str:
    """The tasks it counts for."""
    return " · ".join(credit.task.title for credit in record.credits.all() if not credit.ended_at)


class RecordsToCheck(Listing):
    """Records in force of the units supervised that nobody checked, the newest first."""

    name, title = "check-records", _("Choose a record to check")
    lead = _("Of the units you supervise; those checked and your own are not listed")
    filters = RecordsFilter
    columns = [
        Column("record", _("Record"), lambda row: f"{row.unit.name} · {row.post.title}", _title,
               phone="title"),
        Column("duties", _("Counts for"), _duties, only="file"),
        Column("kind", _("Kind"), "get_kind_display", phone="below", css="nw"),
        Column("happened_on", _("Day"), order=("happened_on",), phone="end", css="nw"),
        Column("lodged", _("Lodged"), "lodged_at", order=("lodged_at",), phone="hidden",
               css="nw mut num"),
        Column("by", _("Lodged by"), "lodged_by.name", phone="hidden", css="nw"),
        Column("files", _("Files"), "files_bound", phone="hidden", css="r num"),
    ]  # fmt: skip
    order = "-lodged"
    empty = Empty(
        _("No record to check"), _("What the units lodge stands here until it is checked."), "eye"
    )
    row_acts = [Act(_("Check it"), "check-new", "eye", asks=True)]

    def rows(self) -> DutyRecordQuerySet:
        return checkable(self.user, at=self.now)

    def with_columns(self, rows: DutyRecordQuerySet) -> DutyRecordQuerySet:
        rows = rows.select_related("unit", "post", "lodged_by")
        counted = rows.annotate(files_bound=Count("evidence", distinct=True))
        return counted.prefetch_related("credits__task__item", "credits__task__dispatch")
