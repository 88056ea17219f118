"""The list of texts that need somebody of the office: each kind with its next thing to do."""

from datetime import datetime

from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from alerts.outbox.models import MessageQuerySet
from alerts.outbox.states import State
from alerts.outbox.trouble import NOT_REACHED, in_trouble
from pages.listing.column import Column
from pages.listing.empty import Empty
from pages.listing.tab import Tab
from pages.templatetags.look import status
from responsibility.outbox.listing import IN_FILES, RECIPIENT, TIME, TextListing
from responsibility.outbox.rows import Row


def _advice(row: Row, now: datetime):
    pattern = '{}<div class="xs mut">{}</div>'
    return format_html(pattern, row.reason.text, row.reason.advice) if row.reason else ""


class ExceptionListing(TextListing):
    """All texts that are not moving, waiting or well."""

    name, title = "outbox-exceptions", _("Exceptions")
    lead = _(
        "Whatever is not moving, waiting or well. It stays until somebody decides, or the person "
        "was told otherwise."
    )
    tabs = [
        Tab("", _("All"), Q()),
        Tab("held", _("Held"), Q(state=State.HELD)),
        Tab("unknown", _("Outcome unknown"), Q(state=State.UNKNOWN)),
        Tab("resend", _("May be sent again"), Q(state=State.RESEND_OK)),
        Tab("failed", _("Not reached"), NOT_REACHED),
    ]
    columns = [
        TIME,
        RECIPIENT,
        Column("state", _("State"), "word", lambda row, now: status(row.sign, row.word),
               phone="end", css="nw"),
        Column("advice", _("Why, and what to do"), cell=_advice, only="page", phone="sub"),
        *IN_FILES,
    ]  # fmt: skip
    most = None
    empty = Empty(
        _("Nothing open"), _("Every message is on its way, waiting, or arrived."), "circle-check"
    )
    template = "responsibility/outbox/exceptions.html"

    def rows(self) -> MessageQuerySet:
        return in_trouble(super().rows(), now=self.now)
