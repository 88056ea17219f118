"""Taking back what was entered by mistake: an appointment, a membership, a charge, a link."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string

from alerts.audit.actor import Actor
from alerts.kinds.collected import collected
from responsibility.organisation.links.models import Charge, SupervisionLink
from responsibility.organisation.posts.last_day import empty
from responsibility.organisation.posts.models import Appointment, Membership

# By the word in the address: the model, and the act in the audit.
ENTRIES: dict[str, tuple[Any, str]] = {
    "appointments": (Appointment, "appointment.take_back"),
    "memberships": (Membership, "membership.take_back"),
    "charges": (Charge, "charge.take_back"),
    "supervision": (SupervisionLink, "supervision.take_back"),
}


@transaction.atomic
def take_back(*, entries: str, entry_id: int, reason: str, by: Actor, now: datetime) -> None:
    """Take an entry back as if it had never been in force; what was done meanwhile stays.

    With an appointment go the seats taken in its act, and what other rooms take back with it
    (`appointment_corrected` in their kind.py). The row and the audit keep the days it
    had. Whoever only leaves gets a last day instead.

    Raises:
        DoesNotExist: of the entry's model: none, or `by` does not keep it.
        Refused: one's own place in the commission office.
    """
    model, action = ENTRIES[entries]
    kept = model.objects.managed_by(by.user, at=now).kept()
    row = kept.select_for_update(no_key=True).get(pk=entry_id)
    if isinstance(row, Membership) and row.came_with_id:
        row.came_with = None  # taken back alone, it does not come again with its appointment
        row.save(update_fields=["came_with"])
    empty(row, reason=reason, action=action, by=by, now=now)
    if isinstance(row, Appointment):
        for seat in row.seats.kept():
            empty(seat, reason=reason, action="membership.take_back", by=by, now=now)
        for path in collected().paths("appointment_corrected"):
            import_string(path)(appointment=row, by=by, now=now)
