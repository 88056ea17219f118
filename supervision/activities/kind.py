"""Activities of supervision (日常监督): what was done at units, what was noted, what is planned."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Audience, Entry, Field, Kind, Object, Stage, to

NOTED = "activity_noted"


def _supervises(reader) -> bool:
    return bool(reader.is_office or reader.standing.supervised_units)


def _is_supervised(reader) -> bool:
    """Who leads a unit, and does not supervise: reads what was noted of it."""
    return bool(reader.heads and not _supervises(reader))


def _sees_coverage(reader) -> bool:
    return bool(reader.standing.face_counties or reader.standing.supervised_units)


KIND = Kind(
    code="activity",
    stages=[
        # to who leads the unit, and who holds the post of which it is
        Stage(
            NOTED,
            _("something noted of the unit"),
            to(Audience.NAMED),
            order=137,
            still_true="supervision.activities.tell.still_noted",
        )
    ],
    category=Category.TASKS,
    acts={
        "activity.record": _("recorded an activity of supervision"),
        "activity.correct": _("corrected an activity of supervision"),
        "activity.withdraw": _("withdrew an activity of supervision"),
        "activity.note": _("noted something of a unit"),
        "activity.withdraw_note": _("withdrew what was noted of a unit"),
        "activity.reply": _("answered what was noted"),
        "activity.plan": _("planned an activity of supervision"),
        "activity.drop_line": _("dropped a planned activity"),
    },
    sentences={
        "activity.record": _("%(who)s recorded the activity of supervision %(what)s"),
        "activity.correct": _("%(who)s corrected the activity of supervision %(what)s"),
        "activity.withdraw": _("%(who)s withdrew the activity of supervision %(what)s"),
        "activity.note": _("%(who)s noted something of %(unit)s at %(what)s"),
        "activity.withdraw_note": _("%(who)s withdrew what was noted of %(unit)s at %(what)s"),
        "activity.reply": _("%(who)s answered what was noted of %(unit)s at %(what)s"),
        "activity.plan": _("%(who)s planned an activity of supervision at %(what)s"),
        "activity.drop_line": _("%(who)s dropped a planned activity at %(what)s"),
    },
    objects=[
        Object(
            "supervision.Activity",
            _("activity of supervision"),
            called="{kind__name} · {happened_on}",
            page="activity",
            unit="post__unit__path",
        ),
        Object(
            "supervision.ActivityPlanLine",
            _("planned activity"),
            called="{unit__name} · {kind__name}",
            unit="unit__path",
        ),
    ],
    fields={
        "units": Field(_("units"), of="unit", count=True),
        "unit": Field(_("unit"), of="unit"),
        "tasks": Field(_("tasks"), of="task", count=True),
        "happened_on": Field(_("day")),
        "files": Field(_("files")),
        "quarter": Field(_("quarter")),
    },
    menu=[
        Entry(
            "activity-list",
            _("Activities of supervision"),
            _("Activities"),
            "notes",
            group="unit",
            order=26,
            open_to=_is_supervised,
        ),
        Entry(
            "activity-list",
            _("Activities of supervision"),
            _("Activities"),
            "notes",
            group="supervision",
            order=42,
            open_to=_supervises,
        ),
        Entry(
            "activity-coverage",
            _("Coverage of supervision"),
            _("Coverage"),
            "table",
            group="supervision",
            order=43,
            open_to=_sees_coverage,
        ),
    ],
    demonstration="supervision.activities.demonstrate.demonstrate",
    starter=["supervision.activities.starter.load_activity_kinds"],
)
