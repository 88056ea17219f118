"""What the channels are called on pages."""

from django.utils.translation import gettext_lazy as _

from alerts.outbox.models import INBOX

TEXT_CHANNELS = {
    "sandbox": _("sandbox phone"),
    "twilio": _("Twilio"),
    "aliyun": _("Alibaba Cloud SMS"),
    "mail": _("e-mail"),
}
CHANNELS = {INBOX: _("inbox"), **TEXT_CHANNELS}


def channel_name(channel: str) -> str:
    """The name of a channel; its code where it has none."""
    return str(CHANNELS.get(channel, channel))
