"""Taking back a request for an extension."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.deadlines.kind import TAKEN_BACK
from alerts.decisions import rooms
from alerts.decisions.models import Extension
from alerts.decisions.request import check_waits, lock_request, note_decision, release_hold


@transaction.atomic
def take_back_request(*, by: Actor, now: datetime, extension_id: int) -> Extension:
    """Take back a request nobody has decided on: the clock goes on. Past the deadline the lamp is
    red from now, or stays so.

    Raises:
        Extension.DoesNotExist: there is none, or the person may not see its deadline.
        PermissionDenied: the person may not log for its post.
        Refused: decided on or taken back before.
    """
    extension, deadline = lock_request(by, now, extension_id)
    if not deadline.is_owed_by(by.user, at=now):
        raise PermissionDenied(_("Only who may log for the post takes a request back."))
    check_waits(extension)
    extension.taken_back_at, extension.taken_back_by = now, by.user
    extension.save(update_fields=["taken_back_at", "taken_back_by"])
    rooms.decision_ended(about=extension, by=by, now=now, taken_back=True)
    release_hold(deadline, now, TAKEN_BACK)
    after = {"wanted_on": extension.wanted_on}
    note_decision("deadline.take_back_request", deadline, by, now, after=after)
    return extension
