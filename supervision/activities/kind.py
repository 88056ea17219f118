"""Activities of supervision (日常监督): what was done at units, what was noted, what is planned."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Entry, Field, Kind, Object

RECORD, CORRECT, WITHDRAW = "activity.record", "activity.correct", "activity.withdraw"
NOTE, WITHDRAW_NOTE = "activity.note", "activity.withdraw_note"
REPLY = "activity.reply"
PLAN, DROP_LINE = "activity.plan", "activity.drop_line"


def _supervises(reader) -> bool:
    return bool(reader.is_office or reader.standing.supervised_units)


def _is_supervised(reader) -> bool:
    """Who leads a unit, and does not supervise: reads what was noted of it."""
    return bool(reader.heads and not _supervises(reader))


def _sees_coverage(reader) -> bool:
    return bool(reader.standing.face_counties or reader.standing.supervised_units)


KIND = Kind(
    code="activity",
    category=Category.TASKS,
    acts={
        RECORD: _("recorded an activity of supervision"),
        CORRECT: _("corrected an activity of supervision"),
        WITHDRAW: _("withdrew an activity of supervision"),
        NOTE: _("noted something of a unit"),
        WITHDRAW_NOTE: _("withdrew what was noted of a unit"),
        REPLY: _("answered what was noted"),
        PLAN: _("planned an activity of supervision"),
        DROP_LINE: _("dropped a planned activity"),
    },
    sentences={
        RECORD: _("%(who)s recorded the activity of supervision %(what)s"),
        CORRECT: _("%(who)s corrected the activity of supervision %(what)s"),
        WITHDRAW: _("%(who)s withdrew the activity of supervision %(what)s"),
        NOTE: _("%(who)s noted something of %(unit)s at %(what)s"),
        WITHDRAW_NOTE: _("%(who)s withdrew what was noted of %(unit)s at %(what)s"),
        REPLY: _("%(who)s answered what was noted of %(unit)s at %(what)s"),
        PLAN: _("%(who)s planned an activity of supervision at %(what)s"),
        DROP_LINE: _("%(who)s dropped a planned activity at %(what)s"),
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
