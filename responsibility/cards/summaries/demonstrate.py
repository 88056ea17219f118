"""Answers and summaries in a county to try: most in time, some late, some not yet."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

from alerts.audit.actor import Actor
from alerts.kinds.trial import Trial
from pages.days import midnight
from responsibility.cards.answers.answer import answer_line
from responsibility.cards.answers.lines import answered_lines
from responsibility.cards.models import ReminderCardLine
from responsibility.cards.summaries.compose import drafted
from responsibility.cards.summaries.models import CardSummary
from responsibility.cards.summaries.write import confirm_summary, take_back_summary

LATE, NEVER, TAKEN_BACK = 5, 9, 3  # places among twenty: those that are late, not there, taken back
HOUR = timedelta(hours=1)


def demonstrate(trial: Trial) -> None:
    """Let those who have received their card answer every third line in the quarter's last days
    and sum the quarter up in the first days of the next."""
    rows = CardSummary.objects.filter(exempt=False, card__received_at__isnull=False)
    rows = rows.select_related("card__issue", "card__holder").prefetch_related("card__lines")
    for place, summary in enumerate(rows.order_by("card_id")):
        end = midnight(summary.card.issue.quarter.end)
        answered_at = max(end - timedelta(days=3), summary.card.received_at) + HOUR * (
            9 + place % 8
        )
        if answered_at < trial.until:
            _answer(trial, summary, place, answered_at)
        elif place % 4 == 0:  # of the running quarter, early
            _answer(trial, summary, place, trial.until - HOUR)
        days = 20 if place % 20 == LATE else 3 + place % 5
        now = end + timedelta(days=days, hours=10)
        if place % 20 != NEVER and now < trial.until:
            _sum_up(trial, summary, place, now)


def _answer(trial: Trial, summary: CardSummary, place: int, now: datetime) -> None:
    by, texts = Actor(user=summary.card.holder), trial.words["card_answers"]
    for line in summary.card.lines.all():
        if (line.position + place) % 3 == 0:
            answer_line(
                by=by, now=now, nonce=UUID(int=line.pk << 40), line_id=line.pk,
                text=texts[line.pk % len(texts)], **_figure(trial, line),
            )  # fmt: skip


def _figure(trial: Trial, line: ReminderCardLine) -> dict:
    """Some lines have a figure."""
    figures: Sequence = trial.words["card_figures"]
    if line.pk % 5:
        return {}
    name, before, after = figures[line.pk % len(figures)]
    return {"figure": name, "figure_before": Decimal(before), "figure_after": Decimal(after)}


def _sum_up(trial: Trial, summary: CardSummary, place: int, now: datetime) -> None:
    words = {"text": drafted(summary, answered_lines(summary.card), now=now)}
    if place % 4 == 0:
        words |= {"rule_made": trial.words["card_rule"], "outcome": trial.words["card_outcome"]}
    act = {"by": Actor(user=summary.card.holder), "summary_id": summary.pk}
    confirm_summary(**act, now=now, edition=0, **words)
    if place % 20 == TAKEN_BACK:
        take_back_summary(**act, now=now + HOUR, reason=trial.words["card_taken_back"])
        confirm_summary(**act, now=now + 2 * HOUR, edition=1, **words)
