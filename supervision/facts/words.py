"""What became of a suggestion, in the words of "why this lamp"."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alerts.proof.explain import Words
from alerts.proof.sentence import Part, clause
from supervision.facts.models import Suggestion


@dataclass(frozen=True)
class SuggestionWords(Words):
    """`answered_by`: who answered, "" while nobody has."""

    answered_by: str = ""

    def progress(self, deadline: Suggestion) -> Part:
        return Part(_("nobody has answered yet"))

    def late_progress(self, deadline: Suggestion) -> Part:
        return Part(_("there is no answer"))

    def in_time(self, deadline: Suggestion, *, due: str, when: str) -> list[Part]:
        words = _("%(who)s answered on %(when)s, before the deadline of %(due)s")
        return clause(words, who=Part(self.answered_by), when=when, due=due)

    def late(
        self, deadline: Suggestion, *, due: str, when: str, days: int, ledger: Part
    ) -> list[Part]:
        words = ngettext(
            "%(who)s answered on %(when)s, %(days)s day after the deadline of %(due)s; %(ledger)s",
            "%(who)s answered on %(when)s, %(days)s days after the deadline of %(due)s; %(ledger)s",
            days,
        )
        who = Part(self.answered_by)
        return clause(words, who=who, when=when, days=str(days), due=due, ledger=ledger)
