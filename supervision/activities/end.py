"""Withdrawing or correcting an activity: another act with a reason; nothing is overwritten."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.standing import standing_of
from supervision.activities.models import Activity, ActivityNote
from supervision.activities.own_record import correct_own, withdraw_own
from supervision.activities.record import content, units_named, write
from supervision.activities.rights import lock_own, post_at


@transaction.atomic
def withdraw_activity(*, by: Actor, now: datetime, activity_id: int, reason: str) -> Activity:
    """Take an activity back with a reason; its own duty record ends too, and the lamps follow.

    Raises: as `lock_own`; Refused: it has ended, or there is no reason; PermissionDenied also where
    the person may not withdraw the record.
    """
    activity = lock_own(activity_id, by=by, now=now)
    _refuse_ended(activity)
    reason = _end(activity, Activity.Ending.WITHDRAWN, by=by, now=now, reason=reason)
    withdraw_own(activity, by=by, now=now, reason=reason)
    record_audit(
        by=by, now=now, action="activity.withdraw", about=activity, post_id=activity.post_id
    )
    return activity


@transaction.atomic
def correct_activity(
    *,
    by: Actor,
    now: datetime,
    activity_id: int,
    nonce: UUID,
    reason: str,
    kind_id: int,
    happened_on: date,
    unit_ids: Collection[int],
    text: str,
    place: str = "",
    stage: str = "",
) -> Activity:
    """Write an activity in the place of another, with a reason; files, lines of the plan and notes
    go with it, and the own duty record is corrected for the same tasks. The same nonce does once.

    Raises: as `record_activity`; Refused also where it has ended, or a unit is left out of which
    something is noted.
    """
    old = lock_own(activity_id, by=by, now=now)
    if first := Activity.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    _refuse_ended(old)
    units = units_named(unit_ids, by=by, now=now)
    if post_at(standing_of(by.user, at=now), units) is None:
        raise PermissionDenied(_("Only who supervises the units records it; nobody the own unit."))
    _refuse_left_out(old, {unit.pk for unit in units})
    new = Activity(
        county_id=old.county_id, post=old.post, made_by=by.user, made_at=now, nonce=nonce,
        supersedes=old, origin_id=old.root_id, record=old.record,
        **content(county_id=old.county_id, kind_id=kind_id, happened_on=happened_on, text=text,
                  place=place, stage=stage, now=now),
    )  # fmt: skip
    new.record = correct_own(new, by=by, now=now, unit_ids=[unit.pk for unit in units])
    _end(old, Activity.Ending.CORRECTED, by=by, now=now, reason=reason)
    write(new, units=units, files=list(old.files.all()), lines=list(old.lines.all()))
    after = {"units": [unit.pk for unit in units], "happened_on": happened_on}
    record_audit(
        by=by, now=now, action="activity.correct", about=new, post_id=new.post_id, after=after
    )
    return new


def _refuse_ended(activity: Activity) -> None:
    if activity.ended_at:
        raise Refused(_("It was withdrawn or corrected meanwhile. Look at it again."))


def _refuse_left_out(activity: Activity, unit_ids: set[int]) -> None:
    noted = ActivityNote.objects.in_force().filter(activity=activity.root_id)
    left = noted.exclude(unit__in=unit_ids).select_related("unit").first()
    if left:
        words = _("Something is noted of %(unit)s. Withdraw that first, or leave the unit ticked.")
        raise Refused(words % {"unit": left.unit.name}, field="units")


def _end(activity: Activity, how: str, *, by: Actor, now: datetime, reason: str) -> str:
    missing = _("Give a reason.")
    reason = fitting(reason, of=Activity, field="ended_because", missing=missing, at="reason")
    activity.ended_as, activity.ended_by, activity.ended_at = how, by.user, now
    activity.ended_because = reason
    activity.save(update_fields=["ended_as", "ended_by", "ended_at", "ended_because"])
    return reason
