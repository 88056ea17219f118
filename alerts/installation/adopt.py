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
from alerts.reminders.models import Reminder

RESTORED = "restored"  # the reason of texts that are not sent
OLD = timedelta(days=1)  # a text that has waited longer would say what is no longer so
WAITING = [State.HELD, State.PENDING, State.RETRY_WAIT]


class Adopted(NamedTuple):
    """What became of the texts that waited."""

    expired: int
    cancelled: int


@transaction.atomic
def adopt_database(*, keep: bool, by: Actor, now: datetime) -> Adopted:
    """Say that this database belongs where it is now; its outbox sends from here on.

    With `keep` (the outage was short, and nothing was sent meanwhile) the texts that wait are
    sent; those that have waited for more than a day expire, and what is still true of them is
    told anew. Without, none of them is sent, nor a text written of anything that is owed by now:
    the people find it in the inbox. Texts of unknown outcome stay so, and the provider is asked.
    """
    waiting = Message.objects.texts().order_by()
    expired = cancelled = 0
    if keep:
        old = waiting.filter(state__in=WAITING, made_at__lt=now - OLD)
        expired = old.update(state=State.EXPIRED, reason=RESTORED)
    else:
        stopped = waiting.filter(state__in=[*WAITING, State.RESEND_OK])
        cancelled = stopped.update(state=State.CANCELLED, reason=RESTORED)
        Reminder.objects.to_text().update(withheld=RESTORED)
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
