"""The lines of a card with what was done about each."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from responsibility.cards.answers.models import CardAnswer
from responsibility.cards.models import ReminderCard, ReminderCardLine


class AnsweredLine(NamedTuple):
    """A line, its newest `answer` (or None) and the `earlier` ones, the newest first."""

    line: ReminderCardLine
    answer: CardAnswer | None
    earlier: Sequence[CardAnswer]


def answered_lines(card: ReminderCard) -> list[AnsweredLine]:
    """The lines of a card in their order."""
    rows = CardAnswer.objects.filter(line__card=card).select_related("answered_by", "record")
    by_line = defaultdict(list)
    for answer in rows.order_by("-pk"):
        by_line[answer.line_id].append(answer)
    answered = []
    for line in card.lines.all():
        newest = by_line.get(line.pk, [])
        answered.append(AnsweredLine(line, next(iter(newest), None), newest[1:]))
    return answered
