"""What became of what is owed of a checkup, in the words of "why this lamp"."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alerts.proof.explain import Words
from alerts.proof.sentence import Part, clause
from supervision.checkups.models import CheckupDuty
from supervision.checkups.states import Purpose

STEPS = "#steps"


class CheckupWords(Words):
    """The same for the unit's answers and for the visit."""

    def progress(self, deadline: CheckupDuty) -> Part:
        words = {
            Purpose.ANSWER: _("the answers are not handed in yet"),
            Purpose.VISIT: _("what was seen on site is not written down yet"),
        }
        return Part(words[Purpose(deadline.purpose)], STEPS)

    def late_progress(self, deadline: CheckupDuty) -> Part:
        return self.progress(deadline)

    def in_time(self, deadline: CheckupDuty, *, due: str, when: str) -> list[Part]:
        words = _("%(what)s on %(when)s, before the deadline of %(due)s")
        return clause(words, what=self._what(deadline), when=when, due=due)

    def late(
        self, deadline: CheckupDuty, *, due: str, when: str, days: int, ledger: Part
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

    def _what(self, deadline: CheckupDuty) -> Part:
        words = {
            Purpose.ANSWER: _("the answers were handed in"),
            Purpose.VISIT: _("what was seen on site was written down"),
        }
        return Part(words[Purpose(deadline.purpose)], STEPS)
