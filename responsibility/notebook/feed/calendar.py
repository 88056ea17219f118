"""Entries as an iCalendar object (RFC 5545). The library folds, escapes and ends the lines."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from pages.clean import without_unseen
from responsibility.notebook.feed.entries import Entry

CALENDAR = "text/calendar; charset=utf-8"
AGAIN = timedelta(hours=4)  # how often a program had better look
DAY = timedelta(days=1)


def tag_of(entries: Sequence[Entry]) -> str:
    """What stays the same as long as the entries do: each reading is another object, made at
    another instant, of the same calendar."""
    return f'W/"{sha256(repr(entries).encode()).hexdigest()[:32]}"'


def calendar_of_entries(entries: Sequence[Entry], *, now: datetime) -> bytes:
    """The calendar, made at the aware instant `now`."""
    calendar = Calendar()
    calendar.add("prodid", "-//Liangze//Duties//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Deadlines of duties"))
    calendar.add("refresh-interval", AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", AGAIN)
    for entry in entries:
        calendar.add_component(_event(entry, now.astimezone(UTC)))
    return calendar.to_ical()


def _event(entry: Entry, made_at: datetime) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", made_at)
    event.add("sequence", entry.number)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + DAY)
    event.add("summary", _plain(entry.title))
    event.add("description", _plain(entry.about))
    event.add("url", entry.address)
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _plain(text: str) -> str:
    """Without what nobody sees, and with one kind of line break."""
    return without_unseen("\n".join(text.splitlines()))
