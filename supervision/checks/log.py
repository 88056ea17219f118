"""One act in a spot check: its new state, its step in the log and its entry in the audit."""

from datetime import datetime

from alerts.audit.actor import Actor
from supervision.checks.models import CheckStep, SpotCheck
from supervision.checks.states import Act, State
from supervision.papers.steps import write_step


def note(
    check: SpotCheck,
    act: Act,
    *,
    by: Actor,
    now: datetime,
    post_id: int | None,
    to: State,
    text: str = "",
    **after,
) -> CheckStep:
    """Bring the locked `check` to the state `to` and write the step down.

    `after` is what the audit notes beside it; what was written stays out of the audit.
    """
    check.state = to
    check.save(update_fields=["state"])
    return write_step(
        check, act, by=by, now=now, post_id=post_id, state=to, text=text,
        after={"state": check.state, **after},
    )  # fmt: skip
