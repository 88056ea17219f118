"""The records that fit a search, with the place in the text where it does."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from alerts.audit.actor import Actor
from dashboards.search.forms import SearchForm
from responsibility.organisation.standing import Standing, standing_of
from responsibility.records.bodies.read import note_readings
from responsibility.records.finding.find import find_records
from responsibility.records.finding.wanted import Key, Wanted
from responsibility.records.models import DutyRecord
from responsibility.records.record.own import marked, with_its_row

BEFORE, AFTER = 24, 72  # characters around the first word found


@dataclass(frozen=True)
class RecordsFound:
    """A page of records: each has its `line`, in which the words are marked. `older` is the
    address of the next page. `standing` is that of whoever looks."""

    wanted: Wanted
    standing: Standing
    rows: Sequence[DutyRecord] = ()
    older: str = ""


def records_found(form: SearchForm, *, by: Actor, at: datetime) -> RecordsFound | None:
    """What the valid `form` asks for, from the place `after` in its address on; None where it asks
    nothing. That somebody read a part of another's text is noted, as at every reading."""
    wanted = form.wanted
    if not wanted.words and not wanted.filtered:
        return None
    after = Key.read(form.data.get("after", ""))
    page = find_records(wanted, user=by.user, at=at, after=after)
    rows = marked(list(with_its_row(page.records)), user=by.user, at=at)
    if wanted.words:
        note_readings(by=by, now=at, records=rows)
        for row in rows:
            row.line = snippet(row, wanted.words)
    return RecordsFound(wanted, standing_of(by.user, at=at), rows, _older(form, page.next))


def _older(form: SearchForm, after: Key | None) -> str:
    if after is None:
        return ""
    fields = {name: form.data.get(name, "") for name in form.fields}
    return "?" + urlencode({name: text for name, text in fields.items() if text} | {"after": after})


def snippet(record: DutyRecord, words: Sequence[str]) -> SafeString:
    """Where the words stand in the record: a part of each field that has one, the words marked."""
    pattern = re.compile("|".join(map(re.escape, words)), re.IGNORECASE)
    fields = (record.text, record.participants, record.place)
    parts = [_part(field, pattern) for field in fields if pattern.search(field)]
    return format_html_join(" · ", "{}", ((part,) for part in parts))


def _part(text: str, pattern: re.Pattern) -> SafeString:
    first = pattern.search(text).start()
    start, end = max(0, first - BEFORE), first + AFTER
    shown, at = text[start:end], 0
    pieces = []
    for match in pattern.finditer(shown):
        pieces += [(shown[at : match.start()], match.group())]
        at = match.end()
    return format_html(
        "{}{}{}{}",
        "…" if start else "",
        format_html_join("", "{}<mark>{}</mark>", pieces),
        shown[at:],
        "…" if end < len(text) else "",
    )
