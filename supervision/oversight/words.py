"""What became of a matter to decide, in the words of "why this lamp"."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alerts.proof.explain import Words
from alerts.proof.sentence import Part, clause
from supervision.oversight.models import DecisionDuty

DECISION = "#decision"


@dataclass(frozen=True)
class DecisionWords(Words):
    """`decided_by`: who decided, "" while nobody has."""

    decided_by: str = ""

    def progress(self, deadline: DecisionDuty) -> Part:
        return Part(_("nobody has decided yet"), DECISION)

    def late_progress(self, deadline: DecisionDuty) -> Part:
        return self.progress(deadline)

    def in_time(self, deadline: DecisionDuty, *, due: str, when: str) -> list[Part]:
        words = _("%(who)s decided on %(when)s, before the deadline of %(due)s")
        return clause(words, who=self._who, when=when, due=due)

    def late(
        self, deadline: DecisionDuty, *, due: str, when: str, days: int, ledger: Part
    ) -> list[Part]:
        words = ngettext(
            "%(who)s decided on %(when)s, %(days)s day after the deadline of %(due)s; %(ledger)s",
            "%(who)s decided on %(when)s, %(days)s days after the deadline of %(due)s; %(ledger)s",
            days,
        )
        return clause(words, who=self._who, when=when, days=str(days), due=due, ledger=ledger)

    def called_off(self, *, on: str, reason: str) -> list[Part]:
        return clause(_("nothing is owed here since %(day)s: “%(reason)s”"), day=on, reason=reason)

    @property
    def _who(self) -> Part:
        return Part(self.decided_by, DECISION)
