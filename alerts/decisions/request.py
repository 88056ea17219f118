"""One request for an extension: locked with what it is about, and the hold it puts on that."""

from datetime import datetime

from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.deadlines.discovery import deadline_model
from alerts.deadlines.models import Deadline
from alerts.decisions.models import Extension
from alerts.decisions.turn import turn_lamp
from alerts.lamps.rule import Hold
from pages.refused import Refused

UNHELD = {"hold": None, "held_since": None, "held_until": None}


def release_hold(deadline: Deadline, now: datetime, cause: str) -> None:
    """Let the clock of a deadline go on that a request held."""
    if deadline.hold == Hold.EXTENSION_ASKED:
        turn_lamp(deadline=deadline, now=now, cause=cause, **UNHELD)


def lock_request(by: Actor, now: datetime, extension_id: int) -> tuple[Extension, Deadline]:
    """The extension and its deadline, both locked, if the person may see it."""
    extension = Extension.objects.visible_to(by.user, at=now).get(pk=extension_id)
    (deadline,) = deadline_model(extension.kind).objects.lock([extension.deadline_id])
    locked = Extension.objects.select_for_update(of=("self",)).get(pk=extension_id)
    return locked, deadline


def check_waits(extension: Extension) -> None:
    """Raises Refused where nobody is to decide on it any more."""
    if extension.decided_at:
        raise Refused(_("This has been decided already."))
    if extension.taken_back_at:
        raise Refused(_("This request has been taken back."))


def note_decision(action: str, deadline: Deadline, by: Actor, now: datetime, **values) -> None:
    """The audit entry of what was asked for or decided about a deadline."""
    post = getattr(deadline, "post_id", None)
    record_audit(by=by, now=now, action=action, about=deadline, post_id=post, **values)
