"""Lists of announcements, and of the receipts of one."""

from datetime import datetime
from functools import cached_property

import django_filters
from django import forms
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import day, status
from responsibility.announcements.models import (
    STATES,
    Announcement,
    AnnouncementQuerySet,
    AnnouncementReceipt,
)
from responsibility.organisation.relations.gives import gives_out
from responsibility.organisation.standing import standing_of

MOST = 2**63 - 1  # of a key


def _title(row: Announcement, now: datetime):
    about = " · ".join(filter(None, [row.given_in.unit.name, row.document]))
    return format_html(
        '<a class="tb__t" href="{}">{}</a><div class="xs mut">{}</div>',
        row.get_absolute_url(), row.title, about,
    )  # fmt: skip


def _sent(row: Announcement, now: datetime):
    if row.waits:
        words = _("goes out at %(time)s")
        return words % {"time": localtime(row.goes_at).strftime("%H:%M")}
    return day(row.sent_at, now) if row.sent_at else ""


def _own(row: Announcement) -> str:
    """How far the reader's own receipt is."""
    if row.taken_back_at:
        return str(_("taken back"))
    if not row.mine:  # type: ignore[attr-defined]  # with_columns
        return ""
    return str(STATES["read" if row.my_read_at else "opened" if row.my_opened_at else ""])  # type: ignore[attr-defined]


def _state(row: Announcement, now: datetime):
    """For who manages it the counts, else the own receipt."""
    if row.taken_back_at:
        return status("none", _("taken back"))
    if row.managed:  # type: ignore[attr-defined]  # with_facts
        return f"{row.opened}/{row.given}" if row.sent_at else ""  # type: ignore[attr-defined]
    missing = row.my_read_at is None if row.asks_reading else row.my_opened_at is None  # type: ignore[attr-defined]
    return status("wait" if missing else "ok", _own(row))


class AnnouncementFilter(ListFilter):
    q = Search(
        field_name="title", lookup_expr="icontains", hint=pgettext_lazy("announcement", "Title")
    )


class AnnouncementListing(Listing):
    """What the person received, and what the person manages, each with how many opened it."""

    name, title = "announcement-list", _("Announcements")
    lead = _("Papers to read; opening one is its receipt")
    filters = AnnouncementFilter
    columns = [
        Column(
            "title", pgettext_lazy("announcement", "Title"), "title", _title,
            order=("title",), phone="title",
        ),
        Column("unit", pgettext_lazy("announcement", "From"), "given_in.unit.name", only="file"),
        Column("document", _("Document number"), only="file"),
        Column("sent_at", _("Sent"), "sent_at", _sent, order=("written_at",), css="nw"),
        Column("state", _("Opened"), _own, _state, phone="end", css="r nw"),
        Column("opened", _("Opened by"), "opened", only="file"),
        Column("given", _("People"), "given", only="file"),
    ]  # fmt: skip
    order = "-sent_at"
    empty = Empty(
        _("No announcement here"), _("What is sent to you, or by you, stands here."), "speakerphone"
    )

    @cached_property
    def _gives(self) -> bool:
        return gives_out(standing_of(self.user, at=self.now))

    @cached_property
    def tabs(self) -> list[Tab]:
        return [
            Tab("", pgettext_lazy("announcement", "Received"), _received),
            *[Tab("sent", _("Sent by us"), _managed)] * self._gives,
        ]

    def first_tab(self) -> str:
        return ""

    @property
    def button(self) -> Act | None:
        return Act(_("Write an announcement"), "announcement-new", "plus") if self._gives else None

    def rows(self) -> AnnouncementQuerySet:
        return Announcement.objects.visible_to(self.user, at=self.now)

    def with_columns(self, rows: AnnouncementQuerySet) -> QuerySet:
        own = AnnouncementReceipt.objects.visible_to(self.user, at=self.now)
        own = own.filter(announcement=OuterRef("pk"))
        return rows.select_related("given_in__unit").annotate(
            given=Count("receipts"),
            opened=Count("receipts", filter=Q(receipts__opened_at__isnull=False)),
            mine=Subquery(own.values("pk")),
            my_opened_at=Subquery(own.values("opened_at")),
            my_read_at=Subquery(own.values("read_at")),
        )

    def with_facts(self, rows: list) -> list[Announcement]:
        """The rows; those under "sent" say how many opened them."""
        for row in rows:
            row.managed = not row.mine or (self.tab and self.tab.name == "sent")
        return rows


def _received(listing: Listing) -> Q:
    own = AnnouncementReceipt.objects.visible_to(listing.user, at=listing.now)
    return Q(pk__in=own.values("announcement"))


def _managed(listing: Listing) -> Q:
    managed = Announcement.objects.managed_by(listing.user, at=listing.now)
    return Q(pk__in=managed.values("pk"))


class ReceiptFilter(ListFilter):
    q = Search(field_name="person__name", lookup_expr="icontains", hint=_("Name"))
    announcement = django_filters.NumberFilter(
        label=_("Announcement"), min_value=1, max_value=MOST, widget=forms.HiddenInput
    )


MISSING = Q(opened_at=None) | Q(announcement__asks_reading=True, read_at=None)


class ReceiptListing(Listing):
    """Who opened what one sent and when: of one announcement, or of all."""

    name, title = "announcement-receipts", _("Receipts")
    filters = ReceiptFilter
    tabs = [
        Tab("", _("All")),
        Tab("missing", pgettext_lazy("announcement", "Missing"), MISSING, css="t-late"),
        Tab("opened", _("Opened"), Q(opened_at__isnull=False)),
    ]
    columns = [
        Column("person", _("Person"), "person.name", order=("person__name",), phone="title"),
        Column("title", _("Announcement"), "announcement.title", phone="hidden"),
        Column("unit", _("Unit"), lambda row: row.post.unit.name if row.post else "",
               order=("post__unit__order_key", "post__position"), phone="sub"),
        Column("post", _("Post"), lambda row: row.post.title if row.post else ""),
        Column("opened_at", _("Opened at"), order=("opened_at",), phone="end", css="nw num"),
        Column("read_at", _("Confirmed at"), order=("read_at",), phone="below", css="nw num"),
    ]  # fmt: skip
    order = "unit"
    empty = Empty(_("Nobody here"), _("When it is sent, each recipient stands here."), "users")

    def rows(self) -> QuerySet:
        return AnnouncementReceipt.objects.managed_by(self.user, at=self.now)

    def with_columns(self, rows: QuerySet) -> QuerySet:
        return rows.select_related("person", "post__unit", "announcement")
