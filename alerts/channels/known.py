"""Which channel settings.SMS_CHANNEL means."""

from django.conf import settings
from django.utils.module_loading import import_string

from alerts.channels.base import Channel

NONE = "none"  # the inbox alone


def channel_in_use() -> Channel | None:
    """The channel that texts go through; None where there are only inbox messages.

    Raises KeyError for a name that is not in settings.SMS_CHANNELS.
    """
    if settings.SMS_CHANNEL == NONE:
        return None
    return import_string(settings.SMS_CHANNELS[settings.SMS_CHANNEL])()
