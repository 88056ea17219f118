"""Restoring a transfer that was taken back, as one act."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.refused import Refused
from responsibility.organisation.dated.restore import restore
from responsibility.organisation.office import audit_office
from responsibility.organisation.periods import last_day
from responsibility.organisation.posts.appoint import end_appointment
from responsibility.organisation.posts.join import leave
from responsibility.tasks.transfers.models import Transfer, TransferStep


@transaction.atomic
def restore_transfer(*, transfer_id: int, reason: str, by: Actor, now: datetime) -> Transfer:
    """Let all that a taken-back transfer ended end again, and all that it began be in force for
    the days it had.

    Raises:
        Transfer.DoesNotExist: none, or `by` does not keep it.
        Refused: it is in force, what it ended was changed since, or others are in the way.
    """
    transfers = Transfer.objects.managed_by(by.user, at=now)
    made = transfers.select_for_update(of=("self",), no_key=True).get(pk=transfer_id)
    if not made.taken_back_at:
        raise Refused(_("The transfer is in force."))
    steps = list(made.steps.select_related("appointment__user", "membership__user"))
    for step in steps:
        if not step.began:
            _end_again(step, made, by=by, now=now)
    for step in steps:
        if step.began:
            _begin_again(step, reason, by=by, now=now)
    made.taken_back_by = made.taken_back_at = None
    made.reason = ""
    made.save(update_fields=["taken_back_by", "taken_back_at", "reason"])
    after = {"user": made.person_id, "post": made.from_post_id, "reason": reason}
    audit_office(action="transfer.restore", about=made, by=by, now=now, after=after)
    return made


def _end_again(step: TransferStep, made: Transfer, *, by: Actor, now: datetime) -> None:
    entry = step.entry
    entry.refresh_from_db(fields=["period"])
    last_on = made.first_on - timedelta(days=1)
    if last_day(entry.period) == last_on:  # a seat that ended with its appointment
        return
    if entry.period.isempty or last_day(entry.period) != step.was_last_on:
        raise Refused(
            _("What the transfer ended for %(person)s was changed since. Enter it anew.")
            % {"person": entry.user}
        )
    act = {"last_on": last_on, "by": by, "now": now}
    if step.appointment_id:
        end_appointment(appointment_id=entry.pk, **act)
    else:
        leave(membership_id=entry.pk, **act)


def _begin_again(step: TransferStep, reason: str, *, by: Actor, now: datetime) -> None:
    """An entry is restored, unless it came with its appointment."""
    entry = step.entry
    entry.refresh_from_db(fields=["period", "taken_back"])
    if not entry.period.isempty:
        return
    entries = "appointments" if step.appointment_id else "memberships"
    restore(entries=entries, entry_id=entry.pk, reason=reason, by=by, now=now)
