"""Activities of supervision in the standing cast."""

from pages.quarter import Quarter
from supervision.activities.kinds import ActivityKind
from supervision.activities.models import Activity
from supervision.activities.note import note_of_unit
from supervision.activities.quarter.models import ActivityPlanLine
from supervision.activities.quarter.plan import plan_activity
from supervision.activities.record import record_activity
from supervision.activities.starter import load_activity_kinds
from tests import make
from tests.make import NOW


def build_activities(cast) -> None:
    """One of the group that supervises the bureau, with a file and a note, and a planned one."""
    other = cast.people["other_office"].memberships.get().post.unit
    for county_id in (cast.county.pk, other.the_county_id):
        load_activity_kinds(county_id=county_id, now=NOW)
    by = make.actor(cast.people["group_inside"])
    cast.activity_file = cast.store("group_inside")
    cast.activity = record(cast, file_ids=[cast.activity_file.pk])
    cast.activity_note = note_of_unit(
        by=by, now=NOW, activity_id=cast.activity.pk, nonce=make.nonce(), unit_id=cast.bureau.pk,
        post_id=cast.head.pk, text="The well has no lid.",
    )  # fmt: skip
    cast.activity_line = plan(cast)


def kind(cast, code: str = "on_site_check") -> int:
    return ActivityKind.objects.get(county_id=cast.county.pk, code=code).pk


def record(cast, *, who: str = "group_inside", **over) -> Activity:
    values = {
        "kind_id": kind(cast), "happened_on": NOW.date(), "unit_ids": [cast.bureau.pk],
        "text": "Walked round the wells.",
    }  # fmt: skip
    by = make.actor(cast.people[who])
    return record_activity(by=by, now=NOW, nonce=make.nonce(), **values | over)


def plan(cast) -> ActivityPlanLine:
    return plan_activity(
        by=make.actor(cast.people["group_inside"]), now=NOW, nonce=make.nonce(),
        unit_id=cast.bureau.pk, kind_id=kind(cast), quarter=str(Quarter.at(NOW)), text="Wells",
    )  # fmt: skip


def seen(cast, **over) -> dict:
    """What is typed into the form of an activity."""
    values = {
        "nonce": make.nonce(), "kind": kind(cast), "happened_on": NOW.date(),
        "units": [cast.bureau.pk], "text": "Walked round the wells.",
    }  # fmt: skip
    return values | over


def line_typed(cast) -> dict:
    """What is typed into the form of a planned activity."""
    return {
        "nonce": make.nonce(), "quarter": str(Quarter.at(NOW)), "kind": kind(cast),
        "unit": cast.bureau.pk,
    }  # fmt: skip
