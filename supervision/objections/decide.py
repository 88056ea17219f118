"""Deciding on an objection, with all that it corrects; and withdrawing one."""

from datetime import date, datetime
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.decisions.exempt import exempt_locked
from alerts.decisions.turn import turn_lamp
from alerts.reminders.owe import owe_reminders
from alerts.whatif.foresee import do_as_foreseen, foresee
from alerts.whatif.foresight import Foresight
from pages.refused import Refused
from pages.words import fitting
from supervision.objections.about.base import Verdict
from supervision.objections.about.kinds import contested_by
from supervision.objections.kind import ANSWERED, DECIDED, WITHDRAWN
from supervision.objections.models import Objection
from supervision.objections.outcome import ObjectionCorrection, ObjectionDecision
from supervision.objections.rights import may_decide, may_withdraw
from supervision.objections.state import why_not_state
from supervision.objections.states import Ruling


@transaction.atomic
def decide_objection(
    *,
    by: Actor,
    now: datetime,
    objection_id: int,
    ruling: str,
    reason: str,
    due_on: date | None = None,
    mark: str = "",
) -> ObjectionDecision:
    """Decide: what is upheld corrects the lamp and everything downstream from `now`, by new rows
    that name the objection as their basis. `mark` is that of the foresight that was shown.

    Raises:
        Objection.DoesNotExist: there is none, or the person does not see it.
        PermissionDenied: the person decided before, is concerned, or works where it is concerned.
        Refused: it is over, the reasons are missing, the day will not do, what is contested is no
            longer so, or it would bring something else than was shown.
    """
    objection = _undecided(objection_id, by=by, now=now)
    act = partial(_carry_out, objection, by, now, ruling, reason, due_on)
    decision = do_as_foreseen(act, mark=mark, **_about(objection, now))
    owe_reminders(model=Objection, ids=[objection.pk], stage=ANSWERED, now=now)
    after = {"ruling": decision.ruling, "corrections": decision.corrections.count()}
    record_audit(
        by=by, now=now, action="objection.decide", about=objection, post_id=objection.post_id,
        after=after,
    )  # fmt: skip
    return decision


@transaction.atomic
def foresee_decision(
    *, by: Actor, now: datetime, objection_id: int, ruling: str, reason: str = "",
    due_on: date | None = None,
) -> tuple[list[ObjectionCorrection], Foresight]:  # fmt: skip
    """What deciding so would correct, and bring; nothing of it is left. Raises as
    `decide_objection`, but asks for no reasons yet."""
    objection = _undecided(objection_id, by=by, now=now)
    reason = reason.strip() or "—"

    def act() -> list[ObjectionCorrection]:
        decision = _carry_out(objection, by, now, ruling, reason, due_on)
        return list(decision.corrections.order_by("pk"))

    return foresee(act, **_about(objection, now))


@transaction.atomic
def withdraw_objection(*, by: Actor, now: datetime, objection_id: int, reason: str) -> Objection:
    """Take an objection back that is not decided: what was contested stands.

    Raises:
        Objection.DoesNotExist: there is none, or the person does not see it.
        PermissionDenied: it is another's.
        Refused: it is over, or no reason is given.
    """
    objection = Objection.objects.lock_visible(objection_id, to=by.user, at=now)
    if not may_withdraw(by.user, objection, at=now):
        raise PermissionDenied(_("Only who objected withdraws it."))
    if against := why_not_state(objection):
        raise Refused(against)
    exempt_locked(deadline=objection, by=by, now=now, reason=reason, cause=WITHDRAWN)
    owe_reminders(model=Objection, ids=[objection.pk], stage=WITHDRAWN, now=now)
    record_audit(
        by=by, now=now, action="objection.withdraw", about=objection,
        post_id=objection.concerned_post_id, after={"lamp": objection.lamp},
    )  # fmt: skip
    return objection


def _undecided(objection_id: int, *, by: Actor, now: datetime) -> Objection:
    """The objection, locked, if this person may decide on it."""
    objection = Objection.objects.lock_visible(objection_id, to=by.user, at=now)
    if not may_decide(by.user, objection, at=now):
        words = _("Who decided before, is concerned or works there does not decide on it.")
        raise PermissionDenied(words)
    if against := why_not_state(objection):
        raise Refused(against)
    return objection


def _about(objection: Objection, now: datetime) -> dict:
    """What a foresight looks at: what is contested, and what may follow from it."""
    rows = contested_by(objection, now=now).touched()
    return {"county_id": objection.county_id, "rows": rows, "at": now}


def _carry_out(
    objection: Objection, by: Actor, now: datetime, ruling: str, reason: str, due_on: date | None
) -> ObjectionDecision:
    contested = contested_by(objection, now=now)
    chosen = Ruling(ruling) if ruling in Ruling.values else None
    if chosen not in contested.rulings():
        raise Refused(_("Choose one of the list."), field="ruling")
    if chosen != Ruling.STANDS and (against := contested.why_not(now=now)):
        raise Refused(against)
    if chosen.names_a_day and due_on is None:
        raise Refused(_("Choose the day that holds."), field="due_on")
    missing = _("Give a reason.")
    decision = ObjectionDecision.objects.create(
        objection=objection,
        ruling=chosen,
        reason=fitting(reason, of=ObjectionDecision, field="reason", missing=missing),
        due_on=due_on if chosen.names_a_day else None,
        decided_by=by.user,
        decided_in_id=objection.post_id,
        decided_at=now,
    )
    contested.correct(Verdict(objection, decision, by, now))
    turn_lamp(deadline=objection, now=now, cause=DECIDED, done=1, fulfilled_at=now)
    return decision
