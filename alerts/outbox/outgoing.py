"""A message as a channel gets it."""

import tomllib
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.urls import reverse

from alerts.channels.base import Outgoing
from alerts.outbox.models import Message

VALID_FOR = timedelta(hours=4)  # a text stuck at the provider must not arrive at night


def outgoing(message: Message) -> Outgoing:
    """`message` as it is handed over; what is sent again says so, in text and parameters.

    The mark is the parameter `again`, empty at the first sending.
    """
    words = _words()
    again = words["mark"] if message.resends or message.supersedes_id else ""
    return Outgoing(
        id=message.pk,
        reference=message.reference,
        to=message.to,
        template=message.template,
        version=message.template_version,
        params=message.params | {"again": again},
        text=_marked(message.text, again, words["after"]),
        valid_for=VALID_FOR,
        callback_url=callback_url(message),
    )


def callback_url(message: Message) -> str:
    """Where a provider reports on `message`; empty where nobody can reach us."""
    if not settings.PUBLIC_ADDRESS:
        return ""
    return settings.PUBLIC_ADDRESS + reverse("receipt", args=[message.channel, message.pk])


def _marked(text: str, mark: str, after: str) -> str:
    signature, end, rest = text.partition(after)
    return f"{signature}{end}{mark}{rest}" if end else f"{mark}{text}"


@cache
def _words() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("resent.toml").read_text(encoding="utf-8"))
