"""Summaries that nobody owes any more: the card is replaced, or its recipient has left."""

from datetime import datetime

from alerts.decisions.turn import turn_lamps
from pages.quarter import Quarter
from responsibility.cards.summaries.kind import LEFT, REPLACED
from responsibility.cards.summaries.models import CardSummary, CardSummaryQuerySet


def let_go_of_replaced(*, county_id: int, quarter: Quarter, now: datetime) -> int:
    """Those of cards that a corrected edition of the quarter replaced. Return how many."""
    rows = CardSummary.objects.filter(
        county_id=county_id,
        card__issue__year=quarter.year,
        card__issue__quarter_number=quarter.number,
    )
    return _let_go(rows.replaced(), REPLACED, now)


def let_go_of_gone(rows: CardSummaryQuerySet, *, now: datetime) -> int:
    """Those among `rows` that are not late yet and whose recipient is not in the post any more:
    who follows has a card of their own. What was left red stays with who left it."""
    return _let_go(rows.of_those_gone(at=now), LEFT, now)


def _let_go(rows: CardSummaryQuerySet, cause: str, now: datetime) -> int:
    locked = CardSummary.objects.lock(list(rows.values_list("pk", flat=True)))
    changes = [(row, {"exempt": True}) for row in locked if row.is_open]
    turn_lamps(changes=changes, now=now, cause=cause)
    return len(changes)
