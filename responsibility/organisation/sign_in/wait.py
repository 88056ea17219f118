"""How long somebody has to wait, in words."""

from datetime import timedelta
from math import ceil

from django.utils.translation import ngettext


def in_words(wait: timedelta) -> str:
    """The sentence for who made too many attempts."""
    if wait <= timedelta(seconds=30):  # what an address waits; an account waits minutes
        seconds = ceil(wait.total_seconds())
        sentence = ngettext(
            "Too many attempts. Try again in %(seconds)d second.",
            "Too many attempts. Try again in %(seconds)d seconds.",
            seconds,
        )
        return sentence % {"seconds": seconds}
    minutes = ceil(wait / timedelta(minutes=1))
    sentence = ngettext(
        "Too many attempts. Try again in %(minutes)d minute.",
        "Too many attempts. Try again in %(minutes)d minutes.",
        minutes,
    )
    return sentence % {"minutes": minutes}
