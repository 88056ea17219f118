"""Deciding on an answer to a demand, and taking the demand back: by who demanded, nobody else."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.exempt import exempt_locked
from alerts.decisions.turn import turn_lamp
from alerts.reminders.owe import owe_reminders
from pages.refused import Refused
from pages.words import fitting
from supervision.demands.kind import CALLED_OFF, CLOSED, RETURNED, SENT_BACK
from supervision.demands.models import Demand, DemandDecision
from supervision.demands.states import Act, State
from supervision.oversight.keep_up import end_moot
from supervision.oversight.owe import end_decision
from supervision.papers.steps import write_step


def decide(
    *, by: Actor, now: datetime, demand_id: int, accepted: bool, reason: str = ""
) -> DemandDecision:
    """Accept or send back, as the button pressed says. Raises as both do."""
    if accepted:
        return accept(by=by, now=now, demand_id=demand_id, reason=reason)
    return send_back(by=by, now=now, demand_id=demand_id, reason=reason)


@transaction.atomic
def accept(*, by: Actor, now: datetime, demand_id: int, reason: str = "") -> DemandDecision:
    """Accept the answer that stands: the demand is closed on the day of `now`. A word with it
    (`reason`) is not needed.

    Raises:
        Demand.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: the person does not decide on it, or gave the answer.
        Refused: no answer waits for a decision.
    """
    demand = _with_an_answer(by, now, demand_id)
    reason = fitting(reason, of=DemandDecision, field="reason")
    decision = _decided(demand, by, now, accepted=True, reason=reason)
    demand.closed_at = now
    demand.save(update_fields=["closed_at"])
    _tell(demand, CLOSED, now)
    _note(demand, Act.ACCEPT, State.ACCEPTED, by, now, reason)
    return decision


@transaction.atomic
def send_back(*, by: Actor, now: datetime, demand_id: int, reason: str) -> DemandDecision:
    """Send the answer back: it stands no more, the clock goes on, and a new answer is owed.

    Past the deadline the lamp is red from this decision. Reminders are owed anew.

    Raises: as `accept`; Refused also where the reason is missing or too long.
    """
    demand = _with_an_answer(by, now, demand_id)
    if not (reason := fitting(reason, of=DemandDecision, field="reason")):
        raise Refused(_("Give a reason."), field="reason")
    decision = _decided(demand, by, now, accepted=False, reason=reason)
    turn_lamp(deadline=demand, now=now, cause=SENT_BACK, done=0, fulfilled_at=None)
    _tell(demand, RETURNED, now)
    _note(demand, Act.SEND_BACK, State.SENT_BACK, by, now, reason)
    return decision


@transaction.atomic
def withdraw(*, by: Actor, now: datetime, demand_id: int, reason: str) -> Demand:
    """Take the demand back: from `now` no answer is owed and it has no lamp.

    Raises:
        Demand.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: the person does not decide on it.
        Refused: it is closed or withdrawn, or the reason is missing or too long.
    """
    demand = _locked(by, now, demand_id)
    if against := why_not_withdraw(demand):
        raise Refused(against)
    exempt_locked(deadline=demand, by=by, now=now, reason=reason, cause=CALLED_OFF)
    end_moot(now=now)
    _tell(demand, CLOSED, now)
    _note(demand, Act.WITHDRAW, State.WITHDRAWN, by, now, reason.strip())
    return demand


def why_not_withdraw(demand: Demand) -> str:
    """Why the demand cannot be taken back; "" if it can."""
    if demand.exempt:
        return _("The demand is withdrawn already.")
    if demand.closed_at:
        return _("An answer was accepted: the demand is closed.")
    return ""


def _locked(by: Actor, now: datetime, demand_id: int) -> Demand:
    demand = Demand.objects.lock_visible(demand_id, to=by.user, at=now)
    if not Demand.objects.decidable_by(by.user, at=now).filter(pk=demand.pk).exists():
        raise PermissionDenied(_("Only who demanded it decides on it."))
    return demand


def _with_an_answer(by: Actor, now: datetime, demand_id: int) -> Demand:
    demand = _locked(by, now, demand_id)
    if demand.exempt or demand.closed_at or demand.fulfilled_at is None:
        raise Refused(_("No answer waits for a decision."))
    if demand.replies.filter(decision=None, replied_by=by.user).exists():
        raise PermissionDenied(_("Nobody decides on the own answer."))
    return demand


def _decided(
    demand: Demand, by: Actor, now: datetime, *, accepted: bool, reason: str
) -> DemandDecision:
    """The decision about all answers that have none yet."""
    decision = DemandDecision.objects.create(
        demand=demand, accepted=accepted, reason=reason, decided_by=by.user, decided_at=now
    )
    demand.replies.filter(decision=None).update(decision=decision)
    end_decision(about=demand, by=by, now=now)
    return decision


def _tell(demand: Demand, stage: str, now: datetime) -> None:
    owe_reminders(model=Demand, ids=[demand.pk], stage=stage, now=now)


def _note(demand: Demand, act: Act, state: State, by: Actor, now: datetime, text: str) -> None:
    done = {"by": by, "now": now, "post_id": demand.made_in_id, "text": text}
    write_step(demand, act, state=state, **done, after={"lamp": demand.lamp})
