"""All that the page of one activity shows to one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Self
from urllib.parse import urlencode

from django.urls import reverse

from responsibility.files.models import StoredFile
from responsibility.organisation.standing import standing_of
from responsibility.organisation.units.models import Unit
from supervision.activities.models import Activity, ActivityNote
from supervision.activities.reply import may_reply
from supervision.activities.rights import is_kept_by, notes_open_to, reads_all


@dataclass(frozen=True)
class ActivityPage:
    """`units` are those concerned, for a unit only its own; `notes` what the person reads, by
    unit. `whole`: what the body wrote and attached is open; `open_to_change`: the person may note,
    correct and withdraw."""

    units: Sequence[Unit]
    notes: list[tuple[Unit, list[ActivityNote]]]
    files: Sequence[StoredFile]
    chain: Sequence[Activity]
    whole: bool
    open_to_change: bool

    @classmethod
    def of(cls, activity: Activity, *, user, now: datetime) -> Self:
        """The page as `user` sees it at `now`."""
        whole = reads_all(user, activity, at=now)
        standing = standing_of(user, at=now)
        faces = whole or activity.county_id in standing.face_counties
        notes = list(notes_open_to(user, activity, at=now))
        for note in notes:
            note.problem = problem_from(activity, note)
            note.may_reply = note.ended_at is None and may_reply(user, note, at=now)
        units = list(activity.units.order_by("order_key"))
        if not faces:
            noted = {note.unit_id for note in notes}
            units = [unit for unit in units if unit.pk in standing.led_units | noted]
        later = Activity.objects.filter(pk=activity.root_id) | Activity.objects.filter(
            origin=activity.root_id
        )
        chain = later.select_related("ended_by", "made_by").order_by("-pk")
        return cls(
            units=units,
            notes=[(unit, list(those)) for unit, those in groupby(notes, key=lambda n: n.unit)],
            files=list(activity.files.order_by("uploaded_at", "pk")) if whole else [],
            chain=[each for each in chain if each != activity] if whole else [],
            whole=whole,
            open_to_change=is_kept_by(user, activity, at=now) and activity.ended_at is None,
        )


def problem_from(activity: Activity, note: ActivityNote) -> str:
    """Where a problem is entered from a note, with what was noted."""
    title = note.text[:60]
    query = {"unit": note.unit_id, "title": title, "text": note.text}
    basis = {"basis": f"{activity.kind.name} {activity.happened_on}"}
    return f"{reverse('problem-new')}?{urlencode(query | basis)}"
