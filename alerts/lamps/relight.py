"""Turning a lamp because a fact changed."""

from datetime import datetime, timedelta

from alerts.deadlines.kind import CLOCK
from alerts.deadlines.models import Deadline
from alerts.lamps.rule import clock_instant, lamp_for
from pages.lamp import Lamp

FACT_FIELDS = {
    "due_on", "warns_at", "late_at", "closes_at", "provisional", "day_decided", "required",
    "done", "fulfilled_at", "hold", "held_since", "held_until", "exempt",
}  # fmt: skip
# The way of a lamp within one generation of reminders: it never goes back.
STEPS = {
    Lamp.UNLIT: 0, Lamp.YELLOW: 1, Lamp.RED: 2, Lamp.GREEN: 3, Lamp.ORANGE: 3, Lamp.EXEMPT: 4,
}  # fmt: skip


def relight(*, deadline: Deadline, now: datetime, cause: str, **facts) -> bool:
    """Write changed `facts` of one locked deadline at `now` and turn its lamp if they turn it.

    `deadline` must have been read with `select_for_update` in the caller's transaction. Returns
    whether the facts turned the lamp; the ledger is written by the table's trigger.

    Raises:
        TypeError: a name that is not a fact of a deadline.
    """
    turned = take_facts(deadline=deadline, now=now, cause=cause, **facts)
    deadline.save(update_fields=[*facts, "lamp", "lamp_since", "lamp_cause", "revision"])
    return turned


def take_facts(*, deadline: Deadline, now: datetime, cause: str, **facts) -> bool:
    """`relight` in memory alone, for those who write many rows at once.

    The clock's own turns up to `now` are settled first, so that the ledger keeps their true
    instants (architecture 4, "from which instant a turn takes effect"); a turn by a fact takes
    effect at `now`, or just after the last turn already written if that is later.

    A new generation of reminders (`revision`) begins where the deadline itself has moved, and
    where its lamp goes back: open again, no longer red. What was told before, or not told because
    it had passed, does not stand for what becomes true again.
    """
    if unknown := set(facts) - FACT_FIELDS:
        raise TypeError(f"not facts of a deadline: {sorted(unknown)}")
    now = max(now, deadline.lamp_since + timedelta(microseconds=1))
    by_clock = lamp_for(deadline.facts, now=now)
    if by_clock != deadline.lamp:
        settled_at = clock_instant(deadline.facts, by_clock) or now
        _turn(deadline, lamp=by_clock, at=settled_at, cause=CLOCK)
    late_at = deadline.late_at
    for name, value in facts.items():
        setattr(deadline, name, value)
    lamp = lamp_for(deadline.facts, now=now)
    deadline.revision += deadline.late_at != late_at or STEPS[lamp] < STEPS[by_clock]
    if lamp != by_clock:
        _turn(deadline, lamp=lamp, at=now, cause=cause)
    return lamp != by_clock


def _turn(deadline: Deadline, *, lamp: str, at: datetime, cause: str) -> None:
    earliest = deadline.lamp_since + timedelta(microseconds=1)
    deadline.lamp, deadline.lamp_since, deadline.lamp_cause = lamp, max(at, earliest), cause
