"""Messages and the ways they go."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Field, Kind, Object

KIND = Kind(
    code="message",
    acts={
        "message.cancel": _("cancelled a message"),
        "message.release": _("released held messages"),
        "message.resend": _("let a message be sent again"),
        "channel.pause": _("paused a channel"),
        "channel.resume": _("resumed a channel"),
    },
    objects=[
        Object("alerts.Message", _("message"), called="{reference}"),
        Object("alerts.ChannelPause", _("pause of a channel"), called="{key}"),
    ],
    fields={
        "state": Field(_("state"), codes="alerts.outbox.states.State"),
        "message": Field(_("new message"), of="message"),
        "messages": Field(_("messages")),
        "reason": Field(_("reason")),
    },
)
