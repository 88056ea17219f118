"""The option --now of commands: another instant, where time travel is switched on."""

from argparse import ArgumentParser
from datetime import datetime

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime


def add_now(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--now", metavar="INSTANT", help="pretend it is this instant, such as '2026-10-01 00:00'"
    )


def pretended(text: str | None) -> datetime | None:
    """The aware instant that `text` says (Asia/Shanghai where it names no zone), or None.

    Raises:
        CommandError: it is no instant, or time travel is off.
    """
    if text is None:
        return None
    if not settings.TIME_TRAVEL:
        raise CommandError("--now is for demonstrations: LIANGZE_TIME_TRAVEL is off here.")
    try:
        instant = parse_datetime(text)
    except ValueError:
        instant = None
    if instant is None:
        raise CommandError(f"{text!r} is not an instant, such as '2026-10-01 00:00'.")
    return instant if timezone.is_aware(instant) else timezone.make_aware(instant)
