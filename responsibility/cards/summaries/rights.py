"""Who answers the lines of a card and writes its summary, who confirms it, who reads it."""

from datetime import datetime

from responsibility.cards.summaries.models import CardSummary
from responsibility.organisation.standing import standing_of


def may_write(user, summary: CardSummary, *, at: datetime) -> bool:
    """Its recipient, and who clerks for the post and may log for it."""
    standing = standing_of(user, at=at)
    return may_confirm(user, summary) or (
        summary.post_id in standing.clerk_posts & standing.log_posts
    )


def may_confirm(user, summary: CardSummary) -> bool:
    """The recipient of the card alone."""
    return summary.card.holder_id == user.pk


def reads(user, summary: CardSummary, *, at: datetime) -> bool:
    """Whether the person reads what was answered and confirmed: who sees the card."""
    return CardSummary.objects.read_by(user, at=at).filter(pk=summary.pk).exists()
