"""Where a closed quarter differs from what the ledger says today: the platform proposes, a person
enters the correction."""

from datetime import datetime, timedelta
from typing import NamedTuple

from alerts.deadlines.kind import EXEMPTED, EXEMPTION_LIFTED
from alerts.kinds.collected import collected
from alerts.lamps.models import LampTurn
from alerts.lamps.summary import SETTLED
from pages.lamp import Lamp
from responsibility.owed.outages.kind import OUTAGE
from responsibility.records.kind import DECLINED, SUPERSEDED, WITHDRAWN
from responsibility.tasks.models import Task
from supervision.checks.kind import INSUFFICIENT, LIFTED, UNTRUE
from supervision.closings.freeze import since_when
from supervision.closings.models import ClosedTask, Closing
from supervision.objections.kind import PARTLY, UPHELD

# What says that a lamp was wrong, beside what only happened later: the clock, a late entry, an
# extension (docs/decisions/0041).
CORRECTS = [UPHELD, PARTLY, UNTRUE, INSUFFICIENT, LIFTED, WITHDRAWN, DECLINED, SUPERSEDED, EXEMPTED,
            EXEMPTION_LIFTED, OUTAGE]  # fmt: skip
SETTLES = frozenset({*SETTLED, Lamp.EXEMPT})
MARGIN = timedelta(days=1)  # acts that reached the server before the closing and ended after it


class Difference(NamedTuple):
    """A row as the closing has it (`row.lamp_now`), and its lamp today with what corrected it."""

    row: ClosedTask
    becomes: str
    since: datetime
    cause: str

    @property
    def why(self) -> str:
        """The cause in words."""
        return str(collected().causes[self.cause])


def differences(closing: Closing, *, now: datetime) -> list[Difference]:
    """The rows whose lamp was corrected since they were frozen or last noted, and is settled; in
    three queries at most."""
    turns = LampTurn.objects.filter(
        county_id=closing.county_id,
        kind=Task.matter_kind,
        cause__in=CORRECTS,
        took_effect_at__gt=closing.closed_at - MARGIN,
    )
    newest = {turn.deadline_id: turn for turn in turns.order_by("pk")}
    rows = ClosedTask.objects.filter(closing=closing, task__in=newest).corrected()
    corrected = [row for row in rows if newest[row.task_id].took_effect_at > row.now_since]
    tasks = Task.objects.with_lamp(now=now).in_bulk([row.task_id for row in corrected])
    return [
        Difference(row, task.lamp_now, since_when(task), newest[row.task_id].cause)
        for row in sorted(corrected, key=lambda row: row.task_id)
        if (task := tasks[row.task_id]).lamp_now != row.lamp_now and task.lamp_now in SETTLES
    ]
