"""Letting a restored or copied database's outbox go on, by a person's decision."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from alerts.alarms.models import Alarm
from alerts.alarms.raising import close_alarm
from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.installation.models import Installation
from alerts.installation.place import place
from alerts.outbox.models import Message
from alerts.outbox.states import State

OLD = timedelta(days=1)  # a text that has waited longer would say what is no longer so
WAITING = [State.HELD, State.PENDING, State.RETRY_WAIT]


class Adopted(NamedTuple):
    """What became of the texts that waited."""

    expired: int
    cancelled: int


@transaction.atomic
def adopt_database(*, keep: bool, by: Actor, now: datetime) -> Adopted:
    """Say that this database belongs where it is now; its outbox sends from here on.

    Texts that have waited for more than a day expire. The others are sent if `keep` (the outage
    was short, and nothing was sent meanwhile), else cancelled: the people find them in the inbox.
    Texts of unknown outcome stay so, and the provider is asked about them.
    """
    waiting = Message.objects.texts().order_by().filter(state__in=WAITING)
    expired = waiting.filter(made_at__lt=now - OLD).update(state=State.EXPIRED, reason="restored")
    cancelled = 0
    if not keep:
        waiting |= Message.objects.texts().order_by().filter(state=State.RESEND_OK)
        cancelled = waiting.update(state=State.CANCELLED, reason="restored")
    before, here = Installation.objects.first(), place()
    row, _new = Installation.objects.update_or_create(defaults={"place": here, "since": now})
    close_alarm(kind=Alarm.Kind.RESTORED, now=now)
    record_audit(
        by=by,
        now=now,
        action="installation.adopt",
        about=row,
        before={"place": before and before.place},
        after={"place": here, "expired": expired, "cancelled": cancelled, "kept": keep},
    )
    return Adopted(expired, cancelled)
