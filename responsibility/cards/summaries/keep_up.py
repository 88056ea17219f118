"""Summaries brought up to who has a card and who is in its post."""

from collections import defaultdict
from datetime import datetime

from django.db import transaction

from pages.quarter import Quarter
from responsibility.cards.models import ReminderCard
from responsibility.cards.summaries.let_go import let_go_of_gone
from responsibility.cards.summaries.models import CardSummary
from responsibility.cards.summaries.owe import owe_summaries


@transaction.atomic
def let_go_of_post(*, post_id: int, now: datetime) -> int:
    """With an appointment: who was in the post owes no summary of the card they leave with."""
    return let_go_of_gone(CardSummary.objects.filter(post=post_id), now=now)


@transaction.atomic
def keep_up(*, now: datetime) -> int:
    """Daily: give the cards of the running quarter that were issued before the platform asked for
    summaries theirs, and let go of those who have left. Return how many. Safe to repeat."""
    quarter = Quarter.at(now)
    cards = ReminderCard.objects.with_replacement().filter(
        issue__year=quarter.year,
        issue__quarter_number=quarter.number,
        summary=None,
        is_replaced=False,
    )
    by_county = defaultdict(list)
    for card in cards.order_by("county_id", "pk"):
        by_county[card.county_id].append(card)
    for of_county in by_county.values():
        owe_summaries(of_county, quarter=quarter, now=now)
    gone = let_go_of_gone(CardSummary.objects.all(), now=now)
    return gone + sum(map(len, by_county.values()))
