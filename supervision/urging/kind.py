"""Reminding by hand (履责提醒)."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import OPEN, Audience, Field, Kind, Stage, to

URGED = "urged"
URGED_UNIT = "urged_unit"  # to the unit, where somebody from outside it reminds
BY_HAND = (URGED, URGED_UNIT)

KIND = Kind(
    code="urging",
    stages=[
        # somebody waits for an answer, so it rings at once (M000-04)
        Stage(
            URGED,
            _("reminder by hand"),
            to(Audience.HOLDER),
            order=80,
            urgent=True,
            despite_quota=True,
            news_at=OPEN,
            lacking=True,
        ),
        # one tap reminds the unit and the person together (M002-15); of a vacant post who stands in
        Stage(
            URGED_UNIT,
            _("reminder by hand to the unit"),
            to(Audience.PRINCIPAL, Audience.STAND_IN),
            order=81,
            urgent=True,
            despite_quota=True,
            news_at=OPEN,
            lacking=True,
        ),
    ],
    category=Category.TASKS,
    acts={"task.urge": _("reminded of a task")},
    sentences={
        "task.urge": _("%(who)s reminded of %(what)s on %(slot)s"),
    },
    fields={"slot": Field(_("day"))},
    remind_at="board-remind",
)
