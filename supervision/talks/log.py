"""One act in a talk: its new state, its step in the log and its entry in the audit."""

from datetime import datetime

from alerts.audit.actor import Actor
from supervision.papers.steps import write_step
from supervision.talks.models import Talk, TalkStep
from supervision.talks.states import Act, State


def note(
    talk: Talk,
    act: Act,
    *,
    by: Actor,
    now: datetime,
    post_id: int | None,
    to: State,
    text: str = "",
    **after,
) -> TalkStep:
    """Bring the locked `talk` to the state `to` and write the step down; what was written stays
    out of the audit."""
    talk.state = to
    talk.save(update_fields=["state"])
    return write_step(
        talk, act, by=by, now=now, post_id=post_id, state=to, text=text,
        after={"state": talk.state, **after},
    )  # fmt: skip
