"""Answering a demand (督办回复): as often as there is something to say."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.reminders.owe import owe_reminders
from pages.refused import Refused
from supervision.demands.demand import may_answer
from supervision.demands.kind import ANSWERED
from supervision.demands.models import Demand, DemandReply


@transaction.atomic
def reply(*, by: Actor, now: datetime, nonce: UUID, demand_id: int, text: str) -> DemandReply:
    """Answer the demand; who made it is told. The same nonce answers once.

    Raises:
        Demand.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: the person may not log for the post it is made to, or made it.
        Refused: the text is empty or too long.
    """
    demand = Demand.objects.visible_to(by.user, at=now).get(pk=demand_id)
    if not may_answer(by.user, demand, at=now):
        raise PermissionDenied(_("This demand is not for you to answer."))
    text = text.strip()
    if not text or len(text) > DemandReply._meta.get_field("text").max_length:
        raise Refused(_("Write an answer of at most 2,000 characters."), field="text")
    answer, is_new = DemandReply.objects.get_or_create(
        replied_by=by.user,
        nonce=nonce,
        defaults={"demand": demand, "text": text, "replied_at": now},
    )
    if is_new:
        owe_reminders(
            model=Demand,
            ids=[demand.pk],
            stage=ANSWERED,
            now=now,
            slot=str(answer.pk),
            to=[demand.made_by_id],
        )
        after = {"reply": answer.pk}
        record_audit(
            by=by, now=now, action="demand.reply", about=demand, post_id=demand.post_id, after=after
        )
    return answer
