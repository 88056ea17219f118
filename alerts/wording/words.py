"""Rendering a message from the words of one version and what is to be said."""

import secrets
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings

from alerts.kinds.collected import collected
from alerts.kinds.stages import rule_of

NOTICE, SHIPPED = "notice", 1  # the one template, and the version in wording.toml
# Without vowels, so that no reference spells a word; without 0, 1 and L, which look alike.
LETTERS = "23456789BCDFGHJKMNPQRSTVWXZ"
ONE_SEGMENT, EACH_OF_MORE = 70, 67  # characters of Chinese text
LONGEST = 500  # characters of a whole text

Words = Mapping  # in the shape of wording.toml's [notice.1], with the `parts` of the stages


@dataclass(frozen=True)
class Part:
    """`n` matters of one stage; `by` is the earliest date among them, `several`: some have another.

    `key` are the words it is said in: the stage's, or those of the stage for one kind of matter.
    `lacking` is how many are still missing where it is one matter that asks for several;
    `counts` what a unit's month counts.
    """

    stage: str
    n: int
    by: date | None = None
    several: bool = False
    lacking: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    key: str = ""


@cache
def shipped_words() -> Words:
    """The words of version `SHIPPED`, with the part of each stage in the order they are said."""
    words = tomllib.loads(Path(__file__).with_name("wording.toml").read_text(encoding="utf-8"))
    return words[NOTICE][str(SHIPPED)] | {"parts": collected().words}


def make_reference() -> str:
    """A short code to print in a message and to find it by."""
    return "".join(secrets.choice(LETTERS) for _ in range(8))


def notice_params(
    *,
    words: Words,
    name: str,
    reference: str,
    parts: Sequence[Part],
    today: date,
    with_link: bool = False,
    longest: int | None = None,
) -> dict:
    """What the notice to `name` says, ready to be stored and rendered.

    The whole is no longer than `LONGEST`; where a provider takes at most `longest` characters of
    one variable, none is longer: what is worst is said as far as there is room, then how many it
    is in all, or that alone (`figures`).
    """
    order = list(words["parts"])
    said = sorted(parts, key=lambda part: order.index(part.key or part.stage))
    figures = words["figures"].format(n=sum(part.n for part in said))
    params = {
        "signature": settings.SMS_SIGNATURE or words["signature"],
        "name": name[:longest],
        "what": "",
        "figures": figures,
        "reference": reference,
        "link": _link(words, reference) if with_link else "",
        "stages": " ".join(dict.fromkeys(part.stage for part in said)),
    }
    room = LONGEST - len(render(words, params))
    params["what"] = _what(words, said, today, min(room, longest or room)) or figures
    return params


def _what(words: Words, said: Sequence[Part], today: date, room: int) -> str:
    """The parts, as many as fit; "" where not even the first does."""
    texts = [_said(words, part, today) for part in said]
    rest = words["rest"].format(n=sum(part.n for part in said))
    fits = [
        what
        for most in range(len(texts), 0, -1)
        for what in [words["between"].join(texts[:most]) + rest * (most < len(texts))]
        if len(what) <= room
    ]
    return next(iter(fits), "")


def key_of(words: Words, *, stage: str, kind: str) -> str:
    """The words of `stage` for matters of `kind`: the stage's own where there are no others."""
    own = f"{stage}_{kind}"
    return own if own in words["parts"] else str(stage)


def render(words: Words, params: Mapping[str, str]) -> str:
    """The text of a message."""
    return words["text"].format(**params)


def segments(text: str) -> int:
    """How many short messages a provider makes of `text`."""
    return 1 if len(text) <= ONE_SEGMENT else -(-len(text) // EACH_OF_MORE)


def _said(words: Words, part: Part, today: date) -> str:
    counts = {"red": 0, "orange": 0, "yellow": 0} | dict(part.counts)
    said = words["parts"][part.key or part.stage].format(
        n=part.n, by=_by(words, part, today), late=_days_late(part, today), **counts
    )
    if part.n == 1 and part.lacking and rule_of(part.stage).lacking:
        said += words["lacking"].format(lacking=part.lacking)
    return said


def _days_late(part: Part, today: date) -> int:
    """For how many days what was due first is overdue."""
    return max((today - part.by).days, 0) if part.by else 0


def _link(words: Words, reference: str) -> str:
    """The way to the message's page; nothing where phones cannot reach the platform."""
    if not settings.PUBLIC_ADDRESS:
        return ""
    return words["link"].format(address=f"{settings.PUBLIC_ADDRESS}/t/{reference}")


def _by(words: Words, part: Part, today: date) -> str:
    """The day of all of them, or the earliest, which is then said to be no more than that."""
    if (by := part.by) is None:
        return ""
    form = words["day"] if by.year == today.year else words["day_and_year"]
    day = form.format(year=by.year, month=by.month, day=by.day)
    return words["earliest"].format(day=day) if part.several else day
