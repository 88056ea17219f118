"""Demands (督办): that a post answers by a day; a deadline with a lamp."""

from django.utils.translation import gettext_lazy as _

from alerts.deadlines.kind import BEFORE_DUE, HOLDER, OVERDUE
from alerts.kinds.category import Category
from alerts.kinds.declared import OPEN, Audience, DeskPart, Entry, Field, Kind, Object, Stage, to
from responsibility.organisation.relations.acts import may_urge_anybody

DEMANDED, ANSWERED = "demanded", "answered"  # the second is a cause too
RETURNED, CLOSED = "answer_returned", "demand_closed"
SENT_BACK, CALLED_OFF = "sent_back", "called_off"  # causes
GROUNDLESS = "demand_groundless"  # a cause


def _outside(reader) -> bool:
    """Who may demand an answer from outside the unit."""
    standing = reader.standing
    return reader.is_office or bool(standing.supervised_units and may_urge_anybody(standing))


KIND = Kind(
    code="demand",
    stages=[
        # somebody waits for an answer, so it rings at once (M000-04)
        Stage(
            DEMANDED,
            _("answer demanded"),
            to(Audience.HOLDER, Audience.PRINCIPAL),
            order=10,
            urgent=True,
            despite_quota=True,
            news_at=OPEN,
        ),
        # the same clock goes on, so this stands for what the lamp has to say
        Stage(
            RETURNED,
            _("answer sent back"),
            HOLDER,
            order=15,
            urgent=True,
            despite_quota=True,
            news_at=OPEN,
            of_revision=True,
            instead_of=BEFORE_DUE | {OVERDUE},
        ),
        Stage(ANSWERED, _("demand answered"), to(Audience.ASKER), order=110, optional=True),
        Stage(CLOSED, _("demand closed"), HOLDER, order=115, optional=True),
    ],
    causes={
        ANSWERED: _("answered"),
        SENT_BACK: _("answer sent back"),
        CALLED_OFF: _("withdrawn by who asked for it"),
        GROUNDLESS: _("what it asks about was taken back"),
    },
    category=Category.TASKS,
    acts={
        "demand.make": _("demanded an answer"),
        "demand.measure": _("laid down a measure for a demand"),
        "demand.drop_measure": _("dropped a measure for a demand"),
        "demand.reply": _("answered a demand"),
        "demand.accept": _("accepted an answer"),
        "demand.send_back": _("sent an answer back"),
        "demand.withdraw": _("withdrew a demand"),
        "demand.groundless": _("declared a demand groundless"),
        "demand.lapse": _("ended a demand whose tasks were taken back"),
    },
    sentences={
        "demand.make": _("%(who)s demanded an answer of %(post)s by %(due_on)s"),
        "demand.measure": _("%(who)s laid down a measure for the demand to %(what)s"),
        "demand.drop_measure": _("%(who)s dropped a measure for the demand to %(what)s"),
        "demand.reply": _("%(who)s answered the demand to %(what)s"),
        "demand.accept": _("%(who)s accepted the answer to the demand to %(what)s"),
        "demand.send_back": _("%(who)s sent back the answer to the demand to %(what)s"),
        "demand.withdraw": _("%(who)s withdrew the demand to %(what)s"),
        "demand.groundless": _("%(who)s declared the demand to %(what)s groundless"),
    },
    objects=[
        Object(
            "supervision.Demand",
            _("demand"),
            called="{unit__name} · {post__title}",
            page="demand",
            unit="unit__path",
        )
    ],
    fields={
        "post": Field(_("post"), of="post"),
        "due_on": Field(_("answer by")),
        "reply_by": Field(_("answer by")),  # as it was called in 0.1.0
        "tasks": Field(_("tasks")),
        "reply": Field(_("number of the answer"), shown="never"),
        "files": Field(_("files")),
        "lamp": Field(_("lamp"), codes="pages.lamp.Lamp"),
    },
    put_off=["supervision.demands.groundless.end_groundless"],
    desk_lines=["supervision.demands.lines.demands_on_desk"],
    desk_part=DeskPart.OVERSEE,
    task_lines=["supervision.demands.lines.demands_of_task"],
    zero_facts=["supervision.demands.lines.demands_against_nothing"],
    menu=[
        Entry(
            "demand-list",
            _("Demands"),
            _("Demands"),
            "gavel",
            group="unit",
            order=20,
            open_to=lambda reader: reader.heads and not _outside(reader),
        ),
        Entry(
            "demand-list",
            _("Demands"),
            _("Demands"),
            "gavel",
            group="supervision",
            order=40,
            open_to=_outside,
        ),
    ],
    demonstration="supervision.demands.demonstrate.demonstrate",
)
