"""Verifying a reply: the measures will do and are followed, or it is insufficient (核验)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from pages.words import fitting
from supervision.letters.draft import checked_day
from supervision.letters.duties import AGAIN, end_open, make_duty, meet, owe_closing, usual_day
from supervision.letters.kind import REPLY_SHORT, VERIFIED
from supervision.letters.log import note
from supervision.letters.models import Letter, LetterStep
from supervision.letters.rights import lock_for
from supervision.letters.states import Act, Purpose, State
from supervision.letters.tell import tell_recipient


@transaction.atomic
def verify_reply(
    *,
    by: Actor,
    now: datetime,
    letter_id: int,
    accepted: bool,
    reason: str,
    again_by: date | None = None,
) -> Letter:
    """Verify the reply, saying what was looked at: accepted, its measures are followed until each
    is done; insufficient, a new one is owed by `again_by`, else within the county's time limit.

    Raises: as `lock_for`; Refused also where nothing is said, or the day has passed.
    """
    case, post = lock_for(Act.ACCEPT, letter_id, by=by, now=now)
    letter = case.letter
    reason = _said(reason)
    meet(case.duties.get(Purpose.VERIFY), now=now, cause=VERIFIED)
    act = {"by": by, "now": now, "post_id": post, "text": reason}
    if not accepted:
        _owe_again(letter, again_by, **act)
        return letter
    note(letter, Act.ACCEPT, to=State.VERIFIED, **act)
    if not case.open_measures:
        owe_closing(letter, verifier=by.user.pk, now=now)
    return letter


@transaction.atomic
def take_verdict_back(
    *, by: Actor, now: datetime, letter_id: int, reason: str, again_by: date | None = None
) -> Letter:
    """What was verified does not do after all: a new reply is owed.

    Raises: as `lock_for`; Refused as `verify_reply`.
    """
    case, post = lock_for(Act.INSUFFICIENT, letter_id, by=by, now=now)
    act = {"by": by, "now": now, "post_id": post, "text": _said(reason)}
    end_open(case.letter, by=by, now=now, reason=act["text"][:500], cause=REPLY_SHORT)
    _owe_again(case.letter, again_by, **act)
    return case.letter


def _owe_again(letter: Letter, again_by: date | None, *, now: datetime, **act) -> None:
    try:
        day = checked_day(again_by, now=now)
    except Refused as refusal:
        raise Refused(str(refusal), field="again_by") from refusal
    due_on = day or usual_day(AGAIN, letter, letter.post, now=now)
    make_duty(letter, Purpose.REPLY, letter.post, now=now, due_on=due_on)
    step = note(letter, Act.INSUFFICIENT, now=now, to=State.INSUFFICIENT, due_on=due_on, **act)
    tell_recipient(letter, REPLY_SHORT, step)


def _said(reason: str) -> str:
    missing = _("Say what you looked at.")
    return fitting(reason, of=LetterStep, field="text", missing=missing, at="reason")
