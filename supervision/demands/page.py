"""All that the page of one demand shows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple, Self

from alerts.proof.page import DeadlinePage
from responsibility.owed.page import owed_page
from supervision.demands.models import Demand, DemandDecision, DemandReply
from supervision.demands.words import DemandWords


class Step(NamedTuple):
    """An answer, or a decision on answers: when, by whom, what was said."""

    at: datetime
    who: str
    text: str
    accepted: bool | None = None  # None: it is an answer


@dataclass
class DemandPage(DeadlinePage):
    """`steps` are what was answered and decided, the newest first; `waits`: an answer of another
    than `user` waits for its decision."""

    steps: list[Step] = field(default_factory=list)
    waits: bool = False

    @classmethod
    def of(cls, demand: Demand, *, user, now: datetime) -> Self:
        """The page of a row of `for_rows` and `with_state`, as `user` sees it at `now`."""
        replies = list(demand.replies.select_related("replied_by", "decision").order_by("pk"))
        decisions = list(demand.decisions.select_related("decided_by").order_by("pk"))
        page = cls.about(demand, now=now, **owed_page(demand, _words(demand, replies), now=now))
        page.steps = _steps(replies, decisions)
        open_ones = [reply for reply in replies if reply.decision_id is None]
        own = any(reply.replied_by_id == user.pk for reply in open_ones)
        page.waits = bool(open_ones) and not own and not demand.exempt
        return page


def _words(demand: Demand, replies: Iterable[DemandReply]) -> DemandWords:
    standing = (reply for reply in replies if reply.decision is None or reply.decision.accepted)
    first = next(standing, None)
    return DemandWords(first.replied_by.name if first else "", demand.sent_back)


def _steps(replies: Iterable[DemandReply], decisions: Iterable[DemandDecision]) -> list[Step]:
    steps = [Step(reply.replied_at, reply.replied_by.name, reply.text) for reply in replies]
    steps += [
        Step(decision.decided_at, decision.decided_by.name, decision.reason, decision.accepted)
        for decision in decisions
    ]
    return sorted(steps, key=attrgetter("at"), reverse=True)
