"""What became of what is owed of a letter, in the words of "why this lamp"."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alerts.proof.explain import Words
from alerts.proof.sentence import Part, clause
from supervision.letters.owed import LetterDuty
from supervision.letters.states import Purpose

STEPS = "#steps"


class LetterWords(Words):
    """The same for each of the four purposes."""

    def progress(self, deadline: LetterDuty) -> Part:
        words = {
            Purpose.APPROVE: _("it is not approved yet"),
            Purpose.REPLY: _("there is no reply yet"),
            Purpose.VERIFY: _("the reply is not verified yet"),
            Purpose.CLOSE: _("it is not closed yet"),
        }
        return Part(words[Purpose(deadline.purpose)], STEPS)

    def late_progress(self, deadline: LetterDuty) -> Part:
        return self.progress(deadline)

    def in_time(self, deadline: LetterDuty, *, due: str, when: str) -> list[Part]:
        words = _("%(what)s on %(when)s, before the deadline of %(due)s")
        return clause(words, what=self._what(deadline), when=when, due=due)

    def late(
        self, deadline: LetterDuty, *, due: str, when: str, days: int, ledger: Part
    ) -> list[Part]:
        words = ngettext(
            "%(what)s on %(when)s, %(days)s day after the deadline of %(due)s; %(ledger)s",
            "%(what)s on %(when)s, %(days)s days after the deadline of %(due)s; %(ledger)s",
            days,
        )
        what = self._what(deadline)
        return clause(words, what=what, when=when, days=str(days), due=due, ledger=ledger)

    def called_off(self, *, on: str, reason: str) -> list[Part]:
        words = _("nothing is owed here since %(day)s: “%(reason)s”")
        return clause(words, day=on, reason=reason)

    def _what(self, deadline: LetterDuty) -> Part:
        words = {
            Purpose.APPROVE: _("it was decided on"),
            Purpose.REPLY: _("the reply came"),
            Purpose.VERIFY: _("the reply was verified"),
            Purpose.CLOSE: _("it was closed"),
        }
        return Part(words[Purpose(deadline.purpose)], STEPS)
