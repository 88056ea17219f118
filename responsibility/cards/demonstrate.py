"""Reminder cards in a county to try: each quarter issued in its first week, most received."""

from datetime import datetime, timedelta

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.days import midnight
from pages.quarter import Quarter
from responsibility.cards.approval.approve import approve_cards
from responsibility.cards.approval.submit import return_cards, submit_cards
from responsibility.cards.draft import draft_cards
from responsibility.cards.issue import issue_cards
from responsibility.cards.models import ReminderCard
from responsibility.cards.receive import receive_card
from responsibility.cards.recipients import roles_with_cards
from responsibility.organisation.posts.models import Membership, RoleKind


def demonstrate(trial: Trial) -> None:
    """One issue a quarter to all principal officers, drafted by one of the office, approved by
    the other; three of each quarter's recipients have not signed for theirs yet."""
    others = Membership.objects.exclude(user=trial.people["office"])
    drafter = Actor(user=others.filter(post__role_kind__keeps_office=True).first().user)
    drafted_at = midnight(trial.start) + timedelta(days=6, hours=15)
    number = 0
    while drafted_at < trial.until:
        number += 1
        issue = draft_cards(
            county_id=trial.county_id,
            quarter=Quarter.at(drafted_at),
            audience=RoleKind.objects.get(leads_unit=True),
            by=drafter,
            now=drafted_at,
        )
        _approve_and_issue(trial, issue.pk, drafter, drafted_at, number)
        _receive(issue.pk, drafted_at, trial.until)
        month = drafted_at.month + 3
        drafted_at = drafted_at.replace(year=drafted_at.year + month // 13, month=month % 12 or 12)
    _in_hand(trial, drafter)


def _in_hand(trial: Trial, drafter: Actor) -> None:
    """This quarter's cards of two more audiences: one submitted yesterday, one returned."""
    roles = roles_with_cards().filter(leads_unit=False).order_by("pk")
    now = trial.until - timedelta(days=1)
    for role, returned in zip(roles, (False, True), strict=False):
        issue = draft_cards(
            county_id=trial.county_id, quarter=Quarter.at(now), audience=role, by=drafter, now=now
        )
        submit_cards(issue_id=issue.pk, by=drafter, now=now)
        if returned:
            by, reason = Actor(user=trial.people["office"]), trial.words["card_returned"]
            return_cards(issue_id=issue.pk, reason=reason, by=by, now=now + timedelta(hours=1))


def _approve_and_issue(
    trial: Trial, issue_id: int, drafter: Actor, drafted_at: datetime, number: int
) -> None:
    by, now = Actor(user=trial.people["office"]), drafted_at + timedelta(hours=1)
    document = trial.words["card_document"].format(year=drafted_at.year, number=number * 3)
    submit_cards(issue_id=issue_id, by=drafter, now=drafted_at + timedelta(minutes=20))
    approve_cards(
        issue_id=issue_id,
        approver=trial.words["card_approver"],
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
