"""Reminding by hand (履责提醒)."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import OPEN, Audience, Field, Kind, Stage, to

URGED = "urged"

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
        )
    ],
    acts={"task.urge": _("reminded of a task")},
    fields={"slot": Field(_("day"))},
    remind_at="board-remind",
)
