"""Approving a submitted letter, which issues and serves it, or sending it back (审批、签发)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.words import fitting
from supervision.letters.duties import meet
from supervision.letters.kind import APPROVED, RETURNED, SENT
from supervision.letters.log import note
from supervision.letters.models import Letter, LetterStep
from supervision.letters.rights import lock_for
from supervision.letters.serve import serve
from supervision.letters.states import Act, Purpose, State
from supervision.letters.tell import tell_drafter


@transaction.atomic
def approve_letter(
    *, by: Actor, now: datetime, letter_id: int, accepted: bool, reason: str = ""
) -> Letter:
    """Approve it, and it is served under the next number; or send it back with a `reason`. Who
    drafted it is told.

    Raises: as `lock_for`, `serve`; Refused also where it is sent back without a reason.
    """
    case, post = lock_for(Act.APPROVE, letter_id, by=by, now=now)
    letter = case.letter
    missing = "" if accepted else _("Give a reason.")
    reason = fitting(reason, of=LetterStep, field="text", missing=missing, at="reason")
    meet(case.duties.get(Purpose.APPROVE), now=now, cause=APPROVED)
    act = {"by": by, "now": now, "post_id": post, "text": reason}
    if accepted:
        serve(letter, Act.APPROVE, **act)
    else:
        note(letter, Act.RETURN, to=State.RETURNED, **act)
    step = letter.steps.latest("pk")
    tell_drafter(letter, SENT if accepted else RETURNED, step)
    return letter
