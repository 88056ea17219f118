"""Mergers and splits of units, with what becomes of their tasks."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import Field, Kind, Object

REORGANISED, TAKEN_BACK = "reorganised", "reorganised_back"

KIND = Kind(
    code="reorganisation",
    causes={
        REORGANISED: _("units reorganised"),
        TAKEN_BACK: _("reorganisation taken back"),
    },
    category=Category.ORGANISATION,
    acts={
        "units.merge": _("merged units"),
        "units.split": _("split a unit"),
        "units.take_back": _("took back a merger or split"),
        "task.move": _("moved tasks with their posts"),
    },
    sentences={
        "units.merge": _("%(who)s merged units from %(first_on)s: %(ended)s → %(units)s"),
        "units.split": _("%(who)s split a unit from %(first_on)s: %(split)s → %(units)s"),
        "units.take_back": _("%(who)s took back the reorganisation of units from %(first_on)s"),
        "task.move": _("%(who)s moved tasks with their posts by the reorganisation: %(tasks)s"),
    },
    objects=[
        Object(
            "responsibility.Reorganisation",
            _("reorganisation"),
            called="{basis}",
            page="reorganisation",
            seen_by="managed_by",
            unit="county__path",
        ),
    ],
    fields={
        "first_on": Field(_("from")),
        "ended": Field(_("units that end"), of="unit"),
        "split": Field(_("unit that is split"), of="unit"),
        "units": Field(_("units that take over"), of="unit"),
        "posts": Field(_("posts"), count=True),
        "tasks": Field(_("tasks"), count=True),
        "reason": Field(_("reason"), ground=True),
        "basis": Field(_("basis"), ground=True),
    },
    asks_password=["units.merge", "units.split", "units.take_back"],
    daily=["responsibility.tasks.mergers.move_tasks.move_tasks_due"],
    demonstration="responsibility.tasks.mergers.demonstrate.demonstrate",
)
