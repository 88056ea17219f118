"""Ending a letter: closed; a warning lifted or carried on; opened again; withdrawn (M001-25)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from pages.words import fitting
from supervision.letters.duties import AGAIN, end_open, make_duty, meet, owe_closing, usual_day
from supervision.letters.kind import CALLED_OFF, ENDED, OPENED, WITHDRAWN
from supervision.letters.kinds import LetterKind
from supervision.letters.log import note
from supervision.letters.models import Letter, LetterStep
from supervision.letters.rights import Case, lock_for
from supervision.letters.states import Act, Outcome, Purpose, State
from supervision.letters.tell import tell_recipient


def outcomes_of(kind: LetterKind) -> list[Outcome]:
    """How a letter of the kind ends."""
    return [Outcome.LIFTED, Outcome.CARRIED_ON] if kind.weighs else [Outcome.CLOSED]


@transaction.atomic
def close_letter(*, by: Actor, now: datetime, letter_id: int, outcome: str, reason: str) -> Letter:
    """End it by another person than who drafted it and who verified the reply. The platform
    decides nothing: what a warning is carried on to is decided elsewhere, by its own rules.

    Raises: as `lock_for`; Refused also where it does not end so, or nothing is said.
    """
    case, post = lock_for(Act.CLOSE, letter_id, by=by, now=now)
    letter, ending = case.letter, Outcome(outcome)
    if ending not in outcomes_of(letter.kind):
        raise Refused(_("A letter of this kind does not end so."), field="outcome")
    if ending != Outcome.CARRIED_ON and (case.state != State.VERIFIED or case.open_measures):
        raise Refused(
            _("Only once the reply is verified, and every measure done."), field="outcome"
        )
    reason = _reason(reason)
    meet(case.duties.get(Purpose.CLOSE), now=now, cause=ENDED)
    end_open(letter, by=by, now=now, reason=str(ending.label), cause=ENDED)
    step = note(letter, ending.act, by=by, now=now, post_id=post, to=ending.state, text=reason)
    tell_recipient(letter, ENDED, step)
    return letter


@transaction.atomic
def reopen_letter(*, by: Actor, now: datetime, letter_id: int, reason: str) -> Letter:
    """Open it again, as it stood before it ended; what is next is owed anew.

    Raises: as `lock_for`; Refused also without a reason.
    """
    case, post = lock_for(Act.REOPEN, letter_id, by=by, now=now)
    act = {"by": by, "now": now, "post_id": post, "text": _reason(reason)}
    step = note(case.letter, Act.REOPEN, to=_state_before(case.letter), **act)
    _owe_anew(case, now=now)
    tell_recipient(case.letter, OPENED, step)
    return case.letter


@transaction.atomic
def withdraw_letter(*, by: Actor, now: datetime, letter_id: int, reason: str) -> Letter:
    """Withdraw a served letter with a reason: nothing is owed of it any more, it keeps its number,
    and whom it was to is told.

    Raises: as `lock_for`; Refused also without a reason.
    """
    case, post = lock_for(Act.WITHDRAW, letter_id, by=by, now=now)
    reason = _reason(reason)
    end_open(case.letter, by=by, now=now, reason=reason[:500], cause=CALLED_OFF)
    act = {"by": by, "now": now, "post_id": post, "text": reason}
    step = note(case.letter, Act.WITHDRAW, to=State.WITHDRAWN, **act)
    tell_recipient(case.letter, WITHDRAWN, step)
    return case.letter


def _state_before(letter: Letter) -> State:
    """The one that the last act before its end left it in."""
    ends = [outcome.act for outcome in Outcome]
    steps = letter.steps.exclude(act__in=ends).order_by("-pk")
    return State(steps.values_list("state", flat=True)[0])


def _owe_anew(case: Case, *, now: datetime) -> None:
    letter = case.letter
    if letter.state == State.VERIFIED:
        if not case.open_measures:
            owe_closing(letter, verifier=case.verifier, now=now)
    elif letter.state == State.REPLIED:
        make_duty(letter, Purpose.VERIFY, letter.proposed_in, now=now)
    else:
        due_on = usual_day(AGAIN, letter, letter.post, now=now)
        make_duty(letter, Purpose.REPLY, letter.post, now=now, due_on=due_on)


def _reason(typed: str) -> str:
    missing = _("Give a reason.")
    return fitting(typed, of=LetterStep, field="text", missing=missing, at="reason")
