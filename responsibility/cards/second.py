"""Who of the recipients has a card of the quarter already, by another issue."""

from collections.abc import Iterable

from responsibility.cards.issues import CardIssue
from responsibility.cards.models import ReminderCard
from responsibility.cards.recipients import Recipient


def cards_already(issue: CardIssue, recipients: Iterable[Recipient]) -> list[ReminderCard]:
    """The cards of the same quarter that these people hold; not those that a correction of their
    own issue replaces."""
    cards = ReminderCard.objects.with_replacement().filter(
        issue__year=issue.year,
        issue__quarter_number=issue.quarter_number,
        holder__in=[recipient.holder.pk for recipient in recipients],
        is_replaced=False,
    )
    others = cards.exclude(issue=issue).select_related("issue__audience")
    if issue.audience_id:
        others = others.exclude(issue__audience=issue.audience_id)
    return list(others.in_order())
