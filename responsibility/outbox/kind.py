"""The pages of messages: the own ones, and the office's log."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Entry, Field, Kind

KIND = Kind(
    code="outbox",
    category=Category.MESSAGES,
    acts={
        "message.show_number": _("looked at a number in full"),
        "call_list.show_numbers": _("looked at the numbers of a call list"),
    },
    sentences={
        "message.show_number": _("%(who)s looked at a number in full (message %(what)s)"),
        "call_list.show_numbers": _(
            "%(who)s looked at numbers of the call list of %(what)s: %(people)s"
        ),
    },
    fields={"people": Field(_("people"), of="user")},
    desk_lines=["responsibility.outbox.waiting.unread_on_desk"],
    menu=[
        Entry(
            "inbox",
            _("My messages"),
            _("Messages"),
            "inbox",
            group="messages",
            order=10,
            open_to=lambda reader: bool(reader.posts),
            waiting="responsibility.outbox.waiting.UNREAD",
        ),
        Entry(
            "outbox",
            _("Message log"),
            _("Message log"),
            "message",
            group="messages",
            order=20,
            open_to=lambda reader: reader.is_office,
        ),
        Entry(
            "outbox-exceptions",
            _("Exceptions"),
            _("Exceptions"),
            "alert-triangle",
            group="messages",
            order=30,
            open_to=lambda reader: reader.is_office,
            waiting="responsibility.outbox.waiting.EXCEPTIONS",
        ),
        Entry(
            "outbox-health",
            _("Channels"),
            _("Channels"),
            "device-mobile",
            group="messages",
            order=40,
            open_to=lambda reader: reader.keeps_accounts,
        ),
    ],
    asks_password=["message.show_number", "call_list.show_numbers"],
)
