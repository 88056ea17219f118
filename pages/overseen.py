"""Whose duties a person has before the eyes: a few lines on the desk, put together by another room.

Which rooms have such lines they declare themselves, by dotted path (alerts/kinds/declared.py).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils.module_loading import import_string

from pages.lamp import Lamp


class Overseen(NamedTuple):
    """A person, or a vacant post, with the worst `lamp` and what it is about; `tasks` may be
    reminded of by hand, `reminded` if that was done today."""

    name: str
    detail: str
    lamp: Lamp
    tasks: Sequence[int] = ()
    reminded: bool = False


class Watch(NamedTuple):
    """`label` leads to all of it at `address`; `people` need attention, `calm` (names) do not."""

    label: str
    address: str
    people: Sequence[Overseen] = ()
    calm: str = ""


def watches(names: Iterable[str], *, user, now: datetime) -> list[Watch]:
    """What the functions called `names` (dotted paths) have for this person."""
    return [watch for name in names for watch in import_string(name)(user=user, now=now)]
