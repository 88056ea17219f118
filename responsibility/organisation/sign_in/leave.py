"""Signing out."""

from datetime import datetime

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit


def note_leaving(*, by: Actor, now: datetime) -> None:
    """Audit that a person signs out; the session itself is the view's affair."""
    record_audit(by=by, now=now, action="sign_in.leave", about=by.user)
