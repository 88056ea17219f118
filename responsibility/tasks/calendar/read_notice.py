"""Reading the State Council's yearly notice of days off: its usual sentences, as text.

二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。
2月14日（周六）、2月28日（周六）上班。
"""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from alerts.workdays.holidays import AS_CALLED, BETWEEN, stored_names

WORDS = tomllib.loads(Path(__file__).with_name("notice.toml").read_text(encoding="utf-8"))
HEAD = re.compile(WORDS["head"].replace("NAMES", "|".join(AS_CALLED)))
SPAN = re.compile(WORDS["span"].replace("WEEKDAY", WORDS["weekday"]).replace("DAY", WORDS["day"]))
COUNT = re.compile(WORDS["count"])


@dataclass
class Holiday:
    """One holiday of a notice: `first_on` to `last_on` are off, both included; `works` are days
    on which people work for it. `names` are joined by 、 where it is several at once."""

    names: str
    first_on: date
    last_on: date
    works: list[date] = field(default_factory=list)

    @property
    def days(self) -> dict[date, tuple[bool, str]]:
        """Each day with whether it is off, and the holiday."""
        count = (self.last_on - self.first_on).days + 1
        days = [self.first_on + timedelta(days=number) for number in range(count)]
        return dict.fromkeys(days, (True, self.names)) | dict.fromkeys(
            self.works, (False, self.names)
        )


@dataclass
class Reading:
    """What was understood of a notice, and the sentences in doubt: what was not understood, or
    does not agree with the calendar of that year (`doubts`: kind, words)."""

    holidays: list[Holiday] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)


NOT_UNDERSTOOD, WRONG_WEEKDAY, WRONG_COUNT = "not_understood", "wrong_weekday", "wrong_count"


def read_notice(text: str, *, year: int) -> Reading:
    """What the notice `text` says of `year`. What it does not understand is a doubt.

    A day without a year is of `year`, without a month of the month before it in its sentence.
    """
    text = re.sub(r"[ \t\u3000\xa0]", "", text)
    heads = list(HEAD.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)][: len(heads)]
    reading = Reading()
    for head, end in zip(heads, ends, strict=True):
        names = stored_names(re.sub(WORDS["and"], BETWEEN, head[1]))
        _read_holiday(reading, names, text[head.end() : end], year)
    return reading


def _read_holiday(reading: Reading, names: str, text: str, year: int) -> None:
    """Add the holiday `names` as its sentences `text` arrange it."""
    found: Holiday | None = None
    for sentence in re.split(WORDS["sentence"], text):
        spans, month = [], 0
        for match in SPAN.finditer(sentence):
            days, month = _days_of(match, year, month, reading)
            spans += days
        if not spans:
            continue
        if WORDS["off"] in sentence and found is None:
            found = Holiday(names, *spans[0])
            reading.holidays.append(found)
            _check_count(reading, found, sentence)
        elif WORDS["works"] in sentence and found:
            found.works += [day for first, last in spans for day in _run(first, last)]
        elif any(WORDS[word] in sentence for word in ("off", "works", "rests")):
            reading.doubts.append((NOT_UNDERSTOOD, sentence.strip()))
    if found is None:
        reading.doubts.append((NOT_UNDERSTOOD, f"{names}: {text.strip()[:60]}"))


def _days_of(match: re.Match, year: int, month: int, reading: Reading) -> tuple[list, int]:
    """The first and last day that one expression names, and the month it ends in."""
    first_year, first_month, first_day, first_week = match.group(1, 2, 3, 4)
    last_year, last_month, last_day, last_week = match.group(5, 6, 7, 8)
    try:
        own_year = int(first_year or year)
        first = date(own_year, int(first_month or month), int(first_day))
        last = first
        if last_day:
            last = date(int(last_year or own_year), int(last_month or first.month), int(last_day))
    except ValueError:
        reading.doubts.append((NOT_UNDERSTOOD, match[0]))
        return [], month
    for day, week in ((first, first_week), (last, last_week)):
        if week and _weekday(week) != day.weekday():
            reading.doubts.append((WRONG_WEEKDAY, match[0]))
    if last < first:
        reading.doubts.append((NOT_UNDERSTOOD, match[0]))
        return [], month
    return [(first, last)], last.month


def _check_count(reading: Reading, found: Holiday, sentence: str) -> None:
    count = COUNT.search(sentence)
    if count and int(count[1]) != (found.last_on - found.first_on).days + 1:
        reading.doubts.append((WRONG_COUNT, sentence.strip()))


def _run(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _weekday(word: str) -> int:
    """Monday is 0."""
    return 6 if word == WORDS["sunday"] else WORDS["week"].index(word)
