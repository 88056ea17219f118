"""Work plans of a year: what they ask for is told and lit as tasks that are given out."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Audience, DeskPart, Entry, Field, Kind, Object, Stage, to

SUBMITTED, RETURNED = "plan_submitted", "plan_returned"


def _has_a_part(reader) -> bool:
    """Who may see a plan, beside the office."""
    standing = reader.standing
    return not reader.is_office and bool(
        reader.posts or standing.face_units or standing.face_counties
    )


KIND = Kind(
    code="plan",
    stages=[
        # to whoever may issue or return it
        Stage(
            SUBMITTED,
            _("work plan to be issued"),
            to(Audience.NAMED),
            order=175,
            still_true="responsibility.plans.waiting.still_submitted",
        ),
        # to all who worked on it
        Stage(
            RETURNED,
            _("work plan returned"),
            to(Audience.NAMED),
            order=177,
            still_true="responsibility.plans.waiting.still_returned",
        ),
    ],
    category=Category.TASKS,
    acts={
        "plan.draft": _("drafted a work plan"),
        "plan.change": _("changed the head of a work plan"),
        "plan.add_item": _("added an item to a work plan"),
        "plan.change_item": _("changed an item of a drafted work plan"),
        "plan.take_out_item": _("took an item out of a drafted work plan"),
        "plan.submit": _("submitted a work plan"),
        "plan.take_back_submission": _("took the submission of a work plan back"),
        "plan.return": _("returned a work plan"),
        "plan.issue": _("issued a work plan"),
        "plan.stop": _("took back the issue of a work plan"),
        "plan.send": _("sent out a work plan"),
        "plan.break_down": _("broke down an item of a work plan"),
        "plan.note_progress": _("noted progress of an item of a work plan"),
        "plan.take_back_progress": _("took back progress of an item of a work plan"),
        "plan.day_moved": _("moved the deadline of an item of a work plan"),
        "plan.words_changed": _("changed the words of an item of a work plan"),
        "plan.handed_over": _("gave an item of a work plan to another post"),
        "plan.leaders_changed": _("changed who leads or pushes an item of a work plan"),
        "plan.withdrawn": _("withdrew an item of a work plan"),
        "plan.given_again": _("gave out an item of a work plan again"),
        "plan.import": _("imported work plans"),
        "plan.export": _("exported work plans as a workbook"),
    },
    sentences={"plan.import": _("%(who)s imported work plans from the file %(file)s")},
    objects=[
        Object("responsibility.WorkPlan", _("work plan"), called="{title}", page="plan"),
        Object(
            "responsibility.PlanItem", _("item of a work plan"), called="{text}", page="plan-item"
        ),
    ],
    fields={
        "year": Field(_("year")),
        "item": Field(_("number")),
        "items": Field(_("items"), count=True),
        "due_on": Field(_("due on")),
        "on": Field(_("day")),
        "post": Field(_("carries out"), of="post"),
        "reason": Field(_("reason"), ground=True),
        "file": Field(_("imported file")),
        "sha256": Field(_("SHA-256"), shown="never"),
        "rows": Field(_("rows")),
        "made": Field(_("new")),
        "changed": Field(_("changed")),
        "ended": Field(_("ended")),
        "unchanged": Field(_("unchanged")),
    },
    desk_lines=[
        "responsibility.plans.waiting.plans_to_decide",
        "responsibility.plans.lines.plans_on_desk",
    ],
    desk_part=DeskPart.OVERSEE,
    task_lines=["responsibility.plans.lines.plan_of_task"],
    put_off=["responsibility.plans.issue.send_due"],
    menu=[
        Entry(
            "plan-list",
            _("Work plans"),
            _("Plans"),
            "list-check",
            group="tasks",
            order=30,
            open_to=lambda reader: reader.is_office,
        ),
        Entry(
            "plan-list",
            _("Work plans"),
            _("Plans"),
            "list-check",
            group="duties",
            order=45,
            open_to=lambda reader: _has_a_part(reader) and reader.owes,
        ),
        Entry(
            "plan-list",
            _("Work plans"),
            _("Plans"),
            "list-check",
            group="supervision",
            order=35,
            open_to=lambda reader: _has_a_part(reader) and not reader.owes,
        ),
    ],
    demonstration="responsibility.plans.demonstrate.demonstrate",
)
