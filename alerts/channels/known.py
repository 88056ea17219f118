"""Which channels there are, and which one texts go through."""

from django.conf import settings
from django.utils.module_loading import import_string

from alerts.channels.base import Channel

NONE = "none"  # the inbox alone


def channel_in_use() -> Channel | None:
    """The channel that texts go through; None where there are only inbox messages.

    Raises KeyError for a name that is not in settings.SMS_CHANNELS.
    """
    return None if settings.SMS_CHANNEL == NONE else channel_named(settings.SMS_CHANNEL)


def channel_named(key: str) -> Channel:
    """The channel of that key. Raises KeyError for one that is not in settings.SMS_CHANNELS."""
    return import_string(settings.SMS_CHANNELS[key])()
