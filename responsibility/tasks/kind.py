"""Tasks as such: the notices of a period and of a unit's month."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import Audience, Kind, Object, Stage, to

PERIOD_OPENED, MONTHLY = "period_opened", "monthly"

KIND = Kind(
    code="task",
    stages=[
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
    daily=[
        "responsibility.tasks.publishing.open_periods.owe_period_notices",
        "responsibility.tasks.monthly.owe_monthly",
    ],
    demonstration="responsibility.tasks.demonstrate.demonstrate",
)
