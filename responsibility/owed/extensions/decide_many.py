"""Deciding on several requests at once, each by the same verb as one alone."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.extend import decide
from alerts.decisions.models import Extension
from pages.answer import attempt
from pages.refused import Refused

MOST_AT_ONCE = 200


@dataclass
class Decided:
    """The requests decided on, and by their ids the sentences of those that were not."""

    done: list[Extension] = field(default_factory=list)
    refused: dict[int, str] = field(default_factory=dict)


@transaction.atomic
def decide_many(
    *, by: Actor, now: datetime, extension_ids: Collection[int], granted: bool, answer: str = ""
) -> Decided:
    """Grant each the day it asks for, or refuse all with one answer; in one transaction.

    A request that cannot be decided so stays as it is and says why; the others are decided.

    Raises:
        Extension.DoesNotExist: there is none, or the person may not see its deadline.
        PermissionDenied: the person may not decide on one of them.
        Refused: none is named or too many; none of them can be decided so.
    """
    ids = sorted(set(extension_ids))
    if not 0 < len(ids) <= MOST_AT_ONCE:
        words = _("Tick at least one request, and at most %(most)d.")
        raise Refused(words % {"most": MOST_AT_ONCE})
    decided = Decided()
    for pk in ids:
        one, refusal = attempt(_decide, by=by, now=now, pk=pk, granted=granted, answer=answer)
        if refusal:
            decided.refused[pk] = refusal
        else:
            decided.done.append(one)
    if not decided.done:
        raise Refused(" ".join(dict.fromkeys(decided.refused.values())))
    return decided


@transaction.atomic
def _decide(*, by: Actor, now: datetime, pk: int, granted: bool, answer: str) -> Extension:
    """In a savepoint: what is refused leaves nothing behind."""
    return decide(by=by, now=now, extension_id=pk, granted=granted, answer=answer)
