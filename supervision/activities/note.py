"""Noting something of a unit, or of a post of it; and withdrawing it (M004-07)."""

from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.activities.models import Activity, ActivityNote
from supervision.activities.rights import lock_own, posts_at
from supervision.activities.tell import tell_of_note


@transaction.atomic
def note_of_unit(
    *,
    by: Actor,
    now: datetime,
    activity_id: int,
    nonce: UUID,
    unit_id: int,
    text: str,
    post_id: int | None = None,
    about: str = "",
    face_to_face: bool = False,
) -> ActivityNote:
    """Note something of one unit of the activity, about an item if so; the unit reads it. The same
    nonce notes once.

    Raises: as `lock_own`; PermissionDenied also of the own unit or post; Refused with its field.
    """
    activity = lock_own(activity_id, by=by, now=now)
    if first := ActivityNote.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    if activity.ended_at:
        raise Refused(_("It was withdrawn or corrected meanwhile. Look at it again."))
    unit = activity.units.filter(pk=unit_id).first()
    if unit is None:
        raise Refused(_("Choose a unit of the activity."), field="unit")
    _refuse_own(by, now, unit, post_id)
    note = ActivityNote.objects.create(
        activity_id=activity.root_id,
        unit=unit,
        post=_post(unit, post_id, now),
        about=fitting(about, of=ActivityNote, field="about"),
        text=fitting(text, of=ActivityNote, field="text", missing=_("Say what is noted.")),
        face_to_face=face_to_face,
        made_by=by.user,
        made_at=now,
        nonce=nonce,
    )
    _audit("activity.note", activity, unit, by=by, now=now)
    tell_of_note(note, activity, by=by, now=now)
    return note


@transaction.atomic
def withdraw_note(
    *, by: Actor, now: datetime, activity_id: int, note_id: int, reason: str
) -> ActivityNote:
    """Withdraw a note with a reason; it stays readable.

    Raises: as `lock_own`; ActivityNote.DoesNotExist; Refused: it is withdrawn already, or there is
    no reason.
    """
    activity = lock_own(activity_id, by=by, now=now)
    note = ActivityNote.objects.get(pk=note_id, activity=activity.root_id)
    if note.ended_at:
        raise Refused(_("The note was withdrawn meanwhile. Look at it again."))
    missing = _("Give a reason.")
    reason = fitting(reason, of=ActivityNote, field="ended_because", missing=missing, at="reason")
    note.ended_by, note.ended_at, note.ended_because = by.user, now, reason
    note.save(update_fields=["ended_by", "ended_at", "ended_because"])
    _audit("activity.withdraw_note", activity, note.unit, by=by, now=now)
    return note


def _refuse_own(by: Actor, now: datetime, unit: Unit, post_id: int | None) -> None:
    standing = standing_of(by.user, at=now)
    if unit.pk in standing.own_units or post_id in standing.desk_posts:
        raise PermissionDenied(_("Nobody notes anything of what is their own."))


def _post(unit: Unit, post_id: int | None, now: datetime):
    if post_id is None:
        return None
    post = posts_at([unit], at=now).filter(pk=post_id).first()
    if post is None:
        raise Refused(_("Choose a post of that unit."), field="post")
    return post


def _audit(action: str, activity: Activity, unit: Unit, *, by: Actor, now: datetime) -> None:
    after = {"unit": unit.pk}
    record_audit(
        by=by, now=now, action=action, about=activity, post_id=activity.post_id, after=after
    )
