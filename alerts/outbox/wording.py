"""Rendering a message from a versioned template and its parameters."""

import secrets
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

NOTICE, VERSION = "notice", 1
# Without vowels, so that no reference spells a word; without 0, 1 and L, which look alike.
LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
ONE_SEGMENT, EACH_OF_MORE = 70, 67  # characters of Chinese text


class Part(NamedTuple):
    """`n` deadlines of one stage; `by` is the earliest date among them, where that is said."""

    stage: str
    n: int
    by: date | None


@cache
def _templates() -> dict:
    return tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))


def make_reference() -> str:
    """A short code to print in a message and to find it by."""
    return "".join(secrets.choice(LETTERS) for _ in range(8))


def notice_params(*, name: str, reference: str, parts: Sequence[Part], today: date) -> dict:
    """What the notice to `name` says, ready to be stored and rendered."""
    words = _templates()[NOTICE][str(VERSION)]
    order = list(words["parts"])
    said = sorted(parts, key=lambda part: order.index(part.stage))
    what = [
        words["parts"][part.stage].format(n=part.n, by=_day(words, part.by, today)) for part in said
    ]
    return {
        "signature": settings.SMS_SIGNATURE or words["signature"],
        "name": name,
        "what": words["between"].join(what),
        "reference": reference,
        "stages": " ".join(part.stage for part in said),
    }


def render(template: str, version: int, params: Mapping[str, str]) -> str:
    """The text of a message. Raises KeyError for a template or version that there never was."""
    return _templates()[template][str(version)]["text"].format(**params)


def segments(text: str) -> int:
    """How many short messages a provider makes of `text`."""
    return 1 if len(text) <= ONE_SEGMENT else -(-len(text) // EACH_OF_MORE)


def stages() -> set[str]:
    """The stages the newest notice has words for."""
    return set(_templates()[NOTICE][str(VERSION)]["parts"])


def _day(words: Mapping, by: date | None, today: date) -> str:
    if by is None:
        return ""
    form = words["day"] if by.year == today.year else words["day_and_year"]
    return form.format(year=by.year, month=by.month, day=by.day)
