"""A calendar as programs read it: by a library that did not write it, and byte by byte."""

from datetime import UTC, date, datetime

import pytest
import vobject

from responsibility.notebook.feed.calendar import calendar_of_entries, tag_of
from responsibility.notebook.feed.entries import Entry
from tests.make import NOW

TEXTS = [
    "召开班子会议研究党风廉政建设",
    "研究、部署，落实" * 30,
    "a, b; c: d",
    "back\\slash \\n is no line",
    "first\nsecond\r\nthird\rfourth",
    'said "so" (半年)',
    "é" * 80 + "\U00020000" * 40,
    " blank at both ends ",
    "x" * 75 + "，",
    "\u2028separator\x0bof\x0clines",
]
LINES = {TEXTS[4]: "first\nsecond\nthird\nfourth", TEXTS[9]: "\nseparator\nof\nlines"}


def entry(title: str = "T", **over) -> Entry:
    values = {"uid": "task-1@here", "number": 0, "day": date(2026, 9, 30), "about": "U · P"}
    return Entry(title=title, address="https://here/tasks/1/", **(values | over))


def events(content: bytes) -> list:
    calendar = vobject.readOne(content.decode())
    assert calendar.version.value == "2.0" and calendar.method.value == "PUBLISH"
    return list(getattr(calendar, "vevent_list", []))


@pytest.mark.parametrize("title", TEXTS)
def test_a_text_comes_back_as_it_was(title):
    [event] = events(calendar_of_entries([entry(title, about=title)], now=NOW))
    assert event.summary.value == LINES.get(title, title)
    assert event.description.value == LINES.get(title, title)


@pytest.mark.parametrize("title", TEXTS)
def test_lines_are_folded_between_letters(title):
    content = calendar_of_entries([entry(title)], now=NOW)
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert b"\n" not in b"".join(lines) and b"\r" not in b"".join(lines)
    for line in lines:
        line.decode()  # no letter is divided


def test_a_deadline_is_a_whole_day():
    at = datetime(2026, 9, 24, 2, 20, tzinfo=UTC)
    content = calendar_of_entries([entry(number=3, day=date(2026, 12, 31))], now=at)
    assert b"DTSTART;VALUE=DATE:20261231\r\n" in content
    assert b"DTEND;VALUE=DATE:20270101\r\n" in content
    assert b"DTSTAMP:20260924T022000Z\r\n" in content
    [event] = events(content)
    assert (event.uid.value, event.sequence.value) == ("task-1@here", "3")
    assert (event.dtstart.value, event.dtend.value) == (date(2026, 12, 31), date(2027, 1, 1))
    assert event.url.value == "https://here/tasks/1/"
    assert (event.transp.value, getattr(event, "class").value) == ("TRANSPARENT", "PRIVATE")


def test_an_empty_calendar_is_one():
    assert events(calendar_of_entries([], now=NOW)) == []


def test_the_tag_is_that_of_what_stands_there():
    assert tag_of([entry()]) == tag_of([entry()]) != tag_of([entry(number=1)])
    assert tag_of([entry()]).startswith('W/"')
