"""What became of an objection, in the words of "why this lamp"; and what its rulings mean."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alerts.proof.explain import Words
from alerts.proof.sentence import Part, clause
from supervision.objections.about.base import Contested
from supervision.objections.models import Objection
from supervision.objections.states import Ruling

DECISION = "#decision"


@dataclass(frozen=True)
class ObjectionWords(Words):
    """`decided_by`: who decided, "" while nobody has."""

    decided_by: str = ""

    def progress(self, deadline: Objection) -> Part:
        return Part(_("nobody has decided yet"), DECISION)

    def late_progress(self, deadline: Objection) -> Part:
        return self.progress(deadline)

    def in_time(self, deadline: Objection, *, due: str, when: str) -> list[Part]:
        words = _("%(who)s decided on %(when)s, before the deadline of %(due)s")
        return clause(words, who=self._who, when=when, due=due)

    def late(
        self, deadline: Objection, *, due: str, when: str, days: int, ledger: Part
    ) -> list[Part]:
        words = ngettext(
            "%(who)s decided on %(when)s, %(days)s day after the deadline of %(due)s; %(ledger)s",
            "%(who)s decided on %(when)s, %(days)s days after the deadline of %(due)s; %(ledger)s",
            days,
        )
        return clause(words, who=self._who, when=when, days=str(days), due=due, ledger=ledger)

    def called_off(self, *, on: str, reason: str) -> list[Part]:
        words = _("nothing is to be decided since %(day)s because of “%(reason)s”")
        return clause(words, day=on, reason=reason)

    @property
    def _who(self) -> Part:
        return Part(self.decided_by, DECISION)


def rulings_in_words(contested: Contested) -> list[tuple[Ruling, str]]:
    """What can be decided, in words for what is contested."""
    words = {Ruling.LIFTED: contested.lifted}
    return [(ruling, str(words.get(ruling, ruling.label))) for ruling in contested.rulings()]
