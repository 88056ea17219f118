"""All that the page of one demand shows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from django.db.models import Q, QuerySet

from alerts.proof.page import DeadlinePage
from responsibility.organisation.standing import standing_of
from responsibility.owed.page import owed_page
from supervision.demands.measures.models import DemandMeasure
from supervision.demands.models import Demand, DemandReply
from supervision.demands.states import Act
from supervision.demands.steps import DemandStep
from supervision.demands.words import DemandWords
from supervision.papers.steps import log_of


@dataclass
class DemandPage(DeadlinePage):
    """`log` is what was done, the newest first; `measures` those of the answer, those in force
    first; `waits`: an answer of another than `user` waits for its decision."""

    log: list[DemandStep] = field(default_factory=list)
    measures: list[DemandMeasure] = field(default_factory=list)
    waits: bool = False

    @classmethod
    def of(cls, demand: Demand, *, user, now: datetime) -> Self:
        """The page of a row of `for_rows` and `with_state`, as `user` sees it at `now`."""
        replies = list(demand.replies.select_related("replied_by", "decision").order_by("pk"))
        page = cls.about(demand, now=now, **owed_page(demand, _words(demand, replies), now=now))
        page.log = log_of(_steps_shown(demand, user, now))
        page.measures = _measures(demand)
        open_ones = [reply for reply in replies if reply.decision_id is None]
        own = any(reply.replied_by_id == user.pk for reply in open_ones)
        page.waits = bool(open_ones) and not own and not demand.exempt
        return page


def _words(demand: Demand, replies: Iterable[DemandReply]) -> DemandWords:
    standing = (reply for reply in replies if reply.decision is None or reply.decision.accepted)
    first = next(standing, None)
    return DemandWords(first.replied_by.name if first else "", demand.sent_back)


def _steps_shown(demand: Demand, user, now: datetime) -> QuerySet[DemandStep]:
    """What was done with the draft stays within the commission; that it was approved does not."""
    standing = standing_of(user, at=now)
    if demand.made_in_id in standing.own_posts or demand.county_id in standing.office_counties:
        return demand.steps.all()
    return demand.steps.filter(Q(draft=None) | Q(act=Act.APPROVE))


def _measures(demand: Demand) -> list[DemandMeasure]:
    rows = demand.measures.select_related("dropped_by").prefetch_related("files")
    return sorted(rows.order_by("due_on", "pk"), key=lambda row: row.dropped_at is not None)
