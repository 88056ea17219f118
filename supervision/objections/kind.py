"""Objections (异议): somebody other than the decider decides by a day; a deadline with a lamp."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alerts.deadlines.kind import HOLDER
from alerts.kinds.category import Category
from alerts.kinds.declared import OPEN, Audience, DeskPart, Entry, Field, Kind, Object, Stage, to
from responsibility.organisation.relations.acts import urged_units

OBJECTED, CONTESTED, ANSWERED = "objection_made", "objection_against", "objection_answered"
WITHDRAWN = "objection_withdrawn"  # a cause too
UPHELD, PARTLY, DECIDED = "objection_upheld", "objection_partly", "objection_decided"  # causes


def _decides(reader) -> bool:
    return bool(reader.is_office or urged_units(reader.standing))


def _objects(reader) -> bool:
    """Who answers for duties and does not decide."""
    return bool(reader.logs and not _decides(reader))


def _entry(group: str, order: int, open_to) -> Entry:
    words = _("Objections")
    return Entry("objection-list", words, words, "flag", group=group, order=order, open_to=open_to)


KIND = Kind(
    code="objection",
    stages=[
        # somebody waits for it, so it rings at once (M000-04)
        Stage(
            OBJECTED,
            _("objection to decide on"),
            HOLDER,
            order=14,
            urgent=True,
            despite_quota=True,
            news_at=OPEN,
        ),
        Stage(CONTESTED, _("objection to what one made"), to(Audience.NAMED), order=122),
        Stage(ANSWERED, _("objection decided"), to(Audience.ASKER, Audience.NAMED), order=123),
        Stage(WITHDRAWN, _("objection withdrawn"), HOLDER, order=124, optional=True),
    ],
    causes={
        UPHELD: _("objection upheld"),
        PARTLY: _("objection upheld in part"),
        DECIDED: _("objection decided"),
        WITHDRAWN: _("objection withdrawn"),
    },
    category=Category.TASKS,
    acts={
        "objection.make": _("objected"),
        "objection.state": _("stated facts about an objection"),
        "objection.decide": _("decided on an objection"),
        "objection.withdraw": _("withdrew an objection"),
    },
    sentences={
        "objection.make": _("%(who)s made the objection %(what)s, to be decided by %(due_on)s"),
        "objection.state": _("%(who)s stated facts about the objection %(what)s"),
        "objection.decide": _("%(who)s decided on the objection %(what)s"),
        "objection.withdraw": _("%(who)s withdrew the objection %(what)s"),
    },
    objects=[
        Object(
            "supervision.Objection",
            _("objection"),
            called="{concerned_unit__name} · {year}-{number}",
            page="objection",
            unit="concerned_unit__path",
        )
    ],
    fields={
        "due_on": Field(_("to be decided by")),
        "post": Field(_("post"), of="post"),
        "contested": Field(_("contested"), codes="supervision.objections.states.What"),
        "ruling": Field(
            pgettext_lazy("objection", "decision"), codes="supervision.objections.states.Ruling"
        ),
        "corrections": Field(_("corrections")),
        "files": Field(_("files")),
        "lamp": Field(_("lamp"), codes="pages.lamp.Lamp"),
    },
    desk_lines=["supervision.objections.lines.objections_on_desk"],
    desk_part=DeskPart.OVERSEE,
    task_lines=["supervision.objections.lines.objections_of_task"],
    owed_acts=["supervision.objections.lines.ways_to_object"],
    menu=[_entry("unit", 28, _objects), _entry("supervision", 50, _decides)],
    demonstration="supervision.objections.demonstrate.demonstrate",
)
