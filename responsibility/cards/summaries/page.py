"""All that the page of one summary shows."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Self

from alerts.proof.page import DeadlinePage
from responsibility.cards.answers.lines import AnsweredLine, answered_lines
from responsibility.cards.summaries.compose import drafted
from responsibility.cards.summaries.models import CardSummary, SummaryConfirmation
from responsibility.cards.summaries.rights import may_confirm, may_write, reads
from responsibility.cards.summaries.words import SummaryWords
from responsibility.owed.page import owed_page


@dataclass
class SummaryPage(DeadlinePage):
    """`lines` are those of the card with what was done about each; `confirmed` is the confirmation
    that stands, `taken_back` are those that do not.

    Who does not see the card sees neither lines nor words (`reads`).
    """

    lines: list[AnsweredLine] = field(default_factory=list)
    confirmed: SummaryConfirmation | None = None
    taken_back: list[SummaryConfirmation] = field(default_factory=list)
    reads: bool = False
    writes: bool = False
    confirms: bool = False

    @classmethod
    def of(cls, summary: CardSummary, *, user, now: datetime) -> Self:
        """The page of a row of `for_rows`, as `user` sees it at `now`."""
        lines = answered_lines(summary.card)
        words = SummaryWords(summary.card.addressee, _answered(lines), len(lines))
        page = cls.about(summary, now=now, **owed_page(summary, words, now=now))
        page.reads = reads(user, summary, at=now)
        if page.reads:
            page.lines = lines
            rows = list(summary.confirmations.select_related("confirmed_by").order_by("-pk"))
            page.confirmed = next((row for row in rows if not row.taken_back_at), None)
            page.taken_back = [row for row in rows if row.taken_back_at]
        page.writes = summary.is_open and may_write(user, summary, at=now)
        page.confirms = may_confirm(user, summary)
        return page

    @property
    def answered(self) -> int:
        return _answered(self.lines)

    def initial(self, summary: CardSummary, *, now: datetime) -> dict:
        """What stands in the form: what was written last, else what the platform drafts."""
        names = ("text", "rule_made", "outcome", "figure", "figure_before", "figure_after")
        written = {name: getattr(summary, name) for name in (*names, "edition")}
        if not summary.edition:
            written["text"] = drafted(summary, self.lines, now=now)
        return written


def _answered(lines: Iterable[AnsweredLine]) -> int:
    return sum(line.answer is not None for line in lines)
