"""One act on a letter: its new state, its step in the log and its entry in the audit."""

from datetime import datetime

from alerts.audit.actor import Actor
from supervision.letters.models import Letter, LetterStep
from supervision.letters.states import Act, State
from supervision.papers.steps import write_step


def note(
    letter: Letter,
    act: Act,
    *,
    by: Actor,
    now: datetime,
    post_id: int | None,
    to: State | None = None,
    text: str = "",
    **after,
) -> LetterStep:
    """Bring the locked `letter` to the state `to`, where it changes, and write the step down.

    `after` is what the audit notes beside it; what was written stays out of the audit.
    """
    if to is not None:
        letter.state = to
        letter.save(update_fields=["state"])
    return write_step(
        letter, act, by=by, now=now, post_id=post_id, state=letter.state, text=text,
        after={"state": letter.state, **after},
    )  # fmt: skip
