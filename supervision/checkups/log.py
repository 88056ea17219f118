"""One act in a checkup: its new state, its step in the log and its entry in the audit."""

from datetime import datetime

from alerts.audit.actor import Actor
from alerts.audit.record import record_audit
from supervision.checkups.models import Checkup, CheckupStep
from supervision.checkups.states import Act, State


def note(
    checkup: Checkup,
    act: Act,
    *,
    by: Actor,
    now: datetime,
    post_id: int,
    to: State | None = None,
    text: str = "",
    **after,
) -> CheckupStep:
    """Bring the locked `checkup` to the state `to` (None: as it is) and write the step down.

    `after` is what the audit notes beside it; what was written stays out of the audit.
    """
    checkup.state = to or checkup.state
    checkup.save(update_fields=["state", "typed", "typed_by", "typed_at", "taken_over_at"])
    step = CheckupStep.objects.create(
        checkup=checkup, act=act, state=checkup.state, text=text, made_by=by.user,
        made_in_id=post_id, made_at=now,
    )  # fmt: skip
    after = {"state": checkup.state, **after}
    record_audit(by=by, now=now, action=act.value, about=checkup, post_id=post_id, after=after)
    return step
