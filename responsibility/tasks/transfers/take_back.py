"""Taking back a transfer as one act."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.dated.take_back import take_back
from responsibility.organisation.office import audit_office
from responsibility.organisation.periods import last_day
from responsibility.organisation.posts.appoint import end_appointment
from responsibility.organisation.posts.join import leave
from responsibility.tasks.transfers.models import Transfer, TransferStep
from responsibility.tasks.transfers.vacated import owe_left_open_again


@transaction.atomic
def take_back_transfer(*, transfer_id: int, reason: str, by: Actor, now: datetime) -> Transfer:
    """Take back all that a transfer began, and let all that it ended go on as before it; what was
    done meanwhile stays with who did it.

    Raises:
        Transfer.DoesNotExist: none, or `by` does not keep it.
        Refused: it is taken back already, or what it ended was changed since.
    """
    transfers = Transfer.objects.managed_by(by.user, at=now)
    made = transfers.select_for_update(of=("self",), no_key=True).get(pk=transfer_id)
    if made.taken_back_at:
        raise Refused(_("The transfer is taken back already."))
    steps = list(made.steps.select_related("appointment__user", "membership__user"))
    for step in steps:
        if step.began:
            _undo(step, reason, by=by, now=now)
    for step in steps:
        if not step.began:
            _go_on(step, made, by=by, now=now)
    owe_left_open_again(made, by=by, now=now)
    made.taken_back_by, made.taken_back_at, made.reason = by.user, now, reason
    made.save(update_fields=["taken_back_by", "taken_back_at", "reason"])
    after = {"user": made.person_id, "post": made.from_post_id, "reason": reason}
    audit_office(action="transfer.take_back", about=made, by=by, now=now, after=after)
    return made


def _undo(step: TransferStep, reason: str, *, by: Actor, now: datetime) -> None:
    """An entry goes, unless it went with its appointment or was taken back by itself."""
    entry = step.entry
    entry.refresh_from_db(fields=["period"])
    if entry.period.isempty:
        return
    entries = "appointments" if step.appointment_id else "memberships"
    take_back(entries=entries, entry_id=entry.pk, reason=reason, by=by, now=now)


def _go_on(step: TransferStep, made: Transfer, *, by: Actor, now: datetime) -> None:
    entry = step.entry
    if last_day(entry.period) != made.first_on - timedelta(days=1):
        raise Refused(
            _("What the transfer ended for %(person)s was changed since. Set these days by hand.")
            % {"person": entry.user}
        )
    act = {"last_on": step.was_last_on, "by": by, "now": now}
    if step.appointment_id:
        end_appointment(appointment_id=entry.pk, **act)
    else:
        leave(membership_id=entry.pk, **act)
