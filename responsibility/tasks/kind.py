"""Tasks as such: the notices of a period and of a unit's month."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Audience, Kind, Object, Stage, to

PERIOD_OPENED, MONTHLY = "period_opened", "monthly"
TAKEN_OVER, TAKEN_OVER_RED = "taken_over", "taken_over_red"
COUNT_TAKEN_OVER = "responsibility.tasks.appointing.start.tasks_taken_over"

KIND = Kind(
    code="task",
    stages=[
        # what a newcomer finds in the post: days and lamps stay as they are (decision 0016)
        Stage(
            TAKEN_OVER_RED,
            _("overdue tasks taken over"),
            to(Audience.NAMED),
            order=84,
            counted=COUNT_TAKEN_OVER,
        ),
        Stage(
            TAKEN_OVER,
            _("tasks taken over"),
            to(Audience.NAMED),
            order=86,
            counted=COUNT_TAKEN_OVER,
        ),
        # one notice for all recurring tasks of a period
        Stage(
            PERIOD_OPENED,
            _("period opened"),
            to(Audience.HOLDER),
            order=150,
            optional=True,
            counted="responsibility.tasks.publishing.open_periods.tasks_of_periods",
        ),
        # 月度提示 (M000-25): the first working day of a month, of each unit
        Stage(MONTHLY, _("month in figures"), to(Audience.PRINCIPAL), order=160, optional=True),
    ],
    objects=[
        Object(
            "responsibility.Task",
            _("task"),
            called="{item__text}{dispatch__title}",
            page="task",
            unit="unit__path",
        )
    ],
    appointed=["responsibility.tasks.appointing.start.tell_appointed"],
    daily=[
        "responsibility.tasks.appointing.start.tell_who_starts",
        "responsibility.tasks.publishing.open_periods.owe_period_notices",
        "responsibility.tasks.monthly.owe_monthly",
    ],
    demonstration="responsibility.tasks.demonstrate.demonstrate",
)
