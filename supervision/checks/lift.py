"""Taking a conclusion back: what it ended counts again, from the old instant (edge case 43)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.turn import turn_lamp
from alerts.lamps.rule import Hold
from pages.words import fitting
from responsibility.records.counting.count import NO_HOLD, count, counted, facts_of_count
from responsibility.records.models import Credit, DutyRecord
from responsibility.tasks.models import Task
from supervision.checks.conclude import tell_owner
from supervision.checks.duties import end_open, make_duty
from supervision.checks.findings import Conclusion
from supervision.checks.kind import LIFTED
from supervision.checks.log import note
from supervision.checks.models import SpotCheck
from supervision.checks.rights import lock_for
from supervision.checks.states import Act, Outcome, Purpose, State


@transaction.atomic
def take_back_conclusion(*, by: Actor, now: datetime, check_id: int, reason: str) -> SpotCheck:
    """Take the last conclusion back with a reason; the spot check is to be concluded anew.

    Raises: as `lock_for`; Refused also without a reason.
    """
    case, post = lock_for(Act.LIFT, check_id, by=by, now=now)
    lift_conclusion(case.conclusion, by=by, now=now, post_id=post, reason=reason)
    check = case.check
    make_duty(check, Purpose.CONCLUDE, check.made_in, by=by, now=now, made_in=post)
    return check


def lift_conclusion(
    conclusion: Conclusion, *, by: Actor, now: datetime, post_id: int, reason: str
) -> None:
    """Lift a conclusion whose spot check is locked: what it ended counts again from the old
    instant, unless the record was corrected since, and nothing is owed for it any more. The state
    goes back to before; who is concerned is told. Rights, and what is owed next, are the caller's:
    taking it back, or a later decision on an objection.

    Raises:
        Refused: no reason, or too long a one.
    """
    missing = _("Give a reason.")
    reason = fitting(reason, of=Conclusion, field="lifted_because", missing=missing, at="reason")
    conclusion.lifted_by, conclusion.lifted_at, conclusion.lifted_because = by.user, now, reason
    conclusion.save(update_fields=["lifted_by", "lifted_at", "lifted_because"])
    check = conclusion.spot_check
    end_open(check, by=by, now=now, lifted=True)
    tasks = _count_again(conclusion, now=now)
    to = State.REPLIED if check.findings.exists() else State.DRAWN
    about = {"outcome": conclusion.outcome, "record": conclusion.record_id, "tasks": tasks}
    note(check, Act.LIFT, by=by, now=now, post_id=post_id, to=to, text=reason, **about)
    tell_owner(check, LIFTED, by=by, now=now)


def _count_again(conclusion: Conclusion, *, now: datetime) -> list[int]:
    """Give the credits it ended again, as they were; the ids of their tasks."""
    ended = list(conclusion.credits.order_by("pk"))
    tasks = Task.objects.lock([credit.task_id for credit in ended])
    records = DutyRecord.objects.select_for_update(no_key=True)
    if records.get(pk=conclusion.record_id).ended_at is None:
        taken = Credit.objects.filter(record=conclusion.record_id).in_force().values("task")
        tasks_taken = set(taken.values_list("task", flat=True))
        Credit.objects.bulk_create(
            _again(credit, now=now) for credit in ended if credit.task_id not in tasks_taken
        )
    for task in tasks:
        facts = facts_of_count(task, count(counted(task).values(), required=task.required))
        if conclusion.outcome == Outcome.INSUFFICIENT and task.hold == Hold.IN_CORRECTION:
            facts |= NO_HOLD
        turn_lamp(deadline=task, now=now, cause=LIFTED, **facts)
    return [task.pk for task in tasks]


def _again(credit: Credit, *, now: datetime) -> Credit:
    """A new credit in the place of one that was ended: facts are added, never changed."""
    return Credit(
        record_id=credit.record_id,
        task_id=credit.task_id,
        post_id=credit.post_id,
        item_code=credit.item_code,
        offered_at=now,
        counts_at=credit.counts_at,
        awaits=credit.awaits,
        confirmed_at=credit.confirmed_at,
        confirmed_by_id=credit.confirmed_by_id,
    )
