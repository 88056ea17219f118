"""Lists of texts: the log, and what lists of texts have in common."""

from datetime import datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from alerts.kinds.collected import stage_choices
from alerts.outbox.channel_names import TEXT_CHANNELS
from alerts.outbox.models import MessageQuerySet
from pages.listing.act import Act
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.filters import Choice, Day, ListFilter, Search
from pages.listing.listing import Listing
from pages.listing.tab import Tab
from pages.templatetags.look import status
from responsibility.organisation.standing import standing_of
from responsibility.outbox.channels.paused import Paused, paused
from responsibility.outbox.rows import GROUPS, TABS, Row, rows_of
from responsibility.outbox.seen import texts_of_office
from responsibility.outbox.whose import sent_into_units


def _address(row: Row) -> str:
    return reverse("outbox-message", args=[row.message.pk])


def _recipient(row: Row, now: datetime):
    return format_html(
        '<a href="{}"><b>{}</b></a> <span class="mut num nw">{}</span>'
        '<div class="xs mut">{}</div>',
        _address(row), row.message.recipient.name, row.phone or "—", row.unit,
    )  # fmt: skip


def _state(row: Row, now: datetime):
    reason = row.reason.text if row.reason else ""
    return format_html('{}<div class="xs mut">{}</div>', status(row.sign, row.word), reason)


def _text(row: Row, now: datetime):
    return format_html('<span class="clip2">{}</span>', row.message.text)


TIME = Column(
    "made_at", _("Time"), "message.made_at", order=("made_at",), link=_address, phone="below",
    css="nw num",
)  # fmt: skip
RECIPIENT = Column("recipient", _("Recipient"), "message.recipient.name", _recipient, phone="title")
IN_FILES = [
    Column("phone", _("Mobile number"), only="file"),
    Column("unit", _("Unit"), only="file"),
    Column("reason", _("Reason"), lambda row: row.reason and row.reason.text, only="file"),
]


class TextFilter(ListFilter):
    who = Search(method="of", hint=_("Person or unit"))
    stage = Choice(
        label=_("Kind"), choices=stage_choices, empty_label=_("All kinds"), method="about"
    )
    channel = Choice(
        label=_("Channel"), choices=list(TEXT_CHANNELS.items()), empty_label=_("All channels")
    )
    day = Day(field_name="made_at", label=_("Day"))

    def of(self, texts: MessageQuerySet, name: str, who: str) -> MessageQuerySet:
        """To a person of that name, or somebody who was in a unit of that name then."""
        return texts.filter(Q(recipient__name__contains=who) | sent_into_units(who))

    def about(self, texts: MessageQuerySet, name: str, stage: str) -> MessageQuerySet:
        return texts.filter(params__stages__regex=rf"(^| ){stage}( |$)")


class TextListing(Listing):
    """Texts of the office's county."""

    filters = TextFilter
    order = "-made_at"
    most = 10_000

    def rows(self) -> MessageQuerySet:
        return texts_of_office(self.user, at=self.now)

    def with_columns(self, rows: MessageQuerySet) -> MessageQuerySet:
        return rows.select_related("recipient")

    def with_facts(self, rows: list) -> list[Row]:
        return rows_of(rows, pauses=self.pauses)

    @cached_property
    def pauses(self) -> list[Paused]:
        """What is paused for the office's counties."""
        counties = standing_of(self.user, at=self.now).office_counties
        return paused(counties=counties, now=self.now)


class MessageListing(TextListing):
    """All texts: to whom, where they stand, since when."""

    name, title = "outbox", _("Message log")
    lead = _("Texts name no matter: who, how many, by when, where to look, a reference")
    tabs = [Tab(name, label, GROUPS.get(name, Q())) for name, label in TABS]
    columns = [
        TIME,
        Column("kinds", _("Kind"), phone="hidden", css="c-few"),
        RECIPIENT,
        Column("text", _("Words of the text"), "message.text", _text, phone="sub", css="c-long"),
        Column("parts", _("Parts"), "message.segments", phone="hidden", css="r"),
        Column("state", _("State"), "word", _state, phone="end"),
        Column("since", _("Since"), "last_step_at", phone="hidden", css="r nw num mut"),
        *IN_FILES,
    ]
    refresh = 15
    empty = Empty(
        _("No texts here"), _("Reminders become texts between 08:30 and 20:00."), "message"
    )
    template = "responsibility/outbox/list.html"

    @property
    def button(self) -> Act | None:
        if settings.SMS_CHANNEL != "sandbox":
            return None
        return Act(_("Sandbox phone"), "sandbox-phone", "device-mobile")
