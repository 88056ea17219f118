"""Dispatches: temporary tasks given to many posts at once."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import OPEN, Audience, Entry, Field, Kind, Object, Stage, to

DISPATCHED = "dispatched"

KIND = Kind(
    code="dispatch",
    stages=[
        # 派发提醒 (M000-14)
        Stage(
            DISPATCHED,
            _("task dispatched"),
            to(Audience.HOLDER, Audience.STAND_IN),
            order=90,
            news_at=OPEN,
        )
    ],
    category=Category.TASKS,
    acts={"task.dispatch": _("dispatched a task")},
    sentences={
        "task.dispatch": _("%(who)s dispatched %(what)s, due on %(due_on)s"),
    },
    objects=[Object("responsibility.Dispatch", _("dispatch"), called="{title}", page="dispatch")],
    fields={"due_on": Field(_("due on")), "tasks": Field(_("tasks"), count=True)},
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
        )
    ],
    demonstration="responsibility.tasks.dispatches.demonstrate.demonstrate",
)
