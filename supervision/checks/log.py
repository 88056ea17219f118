"""One act in a spot check: its new state, its step in the log and its entry in the audit."""

from datetime import datetime

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from supervision.checks.models import CheckStep, SpotCheck
from supervision.checks.states import Act, State


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
    step = CheckStep.objects.create(
        spot_check=check, act=act, state=to, text=text, made_by=by.user, made_in_id=post_id,
        made_at=now,
    )  # fmt: skip
    after = {"state": check.state, **after}
    record_audit(by=by, now=now, action=act.value, about=check, post_id=post_id, after=after)
    return step
