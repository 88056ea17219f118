"""What these tests do over and over."""

from supervision.activities.kinds import ActivityKind
from supervision.activities.models import Activity, ActivityNote
from supervision.activities.note import note_of_unit
from supervision.activities.record import record_activity
from tests import make
from tests.make import NOW


def by(shire, who="group"):
    return make.actor(shire.people[who])


def kind(shire, code="on_site_check") -> int:
    return ActivityKind.objects.get(county_id=shire.county.pk, code=code).pk


def record(shire, who="group", *, bodies=(0, 2), **over) -> Activity:
    values = {
        "nonce": make.nonce(), "kind_id": kind(shire), "happened_on": NOW.date(),
        "unit_ids": [shire.bodies[body].pk for body in bodies], "text": "Walked round.",
    }  # fmt: skip
    return record_activity(by=by(shire, who), now=NOW, **values | over)


def note(shire, activity, who="group", *, body=0, **over) -> ActivityNote:
    values = {"nonce": make.nonce(), "unit_id": shire.bodies[body].pk, "text": "No lid."}
    return note_of_unit(by=by(shire, who), now=NOW, activity_id=activity.pk, **values | over)
