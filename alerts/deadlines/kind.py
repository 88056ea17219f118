"""What is true of any deadline: its reminders by the clock, how its lamp turns by itself, and what
people decide about it: extensions (延期) and exemptions (免)."""

from django.utils.translation import gettext_lazy as _

from alerts.kinds.category import Category
from alerts.kinds.declared import BEFORE_RED, RED, YELLOW, Audience, Field, Kind, Stage, to
from pages.lamp import Lamp

DUE_SOON = "due_soon"
DUE_IN_TWO_DAYS = "due_in_two_days"
OVERDUE = "overdue"
OVERDUE_AGAIN = "overdue_again"
OVERDUE_PRINCIPAL = "overdue_principal"
OVERDUE_SUPERVISOR = "overdue_supervisor"
CREATED, CLOCK = "created", "clock"
EXTENSION_DECIDED = "extension"
EXTENSION_WAITS, EXTENSION_WAITS_RED = "extension_waits", "extension_waits_red"
EXTENSION_ASKED, EXTENDED, REFUSED = "extension_asked", "extended", "refused"
TAKEN_BACK = "taken_back"
EXEMPTED, EXEMPTION_LIFTED = "exempted", "exemption_lifted"

STILL_WAITS = "alerts.decisions.waiting.still_waits"
HOLDER = to(Audience.HOLDER)
# What turns a lamp is heard of by somebody, also where the post is vacant.
BY_CLOCK = to(Audience.HOLDER, Audience.STAND_IN)
BEFORE_DUE = frozenset({DUE_SOON, DUE_IN_TWO_DAYS})
# What is owed when a lamp turns, by the clock or by a fact.
STAGE_OF_LAMP: dict[str, str] = {Lamp.YELLOW: DUE_SOON, Lamp.RED: OVERDUE}

KIND = Kind(
    code="deadline",
    stages=[
        # 临期催办 (M000-15): as many days before as the county's scheme says, and two before
        Stage(
            DUE_SOON,
            _("due soon"),
            BY_CLOCK,
            order=70,
            news_at=BEFORE_RED,  # unlit: told before days off in which it turns yellow
            of_revision=True,
            lacking=True,
        ),
        Stage(
            DUE_IN_TWO_DAYS,
            _("due in two days"),
            BY_CLOCK,
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
            BY_CLOCK,
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
            BY_CLOCK,
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
        # who decides is told that a request waits; of what is overdue, for how long it has been
        Stage(
            EXTENSION_WAITS_RED,
            _("extension of what is overdue to decide"),
            to(Audience.DECIDER),
            order=95,
            still_true=STILL_WAITS,
        ),
        Stage(
            EXTENSION_WAITS,
            _("extension to decide"),
            to(Audience.DECIDER),
            order=105,
            still_true=STILL_WAITS,
        ),
        Stage(EXTENSION_DECIDED, _("extension decided"), HOLDER, order=130, optional=True),
    ],
    causes={
        CREATED: _("given"),
        CLOCK: _("deadline passed by the clock"),
        EXTENSION_ASKED: _("extension asked for"),
        EXTENDED: _("extension granted"),
        REFUSED: _("extension refused"),
        TAKEN_BACK: _("request for an extension taken back"),
        EXEMPTED: _("exempted"),
        EXEMPTION_LIFTED: _("exemption lifted"),
    },
    category=Category.TASKS,
    acts={
        "deadline.ask_extension": _("asked for an extension"),
        "deadline.take_back_request": _("took back a request for an extension"),
        "deadline.grant_extension": _("granted an extension"),
        "deadline.refuse_extension": _("refused an extension"),
        "deadline.exempt": _("exempted"),
        "deadline.lift_exemption": _("lifted an exemption"),
    },
    sentences={
        "deadline.ask_extension": _("%(who)s asked that %(what)s be due on %(wanted_on)s"),
        "deadline.take_back_request": _(
            "%(who)s took back the request for an extension of %(what)s to %(wanted_on)s"
        ),
        "deadline.refuse_extension": _("%(who)s refused to extend %(what)s"),
        "deadline.exempt": _("%(who)s exempted %(what)s"),
        "deadline.lift_exemption": _("%(who)s lifted the exemption of %(what)s"),
    },
    fields={
        "wanted_on": Field(_("day asked for")),
        "due_on": Field(_("due on")),
        "exempt": Field(_("exempt"), shown="never"),
        "lamp": Field(_("lamp"), codes="pages.lamp.Lamp"),
    },
    daily=["alerts.engine.by_day.owe_by_day"],
)
