"""The list of the own records."""

from datetime import datetime
from functools import cached_property

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from pages.days import day_of
from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, ListFilter
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.quarter import Quarter
from pages.templatetags.look import day, status
from responsibility.organisation.standing import standing_of
from responsibility.records.models import DutyRecord, DutyRecordQuerySet
from responsibility.records.record.own import marked, own_records, with_its_row


def _day(record: DutyRecord, now: datetime):
    pattern = '<b>{}</b><div class="xs mut">{}</div>'
    return format_html(pattern, day(record.happened_on, now), _post(record))


def _post(record: DutyRecord) -> str:
    """Its title, with the names of those in it where others are today."""
    time = record.in_time_of  # type: ignore[attr-defined]  # set in own.py
    return f"{record.post.title} · {time}" if time else record.post.title


def _title(record: DutyRecord, now: datetime):
    return format_html(
        '<a class="tb__t clip2" href="{}">{}</a><div class="xs mut clip2">{}</div>',
        record.get_absolute_url(), record.line, record.duties,
    )  # fmt: skip


def _files(record: DutyRecord, now: datetime) -> str:
    number = record.files  # type: ignore[attr-defined]  # annotated in own.py
    text = ngettext("%(counter)s file", "%(counter)s files", number)
    return text % {"counter": number} if number else ""


def _word(record: DutyRecord) -> str:
    word = record.state[1] if record.state else ""
    return f"{word}: {_reason(record)}" if _reason(record) else word


def _state(record: DutyRecord, now: datetime):
    if not record.state:
        return ""
    reason = format_html('<div class="xs mut clip2 why">{}</div>', _reason(record))
    return format_html("{}{}", status(*record.state), reason if _reason(record) else "")


def _reason(record: DutyRecord) -> str:
    """Why a holder returned it, where nothing came after that."""
    credit = None if record.ended_at else record.returned
    return credit.ended_because or "" if credit else ""


class RecordFilter(ListFilter):
    kind = Choice(
        label=gettext_lazy("Kind"),
        choices=DutyRecord.Kind.choices,
        empty_label=gettext_lazy("All kinds"),
    )


class RecordListing(Listing):
    """What was logged by a person and for the posts on the desk."""

    name, title = "record-list", gettext_lazy("My records")
    lead = gettext_lazy("What was logged by you and for your posts")
    filters = RecordFilter
    columns = [
        Column("happened_on", gettext_lazy("Day"), "happened_on", _day, order=("happened_on",),
               phone="end", css="nw"),
        Column("post", gettext_lazy("Post"), _post, only="file"),
        Column("record", gettext_lazy("Record"), "line", _title, phone="title"),
        Column("kind", gettext_lazy("Kind"), "get_kind_display", phone="below", css="nw"),
        Column("duties", gettext_lazy("Counts for"), only="file"),
        Column("lodged_at", gettext_lazy("Lodged"), order=("lodged_at",), phone="hidden",
               css="nw mut num"),
        Column("lodged_by", gettext_lazy("Lodged by"), "lodged_by.name", only="file"),
        Column("files", gettext_lazy("Files"), "files", _files, phone="hidden", css="nw mut xs"),
        Column("state", gettext_lazy("State"), _word, _state, phone="below", css="nw"),
    ]  # fmt: skip
    order = "-happened_on"
    empty = Empty(
        gettext_lazy("No records yet"),
        gettext_lazy("What you log stands here, newest first."),
        "history",
    )

    @cached_property
    def tabs(self) -> list[Tab]:
        """All of them, and those of the last quarters."""
        running = Quarter.of(day_of(self.now))
        quarters = [running.shifted(by) for by in (0, -1, -2, -3)]
        return [
            Tab("", _("All")),
            *(
                Tab(str(quarter), quarter.short, Q(happened_on__gte=quarter.start) &
                    Q(happened_on__lt=quarter.end))
                for quarter in quarters
            ),
        ]  # fmt: skip

    @property
    def button(self) -> Act | None:
        may_log = standing_of(self.user, at=self.now).log_posts
        return Act(_("Log a duty"), "record-new", "plus") if may_log else None

    def rows(self) -> DutyRecordQuerySet:
        return own_records(self.user, at=self.now)

    def with_columns(self, rows: DutyRecordQuerySet) -> DutyRecordQuerySet:
        return with_its_row(rows)

    def with_facts(self, rows: list) -> list[DutyRecord]:
        return marked(rows, user=self.user, at=self.now)

    def row_css(self, record: DutyRecord) -> str:
        return "is-over" if record.ended_at else ""
