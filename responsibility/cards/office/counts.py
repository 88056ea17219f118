"""How many cards an issue gave, and how far they are received, answered and summed up."""

from django.db import models
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from responsibility.cards.answers.models import CardAnswer
from responsibility.cards.issues import CardIssueQuerySet
from responsibility.cards.models import ReminderCard, ReminderCardLine
from responsibility.cards.summaries.models import CardSummary


def with_counts(issues: CardIssueQuerySet) -> CardIssueQuerySet:
    """Issues with their cards (`given`), receipts (`received`), lines on them (`told`), those lines
    that have an answer (`answered`) and the cards whose summary is confirmed (`summed_up`)."""
    cards = ReminderCard.objects.filter(issue=OuterRef("pk"))
    lines = ReminderCardLine.objects.filter(card__issue=OuterRef("pk"))
    has_answer = Exists(CardAnswer.objects.filter(line=OuterRef("pk")))
    summaries = CardSummary.objects.filter(
        card__issue=OuterRef("pk"), fulfilled_at__isnull=False, exempt=False
    )
    return issues.annotate(
        given=_count_by(cards, "issue"),
        received=_count_by(cards.filter(received_at__isnull=False), "issue"),
        told=_count_by(lines, "card__issue"),
        answered=_count_by(lines.filter(has_answer), "card__issue"),
        summed_up=_count_by(summaries, "card__issue"),
    )


def _count_by(rows: models.QuerySet, by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)
