"""Checking what was answered: sending it back, concluding, taking the conclusion back, and
withdrawing the checkup (M000-23)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.reminders.owe import owe_reminders
from pages.words import fitting
from supervision.checkups.answers import typed_replies
from supervision.checkups.duties import call_off, make_duty, refuse_day
from supervision.checkups.kind import CONCLUDED, REOPENED, RETURNED, TAKEN_OVER, WITHDRAWN
from supervision.checkups.log import note
from supervision.checkups.models import Checkup, CheckupDuty, CheckupStep
from supervision.checkups.rights import Case, lock_for
from supervision.checkups.states import Act, Purpose, State
from supervision.checkups.tell import tell_unit


@transaction.atomic
def send_back(
    *, by: Actor, now: datetime, checkup_id: int, reason: str, due_on: date | None = None
) -> Checkup:
    """Send the answers back with a reason: they stay readable, and stand in the form to be changed.

    A unit owes them anew by the end of `due_on` and is told; answers given on site are written
    anew by who checks, by no other day.

    Raises: as `lock_for`; Refused also without a reason, or where the day will not do.
    """
    case, post = lock_for(Act.SEND_BACK, checkup_id, by=by, now=now)
    checkup, reason = case.checkup, _reason(reason)
    checkup.typed = {str(pk): list(reply) for pk, reply in typed_replies(case).items()}
    checkup.typed_by, checkup.typed_at = case.handed_in.made_by, case.handed_in.made_at
    act = {"by": by, "now": now, "post_id": post, "text": reason}
    if not checkup.is_by_unit:
        note(checkup, Act.SEND_BACK, to=State.ON_SITE, **act)
        return checkup
    refuse_day(due_on, now=now)
    made = {"by": by, "now": now, "made_in": post, "due_on": due_on}
    owed = make_duty(checkup, Purpose.ANSWER, **made)
    note(checkup, Act.SEND_BACK, to=State.RETURNED, due_on=due_on, **act)
    ids = [owed.pk]
    owe_reminders(model=CheckupDuty, ids=ids, stage=RETURNED, now=now, asked_by_id=by.user.pk)
    return checkup


@transaction.atomic
def conclude(*, by: Actor, now: datetime, checkup_id: int, text: str) -> Checkup:
    """Conclude the checkup; `text` is the conclusion. The unit reads it with the findings, and is
    told.

    Raises: as `lock_for`; Refused also where nothing is said.
    """
    case, post = lock_for(Act.CONCLUDE, checkup_id, by=by, now=now)
    missing = _("Write the conclusion.")
    text = fitting(text, of=CheckupStep, field="text", missing=missing)
    count = len([finding for finding in case.findings if finding.dropped_at is None])
    about = {"by": by, "now": now, "post_id": post, "text": text, "findings": count}
    note(case.checkup, Act.CONCLUDE, to=State.CONCLUDED, **about)
    tell_unit(case.checkup, CONCLUDED, by=by, now=now)
    return case.checkup


@transaction.atomic
def reopen(*, by: Actor, now: datetime, checkup_id: int, reason: str) -> Checkup:
    """Take the conclusion back with a reason: it is to be concluded anew, and the unit is told.
    What became a problem of the ledger stays one.

    Raises: as `lock_for`; Refused also without a reason.
    """
    case, post = lock_for(Act.REOPEN, checkup_id, by=by, now=now)
    about = {"by": by, "now": now, "post_id": post, "text": _reason(reason)}
    note(case.checkup, Act.REOPEN, to=State.ANSWERED, **about)
    tell_unit(case.checkup, REOPENED, by=by, now=now)
    return case.checkup


@transaction.atomic
def withdraw_checkup(*, by: Actor, now: datetime, checkup_id: int, reason: str) -> Checkup:
    """Take back a checkup that is not concluded: nothing is owed of it; its number stays.

    Raises: as `lock_for`; Refused also without a reason.
    """
    case, post = lock_for(Act.WITHDRAW, checkup_id, by=by, now=now)
    reason = _reason(reason)
    call_off(case.owed, by=by, now=now, reason=reason)
    about = {"by": by, "now": now, "post_id": post, "text": reason}
    note(case.checkup, Act.WITHDRAW, to=State.WITHDRAWN, **about)
    tell_unit(case.checkup, WITHDRAWN, by=by, now=now)
    return case.checkup


@transaction.atomic
def take_over(
    *, by: Actor, now: datetime, checkup_id: int, reason: str, due_on: date | None
) -> Checkup:
    """Answer on site what the unit does not, by the end of `due_on`: from now on nothing is owed by
    the unit, which is told; that it was red stays in the ledger. What it saved and did not hand in
    is nobody else's, and goes.

    Raises: as `lock_for`; Refused also without a reason, or where the day will not do.
    """
    case, post = lock_for(Act.TAKE_OVER, checkup_id, by=by, now=now)
    checkup, reason = case.checkup, _reason(reason)
    refuse_day(due_on, now=now)
    call_off(case.owed, by=by, now=now, reason=reason, cause=TAKEN_OVER)
    checkup.taken_over_at, checkup.typed = now, {}
    checkup.typed_by = checkup.typed_at = None
    act = {"by": by, "now": now, "post_id": post, "text": reason}
    note(checkup, Act.TAKE_OVER, to=State.ON_SITE, due_on=due_on, **act)
    tell_unit(checkup, TAKEN_OVER, by=by, now=now)
    make_duty(checkup, Purpose.VISIT, by=by, now=now, made_in=post, due_on=due_on)
    return checkup


def conclusion_of(case: Case) -> CheckupStep | None:
    """The conclusion that stands."""
    if case.checkup.state != State.CONCLUDED:
        return None
    steps = case.checkup.steps.filter(act=Act.CONCLUDE).select_related("made_by", "made_in__unit")
    return steps.order_by("-pk").first()


def _reason(words: str) -> str:
    return fitting(words, of=Checkup, field="text", missing=_("Give a reason."), at="reason")
