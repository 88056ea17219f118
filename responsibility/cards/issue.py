"""Issuing approved cards, to all recipients at once and to newcomers after them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alerts.audit.actor import Actor
from alerts.reminders.owe import owe_reminders
from pages.refused import Refused
from responsibility.cards.in_hand import locked_issue
from responsibility.cards.issues import CardIssue
from responsibility.cards.kind import CARD_ISSUED
from responsibility.cards.models import ReminderCard, ReminderCardLine
from responsibility.cards.recipients import Recipient, recipients_of
from responsibility.cards.summaries.owe import owe_summaries
from responsibility.organisation.document_numbers import take_numbers
from responsibility.organisation.office import audit_office


@transaction.atomic
def issue_cards(*, issue_id: int, by: Actor, now: datetime) -> CardIssue:
    """Give every recipient a numbered card; from then on the issue stays as it is.

    Issued already, nothing happens: a double click issues once. Posts that nobody holds get
    theirs when somebody is appointed (responsibility.cards.newcomers).

    Raises:
        CardIssue.DoesNotExist: none, or `by` does not work in its commission office.
        Refused: not approved, the quarter is over, or nobody would get a card.
    """
    issue = locked_issue(issue_id, by=by, now=now)
    if issue.state == CardIssue.State.ISSUED:
        return issue
    if issue.state != CardIssue.State.APPROVED:
        raise Refused(_("This card is not approved yet."))
    if now >= issue.quarter.ends_at:
        raise Refused(_("This quarter is over."))
    recipients = recipients_of(issue, at=now)
    if not recipients:
        raise Refused(_("Nobody would get this card."))
    cards = make_cards(issue, recipients, now=now)
    issue.issued_by, issue.issued_at = by.user, now
    issue.save(update_fields=["issued_by", "issued_at"])
    after = {"cards": len(cards), "first": cards[0].number, "last": cards[-1].number}
    audit_office(action="card.issue", about=issue, by=by, now=now, after=after)
    return issue


def make_cards(
    issue: CardIssue, recipients: Sequence[Recipient], *, now: datetime
) -> list[ReminderCard]:
    """Number and write the cards of `recipients`, in their order, with the summary that each of
    them owes, and tell them.

    The issue must be locked.
    """
    quarter = issue.quarter
    kind = f"card-{quarter.number}"
    numbers = take_numbers(
        county_id=issue.county_id, year=quarter.year, kind=kind, count=len(recipients)
    )
    cards = ReminderCard.objects.bulk_create(
        ReminderCard(
            issue=issue,
            county_id=issue.county_id,
            post=one.post,
            unit=one.post.unit,
            holder=one.holder,
            number=f"{quarter.year}-{quarter.number}-{number:03}",
            addressee=one.holder.name,
            post_title=one.post.title,
            unit_name=one.post.unit.name,
            issued_at=now,
        )
        for number, one in zip(numbers, recipients, strict=True)
    )
    _write_lines(issue, cards, recipients)
    owe_summaries(cards, quarter=quarter, now=now)
    ids = [card.pk for card in cards]
    owe_reminders(model=ReminderCard, ids=ids, stage=CARD_ISSUED, now=now)
    return cards


def _write_lines(
    issue: CardIssue, cards: Sequence[ReminderCard], recipients: Sequence[Recipient]
) -> None:
    lines = list(issue.lines.all())
    ReminderCardLine.objects.bulk_create(
        ReminderCardLine(
            card=card,
            position=position,
            kind=line.kind,
            text=line.text,
            text_en=line.text_en,
            until_on=line.until_on,
            duty_codes=line.duty_codes,
            personal=line.is_personal,
        )
        for card, one in zip(cards, recipients, strict=True)
        for position, line in enumerate(one.lines_of(lines), start=1)
    )
