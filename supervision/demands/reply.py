"""Answering a demand (督办回复): as often as there is something to say, until one is accepted."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.turn import turn_lamp
from alerts.reminders.owe import owe_reminders
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.standing import standing_of
from supervision.demands.kind import ANSWERED
from supervision.demands.models import Demand, DemandReply
from supervision.demands.states import Act, State
from supervision.oversight.owe import owe_decision
from supervision.papers.steps import write_step


@transaction.atomic
def reply(*, by: Actor, now: datetime, nonce: UUID, demand_id: int, text: str) -> DemandReply:
    """Answer the demand; who made it is told. The same nonce answers once.

    The first answer fulfils the demand as long as it is not sent back; what is added to it until
    then changes no lamp.

    Raises:
        Demand.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: the person may not log for the post it is made to, or made it.
        Refused: the text is empty or too long, or the demand is closed or withdrawn.
    """
    demand = Demand.objects.lock_visible(demand_id, to=by.user, at=now)
    if first := DemandReply.objects.filter(replied_by=by.user, nonce=nonce).first():
        return first
    if not may_answer(by.user, demand, at=now):
        raise PermissionDenied(_("This demand is not for you to answer."))
    if refusal := why_not_answer(demand):
        raise Refused(refusal)
    text = fitting(text, of=DemandReply, field="text", missing=_("Write an answer."))
    answer = DemandReply.objects.create(
        demand=demand, text=text, replied_by=by.user, replied_at=now, nonce=nonce
    )
    if demand.fulfilled_at is None:
        turn_lamp(deadline=demand, now=now, cause=ANSWERED, done=1, fulfilled_at=now)
    owe_decision(about=demand, now=now)
    owe_reminders(model=Demand, ids=[demand.pk], stage=ANSWERED, now=now, slot=str(answer.pk))
    act = {"by": by, "now": now, "post_id": demand.post_id, "text": text}
    after = {"reply": answer.pk, "lamp": demand.lamp}
    write_step(demand, Act.REPLY, state=State.ANSWERED, **act, after=after)
    return answer


def may_answer(user, demand: Demand, *, at: datetime) -> bool:
    """Whoever may log for the post it is made to, but not who made it."""
    return demand.post_id in standing_of(user, at=at).log_posts and demand.made_by_id != user.pk


def why_not_answer(demand: Demand) -> str:
    """Why no answer is taken any more; "" if one is."""
    if demand.exempt:
        return _("The demand is withdrawn: no answer is owed.")
    if demand.closed_at:
        return _("An answer was accepted: the demand is closed.")
    return ""
