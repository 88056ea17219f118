"""Recording an activity of supervision, and the body's own duty by the same act (M001-27)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.files.attach import files_to_attach
from responsibility.organisation.people.models import User
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.activities.kinds import ActivityKind
from supervision.activities.models import Activity, ActivityUnit
from supervision.activities.own_record import lodge_own
from supervision.activities.quarter.models import ActivityPlanLine
from supervision.activities.rights import post_at

MOST_UNITS = 60


@transaction.atomic
def record_activity(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    kind_id: int,
    happened_on: date,
    unit_ids: Collection[int],
    text: str,
    place: str = "",
    stage: str = "",
    file_ids: Sequence[UUID] = (),
    task_ids: Sequence[int] = (),
    line_ids: Collection[int] = (),
) -> Activity:
    """Record what was done at units; lodge the own duty record for the ticked tasks by the same
    act, and tick off the lines of the plan. The same nonce records once.

    Raises:
        Unit.DoesNotExist: one is absent, or not visible to the person.
        PermissionDenied: the person does not supervise all of them, or one is their own.
        Refused: with its field; also whatever speaks against the duty record.
    """
    User.objects.select_for_update(no_key=True).get(pk=by.user.pk)  # a second tap waits here
    if first := Activity.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    units = units_named(unit_ids, by=by, now=now)
    post_id = post_at(standing_of(by.user, at=now), units)
    if post_id is None:
        raise PermissionDenied(_("Only who supervises the units records it; nobody the own unit."))
    about = content(
        county_id=units[0].the_county_id, kind_id=kind_id, happened_on=happened_on, text=text,
        place=place, stage=stage, now=now,
    )  # fmt: skip
    made = {"made_by": by.user, "made_at": now, "nonce": nonce}
    activity = Activity(county_id=units[0].the_county_id, post_id=post_id, **made, **about)
    files = files_to_attach(file_ids, by=by)
    lines = _lines(line_ids, post_id)
    activity.record = lodge_own(
        activity, by=by, now=now, unit_ids=[unit.pk for unit in units], task_ids=task_ids,
        file_ids=file_ids,
    )  # fmt: skip
    write(activity, units=units, files=files, lines=lines)
    after = {"units": [unit.pk for unit in units], "happened_on": happened_on}
    after |= {"files": len(files), "tasks": list(task_ids)}
    noted = {"about": activity, "post_id": post_id, "after": after}
    record_audit(by=by, now=now, action="activity.record", **noted)
    return activity


def units_named(unit_ids: Collection[int], *, by: Actor, now: datetime) -> list[Unit]:
    """The units, as far as the person sees them.

    Raises: Unit.DoesNotExist; Refused: none is named, or too many.
    """
    ids = set(unit_ids)
    if not 0 < len(ids) <= MOST_UNITS:
        words = _("Choose one unit at least, and %(most)d at most.")
        raise Refused(words % {"most": MOST_UNITS}, field="units")
    units = list(Unit.objects.visible_to(by.user, at=now).filter(pk__in=ids).in_order())
    if len(units) != len(ids):
        raise Unit.DoesNotExist
    return units


def content(
    *, county_id: int, kind_id: int, happened_on: date, text: str, place: str, stage: str,
    now: datetime,
) -> dict:  # fmt: skip
    """The columns that say what was done. Raises Refused at the field."""
    kind = ActivityKind.objects.filter(county_id=county_id, in_use=True, pk=kind_id).first()
    if kind is None:
        raise Refused(_("Choose one of the list."), field="kind")
    if stage and stage not in Activity.Stage.values:
        raise Refused(_("Choose one of the list."), field="stage")
    if happened_on > day_of(now):
        raise Refused(_("Choose a day that has come."), field="happened_on")
    return {
        "kind": kind,
        "stage": stage,
        "happened_on": happened_on,
        "place": fitting(place, of=Activity, field="place"),
        "text": fitting(text, of=Activity, field="text", missing=_("Say what was seen.")),
    }


def write(activity: Activity, *, units, files, lines) -> None:
    """The row with its units, files and lines of the plan."""
    activity.save()
    ActivityUnit.objects.bulk_create(ActivityUnit(activity=activity, unit=unit) for unit in units)
    activity.files.set(files)
    activity.lines.set(lines)


def _lines(line_ids: Collection[int], post_id: int) -> list[ActivityPlanLine]:
    """The ticked lines of the own plan."""
    lines = list(ActivityPlanLine.objects.standing().filter(pk__in=line_ids, post=post_id))
    if len(lines) != len(set(line_ids)):
        raise Refused(_("A planned activity is no longer there. Choose again."), field="lines")
    return lines
