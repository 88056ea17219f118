"""What is true of any deadline: its reminders by the clock, and how its lamp turns by itself."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.declared import RED, YELLOW, Audience, Kind, Stage, to

DUE_SOON = "due_soon"
DUE_IN_TWO_DAYS = "due_in_two_days"
OVERDUE = "overdue"
OVERDUE_AGAIN = "overdue_again"
OVERDUE_PRINCIPAL = "overdue_principal"
OVERDUE_SUPERVISOR = "overdue_supervisor"
CREATED, CLOCK = "created", "clock"

HOLDER = to(Audience.HOLDER)
BEFORE_DUE = frozenset({DUE_SOON, DUE_IN_TWO_DAYS})

KIND = Kind(
    code="deadline",
    stages=[
        # 临期催办 (M000-15): as many days before as the county's scheme says, and two before
        Stage(
            DUE_SOON,
            _("due soon"),
            HOLDER,
            order=70,
            news_at=YELLOW,
            of_revision=True,
            lacking=True,
        ),
        Stage(
            DUE_IN_TWO_DAYS,
            _("due in two days"),
            HOLDER,
            order=60,
            days=-2,
            news_at=YELLOW,
            of_revision=True,
            lacking=True,
            instead_of=frozenset({DUE_SOON}),
        ),
        # 逾期警示, said again each week, three times at most
        Stage(
            OVERDUE,
            _("overdue"),
            HOLDER,
            order=40,
            despite_quota=True,
            news_at=RED,
            of_revision=True,
            lacking=True,
            instead_of=BEFORE_DUE,
        ),
        Stage(
            OVERDUE_AGAIN,
            _("still overdue"),
            HOLDER,
            order=50,
            days=7,
            every=7,
            most=3,
            despite_quota=True,
            news_at=RED,
            of_revision=True,
            lacking=True,
            instead_of=BEFORE_DUE | {OVERDUE},
        ),
        # the ladder upwards (reliability study 6): the unit's own, then who supervises it
        Stage(
            OVERDUE_PRINCIPAL,
            _("overdue in the unit"),
            to(Audience.PRINCIPAL, Audience.IN_CHARGE),
            order=30,
            days=3,
            working=True,
            despite_quota=True,
            news_at=RED,
            of_revision=True,
        ),
        Stage(
            OVERDUE_SUPERVISOR,
            _("overdue in a supervised unit"),
            to(Audience.SUPERVISOR),
            order=20,
            days=5,
            working=True,
            despite_quota=True,
            news_at=RED,
            of_revision=True,
        ),
    ],
    causes={
        CREATED: _("task given"),
        CLOCK: _("deadline passed by the clock"),
    },
    daily=["alerts.reminders.by_day.owe_by_day"],
)
