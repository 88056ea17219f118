"""Dispatches: temporary tasks given to many posts at once."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import OPEN, Audience, Entry, Field, Kind, Object, Stage, to
from responsibility.organisation.relations.acts import urged_units

DISPATCHED = "dispatched"
CHANGED, TAKEN_BACK = "dispatch_changed", "dispatch_taken_back"  # the second is a cause too
DAY_MOVED, GIVEN_AGAIN = "dispatch_day_moved", "dispatch_given_again"  # causes

HEARD_BY = to(Audience.HOLDER, Audience.STAND_IN)


def _outside(reader) -> bool:
    """Who gives out tasks from outside the unit."""
    return reader.is_office or bool(urged_units(reader.standing))


KIND = Kind(
    code="dispatch",
    stages=[
        # 派发提醒 (M000-14)
        Stage(DISPATCHED, _("task dispatched"), HEARD_BY, order=90, news_at=OPEN),
        Stage(CHANGED, _("dispatched task changed"), HEARD_BY, order=92, news_at=OPEN),
        # the one correcting message (edge case 20); fulfilled tasks stand
        Stage(TAKEN_BACK, _("dispatched task taken back"), HEARD_BY, order=94),
    ],
    causes={
        TAKEN_BACK: _("dispatch taken back"),
        GIVEN_AGAIN: _("given out again"),
        DAY_MOVED: _("deadline of the dispatch moved"),
    },
    category=Category.TASKS,
    acts={
        "task.dispatch": _("dispatched a task"),
        "dispatch.send": _("sent a dispatched task"),
        "dispatch.miss": _("did not send a dispatched task before its deadline"),
        "dispatch.change": _("wrote down a change of a dispatched task"),
        "dispatch.keep": _("took back a change of a dispatched task before it was made"),
        "dispatch.move_day": _("moved the deadline of a dispatched task"),
        "dispatch.change_text": _("changed the explanation of a dispatched task"),
        "dispatch.take_back": _("took back a dispatched task"),
        "dispatch.give_again": _("gave out a dispatched task again"),
    },
    sentences={
        "task.dispatch": _("%(who)s dispatched %(what)s, due on %(due_on)s"),
        "dispatch.move_day": _(
            "%(who)s moved the deadline of %(what)s from %(was_due_on)s to %(due_on)s"
        ),
    },
    objects=[Object("responsibility.Dispatch", _("dispatch"), called="{title}", page="dispatch")],
    fields={
        "due_on": Field(_("due on")),
        "posts": Field(_("posts"), count=True),
        "tasks": Field(_("tasks"), count=True),
        "reason": Field(_("reason"), ground=True),
    },
    put_off=[
        "responsibility.tasks.dispatches.send.send_due",
        "responsibility.tasks.dispatches.change_due.make_changes_due",
    ],
    menu=[
        Entry(
            "dispatch-new",
            _("Give out tasks"),
            _("Give out"),
            "send",
            group="tasks",
            order=10,
            tab=30,
            open_to=lambda reader: reader.is_office,
        ),
        Entry(
            "dispatch-list",
            _("Tasks given out"),
            _("Given out"),
            "send",
            group="unit",
            order=25,
            open_to=lambda reader: reader.heads and not _outside(reader),
        ),
        Entry(
            "dispatch-list",
            _("Tasks given out"),
            _("Given out"),
            "send",
            group="supervision",
            order=45,
            open_to=lambda reader: _outside(reader) and not reader.is_office,
        ),
    ],
    demonstration="responsibility.tasks.dispatches.demonstrate.demonstrate",
)
