"""All that the page of one summary shows."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from alerts.proof.page import DeadlinePage
from responsibility.cards.answers.models import CardAnswer
from responsibility.cards.models import ReminderCard, ReminderCardLine
from responsibility.cards.summaries.compose import drafted
from responsibility.cards.summaries.models import CardSummary, SummaryConfirmation
from responsibility.cards.summaries.rights import may_confirm, may_write, reads
from responsibility.cards.summaries.words import SummaryWords
from responsibility.owed.page import owed_page


@dataclass
class SummaryPage(DeadlinePage):
    """`lines` of the card, each with its `answer` (the newest, or None) and the `earlier` ones;
    `confirmed` is the confirmation that stands, `taken_back` those that do not.

    Who does not see the card sees neither lines nor words (`reads`).
    """

    lines: list[ReminderCardLine] = field(default_factory=list)
    confirmed: SummaryConfirmation | None = None
    taken_back: list[SummaryConfirmation] = field(default_factory=list)
    reads: bool = False
    writes: bool = False
    confirms: bool = False

    @classmethod
    def of(cls, summary: CardSummary, *, user, now: datetime) -> Self:
        """The page of a row of `for_rows`, as `user` sees it at `now`."""
        lines = answered_lines(summary.card)
        answered = sum(line.answer is not None for line in lines)
        words = SummaryWords(summary.card.addressee, answered, len(lines))
        page = cls.about(summary, now=now, **owed_page(summary, words, now=now))
        page.reads = reads(user, summary, at=now)
        if page.reads:
            page.lines = lines
            rows = list(summary.confirmations.select_related("confirmed_by").order_by("-pk"))
            page.confirmed = next((one for one in rows if not one.taken_back_at), None)
            page.taken_back = [one for one in rows if one.taken_back_at]
        page.writes = summary.is_open and may_write(user, summary, at=now)
        page.confirms = may_confirm(user, summary)
        return page

    @property
    def answered(self) -> int:
        return sum(line.answer is not None for line in self.lines)

    def initial(self, summary: CardSummary, *, now: datetime) -> dict:
        """What stands in the form: what was written last, else what the platform drafts."""
        names = ("text", "rule_made", "outcome", "figure", "figure_before", "figure_after")
        written = {name: getattr(summary, name) for name in (*names, "edition")}
        if not summary.edition:
            written["text"] = drafted(summary, self.lines, now=now)
        return written


def answered_lines(card: ReminderCard) -> list[ReminderCardLine]:
    """The lines of a card, each with its `answer` (the newest, or None) and the `earlier` ones."""
    lines = list(card.lines.all())
    answers = CardAnswer.objects.filter(line__card=card).select_related("answered_by", "record")
    by_line: dict[int, list[CardAnswer]] = {}
    for answer in answers.order_by("-pk"):
        by_line.setdefault(answer.line_id, []).append(answer)
    for line in lines:
        newest, *earlier = by_line.get(line.pk, [None])
        line.answer, line.earlier = newest, earlier
    return lines
