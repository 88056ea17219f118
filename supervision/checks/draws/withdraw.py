"""Withdrawing a published draw before it is drawn, with a reason that the units read."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from pages.words import fitting
from supervision.checks.draws.draw import lock_draw, may_draw
from supervision.checks.draws.models import CheckDraw


@transaction.atomic
def withdraw_draw(*, by: Actor, now: datetime, draw_id: int, reason: str) -> CheckDraw:
    """Withdraw a draw published by mistake. It stays readable with its reason, keeps its number,
    and its seed is disclosed: anybody sees what it would have drawn. A second tap finds it
    withdrawn.

    Raises:
        CheckDraw.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: it is another body's.
        Refused: it is drawn, or no reason is given.
    """
    draw = lock_draw(draw_id, by=by, now=now)
    if not may_draw(draw, by.user, at=now):
        raise PermissionDenied(_("Only the body that published it withdraws it."))
    if draw.withdrawn_at:
        return draw
    if draw.drawn_at:
        raise Refused(_("It is drawn. Each spot check has its own conclusion."))
    draw.withdrawn_because = fitting(
        reason, of=CheckDraw, field="withdrawn_because", missing=_("Give a reason."), at="reason"
    )
    draw.withdrawn_by, draw.withdrawn_at = by.user, now
    draw.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_because"])
    record_audit(
        by=by, now=now, action="draw.withdraw", about=draw, post_id=draw.made_in_id,
        after={"reason": draw.withdrawn_because},
    )  # fmt: skip
    return draw
