"""What became of a hearing's decisions: the lamps of their demands, and the answers."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone

from supervision.demands.models import Demand, DemandReply
from supervision.hearings.models import IN_FORCE, Hearing, HearingDecision
from supervision.hearings.report import Past
from supervision.hearings.states import State

LONGEST = 60  # letters of an answer on the page


def decisions_of(hearing: Hearing, *, now: datetime) -> Sequence[HearingDecision]:
    """All decisions, those in force first, each with its `shown_demands`, which have their lamp,
    state and `answers`; in three queries."""
    answers = DemandReply.objects.select_related("replied_by").order_by("pk")
    demands = Demand.objects.for_rows(now=now).with_state()
    demands = demands.prefetch_related(Prefetch("replies", answers, to_attr="answers"))
    rows = hearing.decisions.select_related("made_by", "ended_by").order_by("number")
    rows = rows.prefetch_related(Prefetch("demands", demands, to_attr="shown_demands"))
    return sorted(rows, key=lambda row: row.ended_at is not None)


def heard_before(hearing: Hearing) -> Hearing | None:
    """The last one heard of an earlier quarter."""
    heard = Hearing.objects.filter(county_id=hearing.county_id, state=State.HEARD)
    earlier = [row for row in heard if row.of_quarter < hearing.of_quarter]
    return max(earlier, key=lambda row: row.of_quarter, default=None)


def past_of(before: Hearing, *, now: datetime) -> list[Past]:
    """The decisions in force of a hearing, a line for each unit that carries one out."""
    if not before.decisions.filter(IN_FORCE).exists():
        return []
    return [
        line
        for decision in decisions_of(before, now=now)
        if decision.ended_at is None
        for line in _lines(decision)
    ]


def _lines(decision: Any) -> list[Past]:
    return [
        Past(
            text=decision.text,
            unit=demand.unit.name,
            lamp=demand.lamp_now,
            due=demand.due_on.isoformat(),
            done=_day(demand.fulfilled_at) if demand.fulfilled_at else "",
            closed=demand.closed_at is not None,
            reply=demand.answers[-1].text[:LONGEST] if demand.answers else "",
        )
        for demand in decision.shown_demands
    ] or [Past(text=decision.text, unit="", lamp="", due=_day(decision.made_at))]


def _day(at: datetime) -> str:
    return timezone.localtime(at).date().isoformat()
