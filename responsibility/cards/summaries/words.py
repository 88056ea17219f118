"""What became of a quarterly summary, in the words of "why this lamp"."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alerts.proof.explain import Words
from alerts.proof.sentence import Part, clause
from responsibility.cards.summaries.models import CardSummary

SUMMARY = "#summary"


@dataclass(frozen=True)
class SummaryWords(Words):
    """`recipient`: whose card it is; `answered` of `lines` of it have an answer."""

    recipient: str = ""
    answered: int = 0
    lines: int = 0

    def progress(self, deadline: CardSummary) -> Part:
        words = _("it is not confirmed yet, %(answered)d of %(lines)d lines are answered")
        return Part(words % {"answered": self.answered, "lines": self.lines}, SUMMARY)

    def late_progress(self, deadline: CardSummary) -> Part:
        return self.progress(deadline)

    def in_time(self, deadline: CardSummary, *, due: str, when: str) -> list[Part]:
        words = _("%(who)s confirmed it on %(when)s, before the deadline of %(due)s")
        return clause(words, who=Part(self.recipient, SUMMARY), when=when, due=due)

    def late(
        self, deadline: CardSummary, *, due: str, when: str, days: int, ledger: Part
    ) -> list[Part]:
        words = ngettext(
            "%(who)s confirmed it on %(when)s, %(days)s day after the deadline of %(due)s; "
            "%(ledger)s",
            "%(who)s confirmed it on %(when)s, %(days)s days after the deadline of %(due)s; "
            "%(ledger)s",
            days,
        )
        who = Part(self.recipient, SUMMARY)
        return clause(words, who=who, when=when, days=str(days), due=due, ledger=ledger)
