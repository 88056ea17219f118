"""Measures that an answer consists of: laid down with their own evidence, dropped (M003-28)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from pages.days import day_of
from pages.refused import Refused
from responsibility.files.attach import files_to_attach
from supervision.demands.measures.models import DemandMeasure
from supervision.demands.models import Demand
from supervision.demands.reply import may_answer, why_not_answer
from supervision.demands.states import Act, State
from supervision.papers.measures import drop, in_words
from supervision.papers.steps import write_step

LONGEST = timedelta(days=366)


@transaction.atomic
def lay_measure(
    *,
    by: Actor,
    now: datetime,
    nonce: UUID,
    demand_id: int,
    text: str,
    person: str,
    due_on: date,
    file_ids: Collection[UUID] = (),
) -> DemandMeasure:
    """Lay down what is done about a demand, by whom, by the end of which day, with the evidence
    there is; it goes with the answer. The same nonce lays it down once.

    Raises:
        Demand.DoesNotExist: there is none, or it is not visible to the person.
        PermissionDenied: the person does not answer the demand.
        Refused: it is over, something is missing or too long, the day lies before the demand or
            more than a year ahead, or a file is gone.
    """
    if first := DemandMeasure.objects.filter(made_by=by.user, nonce=nonce).first():
        return first
    demand = _answered_by(by, now, demand_id)
    if not day_of(demand.made_at) <= due_on <= day_of(now) + LONGEST:
        words = _("Choose a day from that of the demand on, within a year.")
        raise Refused(words, field="due_on")
    words = in_words(DemandMeasure, text=text, person=person)
    files = files_to_attach(file_ids, by=by)
    measure = DemandMeasure.objects.create(
        demand=demand, due_on=due_on, made_by=by.user, made_at=now, nonce=nonce, **words
    )
    measure.files.set(files)
    about = {"due_on": due_on, "files": len(files)}
    _note(demand, Act.MEASURE, by, now, measure.text, after=about)
    return measure


@transaction.atomic
def drop_measure(
    *, by: Actor, now: datetime, demand_id: int, measure_id: int, reason: str
) -> DemandMeasure:
    """Drop a measure with a reason: it is readable still, and no part of the answer.

    Raises: as `lay_measure`; DemandMeasure.DoesNotExist; Refused also without a reason.
    """
    demand = _answered_by(by, now, demand_id)
    measure = drop(demand.measures.get(pk=measure_id), by_id=by.user.pk, now=now, reason=reason)
    words = f"{measure.text}\n{measure.dropped_because}"
    _note(demand, Act.DROP_MEASURE, by, now, words)
    return measure


def _answered_by(by: Actor, now: datetime, demand_id: int) -> Demand:
    demand = Demand.objects.lock_visible(demand_id, to=by.user, at=now)
    if not may_answer(by.user, demand, at=now):
        raise PermissionDenied(_("This demand is not for you to answer."))
    if refusal := why_not_answer(demand):
        raise Refused(refusal)
    return demand


def _note(
    demand: Demand, act: Act, by: Actor, now: datetime, text: str, after: dict | None = None
) -> None:
    """It changes no state: whether it is answered says the answer."""
    state = State.ANSWERED if demand.fulfilled_at else State.AWAITED
    done = {"by": by, "now": now, "post_id": demand.post_id, "text": text}
    write_step(demand, act, state=state, **done, after=after)
