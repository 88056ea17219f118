"""The one table of stages: who is told of what, when, how urgently, and for how long it is news.

The words of a stage stand under its name in alerts/outbox/wording.toml. Whom an audience means is
answered by each kind of matter (`Matter.recipients_of`).
"""

from dataclasses import dataclass
from enum import StrEnum

from alerts.reminders.models import Stage
from pages.lamp import Lamp

OPEN = frozenset({Lamp.UNLIT, Lamp.YELLOW, Lamp.RED})
YELLOW, RED = frozenset({Lamp.YELLOW}), frozenset({Lamp.RED})


class Audience(StrEnum):
    """Who hears of a stage, as seen from the matter."""

    HOLDER = "holder"  # who holds the post, logs for it, or heads it
    SELF = "self"  # the same without clerks
    PRINCIPAL = "principal"  # the principal officer of the unit
    IN_CHARGE = "in_charge"  # the leader in charge of the unit, by Charge
    SUPERVISOR = "supervisor"  # in the supervising body, by SupervisionLink: head, grant to remind
    ASKER = "asker"  # who asked for it: demanded an answer
    NAMED = "named"  # whom the act names


class Cause(StrEnum):
    """What owes a reminder of a stage."""

    TURN = "turn"  # the lamp came to this colour
    ACT = "act"  # somebody did something
    DAY = "day"  # a day came: alerts.reminders.by_day, or a daily duty of an upper floor


@dataclass(frozen=True)
class Rule:
    """One stage's row.

    `days` before the deadline (negative) or after the lamp turned red; `working` counts working
    days. `every` so many days it is said again, at most `most` times. An `urgent` stage does not
    wait for the day's one text nor for a working day. Of an `optional` one a person may do
    without the text; `despite_quota` goes on when the month's texts are used up. `news_at` are
    the lamps at which it is still true (None: whatever the lamp), `of_revision` that a moved
    deadline makes it untrue. `lacking` says how many are still missing of one task. A later stage
    of one matter stands for those in `instead_of`.
    """

    to: frozenset[Audience]
    cause: Cause
    days: int = 0
    working: bool = False
    every: int = 0
    most: int = 1
    urgent: bool = False
    optional: bool = False
    despite_quota: bool = False
    news_at: frozenset[Lamp] | None = None
    of_revision: bool = False
    lacking: bool = False
    instead_of: frozenset[Stage] = frozenset()


def to(*audiences: Audience) -> frozenset[Audience]:
    return frozenset(audiences)


HOLDER = to(Audience.HOLDER)
BEFORE_DUE = frozenset({Stage.DUE_SOON, Stage.DUE_IN_TWO_DAYS})

RULES: dict[Stage, Rule] = {
    # 派发提醒 (M000-14)
    Stage.DISPATCHED: Rule(HOLDER, Cause.ACT, news_at=OPEN),
    # one notice for all recurring tasks of a period
    Stage.PERIOD_OPENED: Rule(HOLDER, Cause.DAY, optional=True),
    # 临期催办 (M000-15): as many days before as the county's scheme says, and two before
    Stage.DUE_SOON: Rule(HOLDER, Cause.TURN, news_at=YELLOW, of_revision=True, lacking=True),
    Stage.DUE_IN_TWO_DAYS: Rule(
        HOLDER,
        Cause.DAY,
        days=-2,
        news_at=YELLOW,
        of_revision=True,
        lacking=True,
        instead_of=frozenset({Stage.DUE_SOON}),
    ),
    # 逾期警示, said again each week, three times at most
    Stage.OVERDUE: Rule(
        HOLDER,
        Cause.TURN,
        despite_quota=True,
        news_at=RED,
        of_revision=True,
        lacking=True,
        instead_of=BEFORE_DUE,
    ),
    Stage.OVERDUE_AGAIN: Rule(
        HOLDER,
        Cause.DAY,
        days=7,
        every=7,
        most=3,
        despite_quota=True,
        news_at=RED,
        of_revision=True,
        lacking=True,
        instead_of=BEFORE_DUE | {Stage.OVERDUE},
    ),
    # the ladder upwards (reliability study 6): the unit's own, then who supervises it
    Stage.OVERDUE_PRINCIPAL: Rule(
        to(Audience.PRINCIPAL, Audience.IN_CHARGE),
        Cause.DAY,
        days=3,
        working=True,
        despite_quota=True,
        news_at=RED,
        of_revision=True,
    ),
    Stage.OVERDUE_SUPERVISOR: Rule(
        to(Audience.SUPERVISOR),
        Cause.DAY,
        days=5,
        working=True,
        despite_quota=True,
        news_at=RED,
        of_revision=True,
    ),
    # 履责提醒 by hand and 督办: somebody waits for an answer, so they ring at once (M000-04)
    Stage.URGED: Rule(
        HOLDER, Cause.ACT, urgent=True, despite_quota=True, news_at=OPEN, lacking=True
    ),
    Stage.DEMANDED: Rule(
        to(Audience.HOLDER, Audience.PRINCIPAL),
        Cause.ACT,
        urgent=True,
        despite_quota=True,
        news_at=OPEN,
    ),
    Stage.ANSWERED: Rule(to(Audience.ASKER), Cause.ACT, optional=True),
    # sent back: the same clock goes on, so this stands for what the lamp has to say
    Stage.ANSWER_RETURNED: Rule(
        HOLDER,
        Cause.ACT,
        urgent=True,
        despite_quota=True,
        news_at=OPEN,
        of_revision=True,
        instead_of=BEFORE_DUE | {Stage.OVERDUE},
    ),
    Stage.DEMAND_CLOSED: Rule(HOLDER, Cause.ACT, optional=True),
    # 月度提示 (M000-25): the first working day of a month, of each unit
    Stage.MONTHLY: Rule(to(Audience.PRINCIPAL), Cause.DAY, optional=True),
    # what people did about a record, an extension, a card; clerks do not confirm
    Stage.CONFIRMATION: Rule(to(Audience.SELF), Cause.ACT, optional=True),
    Stage.EXTENSION: Rule(HOLDER, Cause.ACT, optional=True),
    Stage.RECORD_RETURNED: Rule(to(Audience.NAMED), Cause.ACT, optional=True),
    # a card asks for a receipt, so nobody does without its text (M003-01)
    Stage.CARD_ISSUED: Rule(HOLDER, Cause.ACT),
}


def rule_of(stage: str) -> Rule:
    """The row of a stage by its code."""
    return RULES[Stage(stage)]


def stages_where(name: str) -> list[Stage]:
    """The stages whose rule says yes to `name` ("urgent", "optional", "despite_quota")."""
    return [stage for stage, rule in RULES.items() if getattr(rule, name)]
