"""Who takes up a post during the quarter gets the running card on the first day (M003-08)."""

from datetime import datetime

from django.db import transaction

from alerts.audit.record import record_audit
from pages.quarter import Quarter
from responsibility.cards.issue import make_cards
from responsibility.cards.issues import CardIssue
from responsibility.cards.models import ReminderCard
from responsibility.cards.recipients import recipients_of


def issue_to_newcomers(*, now: datetime) -> int:
    """Give the running quarter's cards to all who hold a post they are for and have none.

    Of several editions for a role only the newest is given. Safe to repeat; returns how many
    cards were given.
    """
    return sum(len(_issue_missing(issue.pk, now=now)) for issue in _running(now))


def issue_to_post(*, post_id: int, now: datetime) -> int:
    """The same for one post, in the act of appointment; who begins later gets it on that day."""
    return sum(len(_issue_missing(issue.pk, now=now, only=post_id)) for issue in _running(now))


def _running(now: datetime) -> list[CardIssue]:
    quarter = Quarter.at(now)
    issues = CardIssue.objects.filter(
        year=quarter.year, quarter_number=quarter.number, issued_at__lte=now
    ).order_by("county_id", "edition", "pk")
    newest = {
        (issue.county_id, issue.audience_id or f"named {issue.pk}"): issue for issue in issues
    }
    return list(newest.values())


@transaction.atomic
def _issue_missing(issue_id: int, *, now: datetime, only: int | None = None) -> list[ReminderCard]:
    issue = CardIssue.objects.select_for_update(no_key=True).get(pk=issue_id)
    have = set(issue.cards.values_list("post", "holder"))
    recipients = recipients_of(issue, at=now)
    missing = [
        one
        for one in recipients
        if (one.post.pk, one.holder.pk) not in have and only in (None, one.post.pk)
    ]
    cards = make_cards(issue, missing, now=now) if missing else []
    for card in cards:
        record_audit(
            by=None,
            now=now,
            action="card.issue_to_newcomer",
            about=card,
            post_id=card.post_id,
            after={"number": card.number, "holder": card.holder_id},
        )
    return cards
