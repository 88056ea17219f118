"""Concluding a spot check: confirmed, insufficient, not true (核实结论; edge case 42).

What ends a credit turns the lamp from this act on; the ledger says the cause.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.decisions.turn import turn_lamp
from alerts.lamps.rule import Hold
from alerts.reminders.owe import owe_reminders
from pages.refused import Refused
from pages.words import fitting
from responsibility.organisation.posts.models import Post
from responsibility.organisation.relations.hears import told_of_posts
from responsibility.records.counting.count import count, counted, facts_of_count
from responsibility.records.counting.end import lock_record
from responsibility.records.counting.losers import tell_losers
from responsibility.records.models import Credit
from responsibility.tasks.dispatches.take_back import stop_with_dispatch
from responsibility.tasks.models import Task
from supervision.checks.duties import end_open, make_duty, meet
from supervision.checks.findings import Conclusion
from supervision.checks.kind import CONCLUDED, CORRECTION, INSUFFICIENT, UNTRUE
from supervision.checks.log import note
from supervision.checks.models import CheckDuty, SpotCheck
from supervision.checks.rights import Case, lock_for
from supervision.checks.states import Act, Outcome, Purpose

CAUSES = {Outcome.INSUFFICIENT: INSUFFICIENT, Outcome.UNTRUE: UNTRUE}
ENDINGS = {
    Outcome.INSUFFICIENT: Credit.Ending.INSUFFICIENT,
    Outcome.UNTRUE: Credit.Ending.UNTRUE,
}


@transaction.atomic
def conclude(*, by: Actor, now: datetime, check_id: int, outcome: str, reason: str) -> Conclusion:
    """Conclude the spot check; `reason` says what was looked at.

    Confirmed: nothing turns. Insufficient: the credits end, and within the county's time limit a
    correction takes their place from the old instant; where a task lacks it meanwhile its clock
    stands still until then. Not true: the credits end. The owner and whoever loses by it are told.

    Raises: as `lock_for`; Refused also where nothing was found or asked before a conclusion that
    weighs on the owner, or nothing is said.
    """
    case, post = lock_for(Act.CONCLUDE, check_id, by=by, now=now)
    outcome = Outcome(outcome)
    missing = _("Say what you looked at.")
    reason = fitting(reason, of=Conclusion, field="text", missing=missing, at="reason")
    if outcome != Outcome.CONFIRMED and not case.check.findings.exists():
        raise Refused(_("Ask first: nobody is judged unheard."), field="outcome")
    conclusion = Conclusion(
        spot_check=case.check, record=case.newest, outcome=outcome, text=reason,
        made_by=by.user, made_in_id=post, made_at=now,
    )  # fmt: skip
    meet(case.duties.get(Purpose.CONCLUDE), now=now, cause=CONCLUDED)
    end_open(case.check, by=by, now=now)
    until = _window(case, outcome, by=by, now=now, post_id=post)
    tasks = _end_credits(conclusion, until=until, by=by, now=now)
    about = {"outcome": outcome.value, "record": case.newest.pk, "tasks": tasks}
    note(
        case.check, Act.CONCLUDE, by=by, now=now, post_id=post, to=outcome.state, text=reason,
        **about,
    )  # fmt: skip
    tell_owner(case.check, CONCLUDED, by=by, now=now)
    return conclusion


def _window(
    case: Case, outcome: Outcome, *, by: Actor, now: datetime, post_id: int
) -> datetime | None:
    """The end of the time for a correction, which the owner owes from now on."""
    if outcome != Outcome.INSUFFICIENT:
        return None
    owed = make_duty(case.check, Purpose.CORRECT, case.check.post, by=by, now=now, made_in=post_id)
    owe_reminders(model=CheckDuty, ids=[owed.pk], stage=CORRECTION, now=now)
    return owed.late_at


def _end_credits(
    conclusion: Conclusion, *, until: datetime | None, by: Actor, now: datetime
) -> list[int]:
    """End what the record counts for, if the conclusion does; the ids of the tasks."""
    outcome, record = Outcome(conclusion.outcome), conclusion.record
    if outcome == Outcome.CONFIRMED:
        conclusion.save()
        return []
    credits = Credit.objects.filter(record=record).in_force()
    tasks = Task.objects.lock(credits.values_list("task", flat=True))
    record = lock_record(record.pk)
    conclusion.save()
    ended = list(credits.filter(task__in=[task.pk for task in tasks]))
    conclusion.credits.set(ended)
    Credit.objects.filter(pk__in=[credit.pk for credit in ended]).update(
        ended_at=now, ended_as=ENDINGS[outcome], ended_by=by.user
    )
    before = {task.pk: task.done for task in tasks}
    for task in tasks:
        _turn(task, until=until, now=now, cause=CAUSES[outcome])
    tell_losers(tasks=tasks, before=before, record=record, by=by, now=now)
    return [task.pk for task in tasks]


def _turn(task: Task, *, until: datetime | None, now: datetime, cause: str) -> None:
    """Count a locked task anew. Where it lacks what was ended, a correction window stops the clock
    until its end; an extension that waits for its decision stops it already."""
    facts = facts_of_count(task, count(counted(task).values(), required=task.required))
    lacks = facts["fulfilled_at"] is None
    if lacks:
        stop_with_dispatch(task, now=now)
    if until and lacks and _may_stand_still(task, now=now):
        facts |= {"hold": Hold.IN_CORRECTION, "held_since": now, "held_until": until}
    turn_lamp(deadline=task, now=now, cause=cause, **facts)


def _may_stand_still(task: Task, *, now: datetime) -> bool:
    """What is red already stays red."""
    is_red = task.fulfilled_at is None and now >= task.late_at
    return not is_red and task.hold != Hold.EXTENSION_ASKED


def tell_owner(check: SpotCheck, stage: str, *, by: Actor, now: datetime) -> None:
    """Tell whoever answers for the record's post what came of it."""
    people = told_of_posts(Post.objects.filter(pk=check.post_id), at=now) - {by.user.pk}
    owed = check.duties.order_by("-pk").first()
    slot = str(check.steps.order_by("-pk").values_list("pk", flat=True).first())
    owe_reminders(
        model=CheckDuty, ids=[owed.pk] if owed else [], stage=stage, now=now, slot=slot,
        asked_by_id=by.user.pk, to=sorted(people),
    )  # fmt: skip
