"""All that the page of one instruction shows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from django.db.models import Prefetch
from django.urls import reverse

from supervision.demands.models import Demand, DemandReply
from supervision.hearings.models import Hearing
from supervision.instructions.models import Instruction, InstructionAsk
from supervision.instructions.rights import leader_posts
from supervision.papers.steps import log_of


@dataclass
class InstructionPage:
    """`asks` each with its `demand`, which has its lamp, state and `answers`; `source` is where
    what it is about stands."""

    instruction: Instruction
    asks: Sequence[InstructionAsk]
    log: Sequence
    source: str
    may_take_back: bool

    @classmethod
    def of(cls, row: Instruction, *, user, now: datetime) -> Self:
        may = not row.ended_at and leader_posts(user, at=now).filter(pk=row.leader_post_id).exists()
        return cls(row, asks_of(row.asks, now=now), log_of(row.steps), _source(row), may)


def instructions_on(hearing: Hearing, *, user, now: datetime) -> Sequence[Instruction]:
    """Those in force about a hearing's report that `user` sees, the newest first, each with its
    `shown_asks`."""
    visible = Instruction.objects.visible_to(user, at=now).filter(hearing=hearing, ended_at=None)
    rows = list(visible.select_related("leader", "leader_post").order_by("-given_on", "-pk"))
    by_row = defaultdict(list)
    if rows:
        for ask in asks_of(InstructionAsk.objects.filter(instruction__in=rows), now=now):
            by_row[ask.instruction_id].append(ask)
    for row in rows:
        row.shown_asks = by_row[row.pk]
    return rows


def asks_of(asks: Any, *, now: datetime) -> Sequence[InstructionAsk]:
    """The rows in their order; three queries."""
    answers = DemandReply.objects.select_related("replied_by").order_by("pk")
    demands = Demand.objects.for_rows(now=now).with_state()
    demands = demands.prefetch_related(Prefetch("replies", answers, to_attr="answers"))
    return list(asks.order_by("pk").prefetch_related(Prefetch("demand", demands)))


def _source(row: Instruction) -> str:
    """The address of what it is about; "" where it is about nothing in particular."""
    if row.task_id:
        return reverse("task", args=[row.task_id])
    if row.problem_id:
        return reverse("problem", args=[row.problem_id])
    if row.hearing_id:
        return reverse("hearing", args=[row.hearing_id])
    return f"{reverse('board')}?unit={row.unit_id}" if row.unit_id else ""
