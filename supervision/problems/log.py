"""One act on a problem: its new state, its step in the log and its entry in the audit."""

from datetime import datetime

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from supervision.problems.models import Problem, ProblemStep
from supervision.problems.states import Act, State


def note(
    problem: Problem,
    act: Act,
    *,
    by: Actor,
    now: datetime,
    post_id: int | None,
    to: State | None = None,
    text: str = "",
    **after,
) -> ProblemStep:
    """Bring the locked `problem` to the state `to` (None: as it is) and write the step down.

    `after` is what the audit notes beside it; what was written stays out of the audit.
    """
    problem.state = to or problem.state
    problem.save(update_fields=["state", "closed_at", "current", "unit", "offered_to"])
    step = ProblemStep.objects.create(
        problem=problem,
        act=act,
        state=problem.state,
        text=text,
        made_by=by.user,
        made_in_id=post_id,
        made_at=now,
    )
    after = {"state": problem.state, **after}
    record_audit(by=by, now=now, action=act.value, about=problem, post_id=post_id, after=after)
    return step
