"""Signing for a letter that was served (签收)."""

from datetime import datetime

from django.db import transaction

from alerts.audit.actor import Actor
from supervision.letters.log import note
from supervision.letters.models import Letter
from supervision.letters.rights import lock_for
from supervision.letters.states import Act, State


@transaction.atomic
def receive_letter(*, by: Actor, now: datetime, letter_id: int) -> Letter:
    """Sign for it; whoever replies without that has signed by it. Raises: as `lock_for`."""
    case, post = lock_for(Act.RECEIVE, letter_id, by=by, now=now)
    sign_for(case.letter, by=by, now=now, post_id=post)
    return case.letter


def sign_for(letter: Letter, *, by: Actor, now: datetime, post_id: int) -> None:
    """Write the receipt of a locked letter; rights are the caller's."""
    letter.received_by, letter.received_at = by.user, now
    letter.save(update_fields=["received_by", "received_at"])
    note(letter, Act.RECEIVE, by=by, now=now, post_id=post_id, to=State.RECEIVED)
