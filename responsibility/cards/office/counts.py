"""How far the cards of an issue are answered and summed up."""

from django.db.models import Exists, OuterRef

from responsibility.cards.answers.models import CardAnswer
from responsibility.cards.models import CardIssueQuerySet, ReminderCardLine, count_by
from responsibility.cards.summaries.models import CardSummary


def with_answer_counts(issues: CardIssueQuerySet) -> CardIssueQuerySet:
    """Issues with the lines on their cards that have an answer (`answered`) and the cards whose
    summary is confirmed (`summed_up`)."""
    has_answer = Exists(CardAnswer.objects.filter(line=OuterRef("pk")))
    lines = ReminderCardLine.objects.filter(has_answer, card__issue=OuterRef("pk"))
    summaries = CardSummary.objects.filter(
        card__issue=OuterRef("pk"), fulfilled_at__isnull=False, exempt=False
    )
    return issues.annotate(
        answered=count_by(lines, "card__issue"), summed_up=count_by(summaries, "card__issue")
    )
