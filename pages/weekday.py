"""The days of the week by their short names."""

from datetime import date

from django.utils.translation import pgettext


def weekday(value: date) -> str:
    """Its short name: "Thu", 周四."""
    names = [
        pgettext("weekday", "Mon"),
        pgettext("weekday", "Tue"),
        pgettext("weekday", "Wed"),
        pgettext("weekday", "Thu"),
        pgettext("weekday", "Fri"),
        pgettext("weekday", "Sat"),
        pgettext("weekday", "Sun"),
    ]
    return names[value.weekday()]
