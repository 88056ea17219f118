"""One act on a problem: its new state, its step in the log and its entry in the audit."""

from datetime import datetime

from alerts.audit.actor import Actor
from supervision.papers.steps import write_step
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
    return write_step(
        problem, act, by=by, now=now, post_id=post_id, state=problem.state, text=text,
        after={"state": problem.state, **after},
    )  # fmt: skip
