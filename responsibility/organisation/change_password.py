"""Changing one's own password."""

from datetime import datetime

from django.db import transaction

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit


@transaction.atomic
def change_password(*, password: str, by: Actor, now: datetime) -> None:
    """Give the acting person a new password, already checked; all other sessions end by it."""
    by.user.set_password(password)
    by.user.save(update_fields=["password"])
    record_audit(by=by, now=now, action="password.change", about=by.user)
