"""Finding what a reference leads to: the short link of a text (M000-02), opened or typed."""

import unicodedata
from datetime import datetime
from itertools import product
from typing import NamedTuple

from django.db.models import Q

from alerts.outbox.contents import Carried, contents_of
from alerts.outbox.models import INBOX, Message
from alerts.reminders.models import Reminder

# What a hurried reader takes for what. References have no 0, 1, L and vowels (wording/words.py).
ALIKE = {
    "8": "8B", "B": "8B", "5": "5S", "S": "5S", "2": "2Z", "Z": "2Z", "6": "6G", "G": "6G",
    "O": "QD", "0": "QD", "I": "7T", "1": "7T", "L": "7T", "U": "V", "Y": "V", "E": "F",
}  # fmt: skip
LENGTH = 8


class Found(NamedTuple):
    """A message of one's own, its entries in the inbox, and what it carries of what one may see."""

    message: Message
    entries: list[Message]
    carried: list[Carried]

    @property
    def pages(self) -> set[str]:
        return {reminder.page for reminder in self.carried}


def normal(typed: str) -> str:
    """A reference as it is stored: in capitals, without blanks and marks, of narrow letters."""
    narrow = unicodedata.normalize("NFKC", typed).upper()
    return "".join(letter for letter in narrow if letter.isascii() and letter.isalnum())


def find(typed: str, *, user, at: datetime) -> Found | None:
    """The message of `user` whose reference `typed` is or looks like; None: there is none.

    What is exactly as typed goes before what only looks like it.
    """
    reference = normal(typed)
    if not 0 < len(reference) <= LENGTH:
        return None
    alike = {"".join(letters) for letters in product(*(ALIKE.get(c, c) for c in reference))}
    own = Message.objects.visible_to(user, at=at).order_by("-made_at", "pk")
    candidates = list(own.filter(reference__in=alike | {reference}))
    if not candidates:
        return None
    message = next(
        (candidate for candidate in candidates if candidate.reference == reference), candidates[0]
    )
    carried = Reminder.objects.filter(text=message).values("message")
    same = Q(reference=message.reference) | Q(pk__in=carried)
    entries = list(own.filter(same, channel=INBOX))
    return Found(message, entries, contents_of([message], user=user, at=at)[message.pk])
