"""Demands (督办): that a post answers by a day."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Audience, Entry, Field, Kind, Object, Stage, to
from responsibility.organisation.relations.acts import may_urge_anybody

DEMANDED, ANSWERED = "demanded", "answered"


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
            still_true="supervision.demands.lines.unanswered",
        ),
        Stage(ANSWERED, _("demand answered"), to(Audience.NAMED), order=110, optional=True),
    ],
    acts={
        "demand.make": _("demanded an answer"),
        "demand.reply": _("answered a demand"),
    },
    objects=[
        Object(
            "supervision.Demand", _("demand"), called="{unit__name} · {post__title}", page="demand"
        )
    ],
    fields={
        "post": Field(_("post"), of="post"),
        "reply_by": Field(_("answer by")),
        "tasks": Field(_("tasks")),
        "reply": Field(_("number of the answer")),
    },
    desk_lines=["supervision.demands.lines.demands_on_desk"],
    task_lines=["supervision.demands.lines.demands_of_task"],
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
)
