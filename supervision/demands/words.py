"""What became of a demand, in the words of "why this lamp"."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from alerts.proof.explain import Words
from alerts.proof.sentence import Part, clause, semicolon
from supervision.demands.models import Demand

ANSWERS = "#answers"


@dataclass(frozen=True)
class DemandWords(Words):
    """`answered_by`: who gave the first answer that stands; `sent_back`: whether one was."""

    answered_by: str = ""
    sent_back: bool = False

    def progress(self, demand: Demand) -> Part:
        if self.sent_back:
            return Part(_("an answer was sent back, a new one is awaited"), ANSWERS)
        return Part(_("nobody has answered yet"))

    def late_progress(self, demand: Demand) -> Part:
        if self.sent_back:
            return Part(_("an answer was sent back, and no new one came"), ANSWERS)
        return Part(_("there is no answer"))

    def in_time(self, demand: Demand, *, due: str, when: str) -> list[Part]:
        parts = clause(
            _("%(who)s answered on %(when)s, before the deadline of %(due)s"),
            who=self._who,
            when=when,
            due=due,
        )
        return parts + self._decided(demand)

    def late(self, demand: Demand, *, due: str, when: str, days: int, ledger: Part) -> list[Part]:
        pattern = ngettext(
            "%(who)s answered on %(when)s, %(days)s day after the deadline of %(due)s; %(ledger)s",
            "%(who)s answered on %(when)s, %(days)s days after the deadline of %(due)s; %(ledger)s",
            days,
        )
        parts = clause(pattern, who=self._who, when=when, days=str(days), due=due, ledger=ledger)
        return parts + self._decided(demand)

    def called_off(self, *, on: str, reason: str) -> list[Part]:
        return clause(
            _("no answer is owed: it was withdrawn on %(day)s because of “%(reason)s”"),
            day=on,
            reason=reason,
        )

    @property
    def _who(self) -> Part:
        return Part(self.answered_by or pgettext("who logged", "Someone"), ANSWERS)

    def _decided(self, demand: Demand) -> list[Part]:
        if demand.closed_at:
            return []
        return [semicolon(), Part(_("it waits for the decision of who demanded it"), ANSWERS)]
