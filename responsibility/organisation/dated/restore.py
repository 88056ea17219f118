"""Restoring what was taken back: the entry is in force again for the days it had."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.kinds.collected import collected
from pages.refused import Refused
from responsibility.organisation.dated.take_back import ENTRIES
from responsibility.organisation.links.models import Charge, SupervisionLink
from responsibility.organisation.office import audit_office
from responsibility.organisation.overlap import refusing
from responsibility.organisation.people.models import User
from responsibility.organisation.periods import last_day
from responsibility.organisation.posts.appoint import post_to_fill, refuse_oneself
from responsibility.organisation.posts.join import refuse_second_head
from responsibility.organisation.posts.last_day import refuse_outside
from responsibility.organisation.posts.models import Appointment, Membership
from responsibility.organisation.span import span

RESTORED = {
    "appointments": "appointment.restore",
    "memberships": "membership.restore",
    "charges": "charge.restore",
    "supervision": "supervision.restore",
}


@transaction.atomic
def restore(
    *, entries: str, entry_id: int, reason: str, by: Actor, now: datetime, seats: bool = True
) -> None:
    """Let an entry that was taken back be in force again for the days it had; an appointment comes
    with the tasks that were taken back with it, and with the `seats`.

    Raises:
        DoesNotExist: of the entry's model: none that was taken back, or `by` does not keep it.
        Refused: it is in the way of what was entered since, or what it hangs on stands no more.
    """
    model, _action = ENTRIES[entries]
    rows = model.objects.managed_by(by.user, at=now).restorable()
    if model is not SupervisionLink:  # locked first, as whoever enters or closes there does
        post_to_fill(rows.values_list("post", flat=True).get(pk=entry_id), by=by, now=now)
    row = rows.select_for_update(no_key=True).get(pk=entry_id)
    _restore(row, entries=entries, reason=reason, by=by, now=now)
    if isinstance(row, Appointment):
        for seat in row.seats.restorable() if seats else ():
            _restore(seat, entries="memberships", reason=reason, by=by, now=now)
        for path in collected().paths("appointment_corrected"):
            import_string(path)(appointment=row, by=by, now=now)


def _restore(row: Any, *, entries: str, reason: str, by: Actor, now: datetime) -> None:
    period = row.taken_back
    _refuse(row, period, by, now)
    row.period, row.taken_back = period, None
    with refusing(_at_once(row), lambda: _in_the_way(row, period)):
        row.save(update_fields=["period", "taken_back"])
    after = {"first_on": period.lower, "last_on": last_day(period), "reason": reason}
    before = {"taken_back": True}
    action = RESTORED[entries]
    audit_office(action=action, about=row, by=by, now=now, before=before, after=after)


def _refuse(row: Any, period: Any, by: Actor, now: datetime) -> None:
    """Raise Refused where what was entered by hand would be refused as well."""
    if isinstance(row, Appointment | Membership):
        refuse_oneself(row.user, by=by)
        if not User.objects.visible_to(by.user, at=now).filter(pk=row.user_id).exists():
            raise Refused(_("This person is no longer one of your county. Ask their office."))
        if not row.user.is_active:
            raise Refused(_("The account of %(person)s is closed.") % {"person": row.user})
    if isinstance(row, Membership) and row.role == Membership.Role.HEAD:
        refuse_second_head(row.post, period, but=row)
    units = [row.body, row.unit] if isinstance(row, SupervisionLink) else []
    if not isinstance(row, SupervisionLink):
        refuse_outside(row.post, period)
    if isinstance(row, Charge):
        units = [row.unit]
    for unit in units:
        if unit.closed_on:
            raise Refused(_("%(unit)s is closed.") % {"unit": unit})


def _at_once(row: Any) -> str:
    """The name of the constraint by which no two such entries run at once."""
    (name,) = [one.name for one in row._meta.constraints if hasattr(one, "expressions")]
    return name


def _in_the_way(row: Any, period: Any) -> Refused:
    sentence = _("What was entered since is in the way of these days: %(time)s. End that first.")
    return Refused(sentence % {"time": span(period)})
