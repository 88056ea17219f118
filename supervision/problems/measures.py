"""Measures of rectification: laid down, reported on one by one with evidence, dropped (M003-28)."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from pages.words import fitting
from responsibility.files.attach import files_to_attach
from supervision.papers.measures import drop, in_words
from supervision.problems.log import note
from supervision.problems.rectification import Measure, MeasureReport
from supervision.problems.rights import Case, lock_for
from supervision.problems.states import Act, State


@transaction.atomic
def lay_measure(
    *,
    by: Actor,
    now: datetime,
    problem_id: int,
    nonce: UUID,
    text: str,
    person: str,
    due_on: date,
) -> Measure:
    """Lay down what is done about the problem, by whom, by the end of which day. The same nonce
    lays it down once. With the first one the problem is being rectified.

    Raises: as `lock_for`; Refused also where something is missing or too long, or the day does
    not lie between today and the day of the problem, if that has not passed.
    """
    if first := Measure.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    case, post = lock_for(Act.MEASURE, problem_id, by=by, now=now)
    last, today = case.rectify.due_on, day_of(now)
    if not today <= due_on <= max(last, today):
        words = _("Choose a day from today to the day the problem is to be rectified by.")
        raise Refused(words, field="due_on")
    measure = Measure.objects.create(
        assignment=case.rectify,
        due_on=due_on,
        **in_words(Measure, text=text, person=person),
        made_by=by.user,
        made_at=now,
        nonce=nonce,
    )
    act = {"by": by, "now": now, "post_id": post, "text": measure.text}
    note(case.problem, Act.MEASURE, to=State.RECTIFYING, due_on=due_on, **act)
    return measure


@transaction.atomic
def report_measure(
    *,
    by: Actor,
    now: datetime,
    problem_id: int,
    measure_id: int,
    nonce: UUID,
    text: str,
    done_on: date,
    file_ids: Collection[UUID] = (),
) -> MeasureReport:
    """Report on a measure, with its evidence; the newest report stands. The same nonce does once.

    Raises: as `lock_for`; Measure.DoesNotExist; Refused also where it was dropped, something is
    missing or too long, the day lies ahead, or a file is gone.
    """
    if first := MeasureReport.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    case, post = lock_for(Act.REPORT, problem_id, by=by, now=now)
    measure = _measure(case, measure_id)
    if measure.dropped_at:
        raise Refused(_("The measure was dropped meanwhile. Look at it again."))
    if done_on > day_of(now):
        raise Refused(_("Choose a day that has come."), field="done_on")
    files = files_to_attach(file_ids, by=by)
    report = MeasureReport.objects.create(
        measure=measure,
        text=fitting(text, of=MeasureReport, field="text", missing=_("Say what was done.")),
        done_on=done_on,
        made_by=by.user,
        made_at=now,
        nonce=nonce,
    )
    report.files.set(files)
    words = f"{measure.text}\n{report.text}"
    note(
        case.problem, Act.REPORT, by=by, now=now, post_id=post, text=words, files=len(files),
    )  # fmt: skip
    return report


@transaction.atomic
def drop_measure(
    *, by: Actor, now: datetime, problem_id: int, measure_id: int, reason: str
) -> Measure:
    """Drop a measure with a reason: it is readable still, and nothing is awaited of it.

    Raises: as `lock_for`; Measure.DoesNotExist; Refused also where it was dropped or reported on,
    or without a reason.
    """
    case, post = lock_for(Act.DROP_MEASURE, problem_id, by=by, now=now)
    measure = _measure(case, measure_id)
    if against := measure.why_not_dropped(is_reported=measure.reports.exists()):
        raise Refused(against)
    drop(measure, by_id=by.user.pk, now=now, reason=reason)
    words = f"{measure.text}\n{measure.dropped_because}"
    note(case.problem, Act.DROP_MEASURE, by=by, now=now, post_id=post, text=words)
    return measure


def _measure(case: Case, measure_id: int) -> Measure:
    return Measure.objects.get(pk=measure_id, assignment=case.rectify)
