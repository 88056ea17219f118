"""What an objection that is upheld does with a problem: it is unfounded, or its closing is applied
for again. Rights are those of the objection (supervision/objections)."""

from datetime import datetime

from alerts.audit.actor import Actor
from alerts.decisions.exempt import exempt_locked
from alerts.decisions.turn import turn_lamp
from alerts.reminders.owe import owe_reminders
from supervision.problems.deciding import owe_verifying
from supervision.problems.kind import APPLIED, CLOSED
from supervision.problems.log import note
from supervision.problems.models import Assignment, Problem
from supervision.problems.rectification import CloseOut
from supervision.problems.states import DECIDING, Act, State


def declare_unfounded(
    problem: Problem, *, by: Actor, now: datetime, post_id: int, reason: str, document: str,
    cause: str,
) -> None:  # fmt: skip
    """Nothing is owed of a locked problem any more; its number stays."""
    owed = Assignment.objects.filter(problem=problem, exempt=False)
    owed = owed.exclude(fulfilled_at__isnull=False, close_outs__approved_at__isnull=False)
    owed = owed.exclude(fulfilled_at__isnull=False, purpose__in=DECIDING)
    for given in Assignment.objects.lock(owed.values_list("pk", flat=True)):
        exempt_locked(deadline=given, by=by, now=now, reason=reason, document=document, cause=cause)
        owe_reminders(model=Assignment, ids=[given.pk], stage=CLOSED, now=now)
    problem.offered_to = None
    words = f"{document} {reason}"
    note(problem, Act.UNFOUNDED, by=by, now=now, post_id=post_id, to=State.WITHDRAWN, text=words)


def restore_application(
    close_out: CloseOut, owed: Assignment, *, by: Actor, now: datetime, post_id: int, reason: str,
    cause: str,
) -> CloseOut:  # fmt: skip
    """An application that was sent back stands again since it was made: a new one with its words,
    to be verified anew. `owed` is its locked assignment."""
    again = CloseOut.objects.create(
        assignment=owed, text=close_out.text, applied_by=close_out.applied_by,
        applied_at=close_out.applied_at,
    )  # fmt: skip
    facts = {"done": owed.required, "fulfilled_at": close_out.applied_at}
    turn_lamp(deadline=owed, now=now, cause=cause, **facts)
    problem = Problem.objects.select_for_update(of=("self",), no_key=True).get(pk=owed.problem_id)
    owe_verifying(owed, problem, by=by, now=now)
    act = {"by": by, "now": now, "post_id": post_id, "text": reason}
    step = note(problem, Act.RESTORE, to=State.APPLIED, **act)
    owe_reminders(model=Assignment, ids=[owed.pk], stage=APPLIED, now=now, slot=str(step.pk))
    return again
