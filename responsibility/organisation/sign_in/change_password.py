"""Changing one's own password."""

from datetime import datetime

from django.db import transaction

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from responsibility.organisation.devices.end import end_sessions
from responsibility.organisation.people.given import end_given


@transaction.atomic
def change_password(*, password: str, this: str | None, by: Actor, now: datetime) -> None:
    """Give the acting person a new password, already checked; all sessions end by it, but the one
    with the key `this`."""
    by.user.set_password(password)
    by.user.must_change_password = False
    by.user.save(update_fields=["password", "must_change_password"])
    end_given(by.user, now=now)
    end_sessions(user=by.user, but=this)
    record_audit(by=by, now=now, action="password.change", about=by.user)
