"""Exempting a deadline, and lifting an exemption (免; edge case 24)."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from alerts.deadlines.kind import EXEMPTED, EXEMPTION_LIFTED
from alerts.deadlines.models import Deadline
from alerts.decisions.models import Exemption
from alerts.decisions.turn import turn_lamp
from pages.refused import Refused
from pages.words import fitting


@transaction.atomic
def exempt(
    *, by: Actor, now: datetime, deadline: Deadline, reason: str, document: str = ""
) -> Exemption:
    """Decide that the deadline is not owed: from `now` it has no lamp, is in no denominator.

    It is read anew, whatever is known of it.

    Raises:
        DoesNotExist: there is none, or the person may not see it.
        PermissionDenied: the person may not decide on it.
        Refused: it is exempt already, or the reason is missing or too long.
    """
    deadline = _locked(by, now, deadline)
    if deadline.exempt:
        raise Refused(_("It is exempt already."))
    exemption = exempt_locked(
        deadline=deadline, by=by, now=now, reason=reason, document=document, cause=EXEMPTED
    )
    _note("deadline.exempt", deadline, by, now)
    return exemption


def exempt_locked(
    *, deadline: Deadline, by: Actor, now: datetime, reason: str, cause: str, document: str = ""
) -> Exemption:
    """Exempt a locked deadline and turn its lamp; rights and audit are the caller's.

    Raises:
        Refused: the reason is missing or too long.
    """
    exemption = Exemption.objects.create(
        kind=deadline.matter_kind,
        deadline_id=deadline.pk,
        decided_by=by.user,
        decided_at=now,
        reason=fitting(reason, of=Exemption, field="reason", missing=_("Give a reason.")),
        document=fitting(document, of=Exemption, field="document"),
    )
    turn_lamp(deadline=deadline, now=now, cause=cause, exempt=True)
    return exemption


@transaction.atomic
def lift_exemption(*, by: Actor, now: datetime, deadline: Deadline) -> Exemption:
    """Decide that the deadline is owed again: from `now` its lamp follows its facts.

    Its reminders are owed anew.

    Raises:
        DoesNotExist: there is none, or the person may not see it.
        PermissionDenied: the person may not decide on it.
        Refused: it is not exempt, or nobody is left who could owe it.
    """
    deadline = _locked(by, now, deadline)
    if against := why_not_lift(deadline=deadline, now=now):
        raise Refused(against)
    exemption = lift_locked(deadline=deadline, by=by, now=now, cause=EXEMPTION_LIFTED)
    _note("deadline.lift_exemption", deadline, by, now)
    return exemption


def lift_locked(*, deadline: Deadline, by: Actor, now: datetime, cause: str) -> Exemption:
    """Lift the exemption in force of a locked deadline and turn its lamp; whether it may be
    lifted, rights and audit are the caller's."""
    exemption = Exemption.objects.of(deadline).select_for_update(of=("self",)).get(lifted_at=None)
    exemption.lifted_at, exemption.lifted_by = now, by.user
    exemption.save(update_fields=["lifted_at", "lifted_by"])
    turn_lamp(deadline=deadline, now=now, cause=cause, exempt=False)
    return exemption


def why_not_lift(*, deadline: Deadline, now: datetime) -> str:
    """Why no exemption of `deadline` can be lifted; "" if one can."""
    if not deadline.exempt:
        return _("It is not exempt.")
    return deadline.why_owed_by_nobody(now=now)


def _locked(by: Actor, now: datetime, deadline: Deadline) -> Deadline:
    deadline = type(deadline).objects.lock_visible(deadline.pk, to=by.user, at=now)
    if not deadline.is_exempted_by(by.user, at=now):
        raise PermissionDenied(_("The commission office decides, and nobody about their own."))
    return deadline


def _note(action: str, deadline: Deadline, by: Actor, now: datetime) -> None:
    after = {"exempt": deadline.exempt, "lamp": deadline.lamp}
    post = getattr(deadline, "post_id", None)
    record_audit(by=by, now=now, action=action, about=deadline, post_id=post, after=after)
