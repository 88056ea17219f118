"""What became of what is owed of a spot check, in the words of "why this lamp"."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alerts.proof.explain import Words
from alerts.proof.sentence import Part, clause
from supervision.checks.models import CheckDuty
from supervision.checks.states import Purpose

STEPS = "#steps"


class CheckWords(Words):
    """The same for each of the three purposes."""

    def progress(self, deadline: CheckDuty) -> Part:
        words = {
            Purpose.REPLY: _("there is no reply yet"),
            Purpose.CORRECT: _("the record is not made good yet"),
            Purpose.CONCLUDE: _("it is not concluded yet"),
        }
        return Part(words[Purpose(deadline.purpose)], STEPS)

    def late_progress(self, deadline: CheckDuty) -> Part:
        return self.progress(deadline)

    def in_time(self, deadline: CheckDuty, *, due: str, when: str) -> list[Part]:
        words = _("%(what)s on %(when)s, before the deadline of %(due)s")
        return clause(words, what=self._what(deadline), when=when, due=due)

    def late(
        self, deadline: CheckDuty, *, due: str, when: str, days: int, ledger: Part
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

    def _what(self, deadline: CheckDuty) -> Part:
        words = {
            Purpose.REPLY: _("the reply came"),
            Purpose.CORRECT: _("the record was made good"),
            Purpose.CONCLUDE: _("it was concluded, or a finding stated"),
        }
        return Part(words[Purpose(deadline.purpose)], STEPS)
