"""Whether words are fit to be sent, and what they look like at their shortest and longest."""

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import NamedTuple

from django.utils.translation import gettext as _

from alerts.deadlines.kind import DUE_SOON, OVERDUE
from alerts.kinds.declared import Stage
from alerts.kinds.stages import stages
from alerts.wording.words import Part, Words, notice_params, render, segments

MOST_SEGMENTS = 3
WORST_PARTS = 3  # stages in one text; hardly anybody is told of more at once
ALLOWED = {
    "signature": set(),
    "text": {"signature", "name", "what", "reference", "link"},
    "between": set(),
    "day": {"month", "day"},
    "day_and_year": {"year", "month", "day"},
    "earliest": {"day"},
    "rest": {"n"},
    "figures": {"n"},
    "lacking": {"lacking"},
    "link": {"address"},
}
IN_PARTS = {"n", "by", "late", "red", "orange", "yellow"}
NEEDED = {
    "text": ["signature", "what", "reference"],
    "earliest": ["day"],
    "rest": ["n"],
    "figures": ["n"],
    "lacking": ["lacking"],
    "link": ["address"],
}
SAMPLE = "K7Q2MX9B"


class Preview(NamedTuple):
    """A text as it would be sent, with its length in characters and in short messages."""

    text: str
    segments: int

    @property
    def length(self) -> int:
        return len(self.text)


class Fault(NamedTuple):
    """What is wrong with the words of `key` ("text", "parts.overdue", "" for all together)."""

    key: str
    text: str


def faults(words: Words) -> list[Fault]:
    """Why `words` cannot be sent: unknown or missing placeholders, or too long at the worst."""
    found = [
        fault
        for key, allowed in ALLOWED.items()
        for fault in _of(key, words[key], allowed, NEEDED.get(key, []))
    ]
    for key in {stage.code: "" for stage in stages()} | dict(words["parts"]):
        found += _of(f"parts.{key}", words["parts"][key], IN_PARTS, [])
    return found or _too_long(words)


def by_key(found: Iterable[Fault]) -> dict[str, list[str]]:
    """The sentences of faults by what they are about."""
    texts: dict[str, list[str]] = {}
    for fault in found:
        texts.setdefault(fault.key, []).append(fault.text)
    return texts


def usual(words: Words) -> Preview:
    """One person, two stages, one of them a task that asks for several."""
    due = date(2026, 9, 30)
    parts = [Part(OVERDUE, 1, due, lacking=1), Part(DUE_SOON, 3, due)]
    return _preview(words, _names()["usual"], parts)


def worst(words: Words) -> Preview:
    """The longest name with the longest parts, in figures of two digits and another year."""
    parts = [_widest(stage) for stage in stages()]
    alone = sorted(parts, key=lambda part: -_preview(words, "", [part]).length)
    return _preview(words, _names()["longest"], alone[:WORST_PARTS])


@cache
def _names() -> Mapping[str, str]:
    return tomllib.loads(Path(__file__).with_name("sample.toml").read_text(encoding="utf-8"))


def _of(key: str, form: str, allowed: set[str], needed: Iterable[str]) -> list[Fault]:
    try:
        fields = [one[1:] for one in Formatter().parse(form) if one[1] is not None]
    except ValueError:
        return [Fault(key, _("A brace is open or stands alone."))]
    found = []
    for name, spec, conversion in fields:
        if name not in allowed or spec or conversion:
            known = ", ".join(f"{{{one}}}" for one in sorted(allowed)) or "—"
            unknown = _("{%(name)s} is unknown here. Known are: %(known)s.")
            found.append(Fault(key, unknown % {"name": name, "known": known}))
    names = {name for name, _spec, _conversion in fields}
    for name in needed:
        if name not in names:
            found.append(Fault(key, _("{%(name)s} is missing.") % {"name": name}))
    return found


def _too_long(words: Words) -> list[Fault]:
    many = worst(words).segments
    if many > MOST_SEGMENTS:
        said = _("At the worst it makes %(many)d short messages; %(most)d are allowed.")
        return [Fault("", said % {"many": many, "most": MOST_SEGMENTS})]
    return []


def _widest(stage: Stage) -> Part:
    n, lacking = (1, 99) if stage.lacking else (99, 0)
    counts = {"red": 99, "orange": 99, "yellow": 99}
    return Part(stage.code, n, date(2027, 12, 31), n > 1, lacking, counts)


def _preview(words: Words, name: str, parts: list[Part]) -> Preview:
    params = notice_params(
        words=words,
        name=name,
        reference=SAMPLE,
        parts=parts,
        today=date(2026, 9, 24),
        with_link=True,
    )
    text = render(words, params)
    return Preview(text, segments(text))
