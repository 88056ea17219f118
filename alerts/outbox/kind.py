"""Messages and the ways they go."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind, Object
from pages.frame.places import OwnPage, Place

KIND = Kind(
    code="message",
    category=Category.MESSAGES,
    acts={
        "message.cancel": _("cancelled a message"),
        "message.release": _("released held messages"),
        "message.resend": _("let a message be sent again"),
        "channel.pause": _("paused a channel"),
        "channel.resume": _("resumed a channel"),
    },
    sentences={
        "message.cancel": _("%(who)s cancelled the message %(what)s"),
        "message.release": _("%(who)s released %(messages)s held messages"),
        "message.resend": _("%(who)s let the message %(what)s be sent again"),
        "channel.pause": _("%(who)s paused the channel %(channel)s"),
        "channel.resume": _("%(who)s resumed the channel %(channel)s"),
    },
    own_pages=[OwnPage("inbox", _("Messages"), "inbox", order=20)],
    frame={Place.MESSAGES: "inbox"},
    objects=[
        Object(
            "alerts.Message",
            _("message"),
            called="{recipient__name} {reference}",
            person="recipient",
        ),
        Object("alerts.ChannelPause", _("pause of a channel")),
    ],
    fields={
        "state": Field(_("state"), codes="alerts.outbox.states.State"),
        "message": Field(_("new message"), of="message"),
        "messages": Field(_("messages")),
        "channel": Field(_("channel"), codes="alerts.outbox.channel_names.CHANNELS"),
        "reason": Field(_("reason"), ground=True),
    },
)
