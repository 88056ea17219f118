"""The demonstration's reminder cards: each quarter issued in its first week, most received."""

from datetime import datetime, time, timedelta

from alerts.audit.actor import Actor
from demonstration.county import County
from demonstration.names import NAMES
from demonstration.roles import Role
from demonstration.script import SHANGHAI
from pages.quarter import Quarter
from responsibility.cards.approve import approve_cards
from responsibility.cards.draft import draft_cards
from responsibility.cards.issue import issue_cards
from responsibility.cards.models import ReminderCard
from responsibility.cards.receive import receive_card
from responsibility.organisation.people.models import User
from responsibility.organisation.posts.models import Membership


def issue_some(*, county: County, office: User, start, until: datetime) -> None:
    """One issue a quarter to all principal officers, drafted by one of the office, approved by
    the other; three of each quarter's recipients have not signed for theirs yet."""
    drafter = Membership.objects.exclude(user=office).filter(
        post__role_kind__code=Role.COMMISSION_OFFICE
    )
    drafted_at = datetime.combine(start, time(15), SHANGHAI) + timedelta(days=6)
    number = 0
    while drafted_at < until:
        number += 1
        issue = draft_cards(
            county_id=county.unit.pk,
            quarter=Quarter.at(drafted_at),
            audience=county.roles[Role.PRINCIPAL_OFFICER],
            by=Actor(user=drafter.first().user),
            now=drafted_at,
        )
        _approve_and_issue(issue.pk, office, drafted_at, number)
        _receive(issue.pk, drafted_at, until)
        month = drafted_at.month + 3
        drafted_at = drafted_at.replace(year=drafted_at.year + month // 13, month=month % 12 or 12)


def _approve_and_issue(issue_id: int, office: User, drafted_at: datetime, number: int) -> None:
    by, now = Actor(user=office), drafted_at + timedelta(hours=1)
    document = NAMES["card_document"].format(year=drafted_at.year, number=number * 3)
    approve_cards(
        issue_id=issue_id,
        approver=NAMES["card_approver"],
        document=document,
        approved_on=drafted_at.date(),
        by=by,
        now=now,
    )
    issue_cards(issue_id=issue_id, by=by, now=now)


def _receive(issue_id: int, drafted_at: datetime, until: datetime) -> None:
    cards = ReminderCard.objects.filter(issue=issue_id).select_related("holder").order_by("pk")
    for place, card in enumerate(cards):
        if place % 21 != 20:
            now = min(until, drafted_at + timedelta(hours=2 + place))
            receive_card(card_uuid=card.uuid, by=Actor(user=card.holder), now=now)
