"""Numbers that texts do not reach: flagged, so that nothing more is sent there, until corrected."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from alerts.audit.actor import Actor
from alerts.audit.keeper import require_keeper
from alerts.audit.record import record_audit
from alerts.contacts.models import NumberFlag


def flag_number(*, number: str, reason: str, now: datetime) -> NumberFlag:
    """Send nothing more to `number` until the flag is lifted; one that is flagged stays so.

    `reason` is the provider's code (reliability study 2.6), at most 40 characters.
    """
    values = {"reason": reason[:40], "flagged_at": now}
    return NumberFlag.objects.get_or_create(number=number, lifted_at=None, defaults=values)[0]


def is_flagged(number: str) -> bool:
    """Whether nothing is to be sent to `number`."""
    return NumberFlag.objects.filter(number=number, lifted_at=None).exists()


def last_lifted(number: str) -> datetime | None:
    """When somebody last lifted a flag on `number`: what came back before counts no more."""
    lifted = NumberFlag.objects.filter(number=number, lifted_at__isnull=False)
    return lifted.aggregate(last=Max("lifted_at"))["last"]


@transaction.atomic
def lift_flag(*, flag: NumberFlag, by: Actor, now: datetime) -> bool:
    """Let texts go to the number again; False where the flag was lifted before.

    Raises:
        PermissionDenied: `by` keeps the messages of no county.
    """
    require_keeper(by=by, now=now)
    in_force = NumberFlag.objects.filter(pk=flag.pk, lifted_at=None)
    if not in_force.update(lifted_at=now, lifted_by=by.user):
        return False
    record_audit(
        by=by, now=now, action="number.lift_flag", about=flag, before={"reason": flag.reason}
    )
    return True
