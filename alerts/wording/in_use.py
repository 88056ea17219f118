"""The words messages are made from: the newest version that was put to use."""

from typing import NamedTuple

from django.db.models import QuerySet

from alerts.wording.models import Wording
from alerts.wording.words import NOTICE, SHIPPED, Words, shipped_words


class InUse(NamedTuple):
    """A version and its words."""

    version: int
    words: Words


def words_in_use() -> InUse:
    """The newest activated version of the office, else the one shipped.

    A version written before this release may lack words for a stage that came with it: those are
    the shipped ones.
    """
    newest = versions().filter(activated_at__isnull=False).first()
    if newest is None:
        return InUse(SHIPPED, shipped_words())
    return InUse(newest.version, complete(newest.words))


def words_of(version: int) -> Words:
    """The words of a version that was used."""
    if version == SHIPPED:
        return shipped_words()
    return complete(versions().get(version=version).words)


def versions() -> QuerySet:
    """The versions the office wrote, the newest first."""
    written = Wording.objects.filter(template=NOTICE).order_by("-version")
    return written.select_related("written_by", "activated_by")


def complete(words: Words) -> Words:
    """`words`, and the shipped ones where they say nothing."""
    shipped = shipped_words()
    return {**shipped, **words, "parts": {**shipped["parts"], **words.get("parts", {})}}
