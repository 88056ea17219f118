"""What became of what is owed of a problem, in the words of "why this lamp"."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alerts.proof.explain import Words
from alerts.proof.sentence import Part, clause
from supervision.problems.models import Assignment
from supervision.problems.states import Purpose

STEPS, MEASURES = "#steps", "#measures"


@dataclass(frozen=True)
class ProblemWords(Words):
    """`measures` are laid down, `reported` of them reported on; `sent_back`: a closing was."""

    measures: int = 0
    reported: int = 0
    sent_back: bool = False

    def progress(self, deadline: Assignment) -> Part:
        if deadline.purpose in (Purpose.SUPERVISE, Purpose.VERIFY):
            return Part(_("the rectification is not verified yet"), STEPS)
        if deadline.purpose == Purpose.APPROVE:
            return Part(_("nobody has decided on the closing yet"), STEPS)
        if deadline.purpose == Purpose.ASSIGN:
            return Part(_("it is not assigned yet"), STEPS)
        if deadline.purpose == Purpose.ANSWER:
            return Part(_("the question is not answered yet"), STEPS)
        if deadline.purpose == Purpose.LOOK_BACK:
            return Part(_("nobody has looked back yet"), STEPS)
        if self.sent_back:
            return Part(_("the closing was sent back, and is to be applied for anew"), STEPS)
        if not self.measures:
            return Part(_("no measure is laid down yet"), MEASURES)
        words = _("%(reported)d of %(measures)d measures are reported on")
        return Part(words % {"reported": self.reported, "measures": self.measures}, MEASURES)

    def late_progress(self, deadline: Assignment) -> Part:
        return self.progress(deadline)

    def in_time(self, deadline: Assignment, *, due: str, when: str) -> list[Part]:
        words = _("%(what)s on %(when)s, before the deadline of %(due)s")
        return clause(words, what=self._what(deadline), when=when, due=due)

    def late(
        self, deadline: Assignment, *, due: str, when: str, days: int, ledger: Part
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

    def _what(self, deadline: Assignment) -> Part:
        words = {
            Purpose.SUPERVISE: _("the rectification was verified"),
            Purpose.VERIFY: _("it was decided whether the rectification is verified"),
            Purpose.APPROVE: _("it was decided on the closing"),
            Purpose.LOOK_BACK: _("it was looked back at"),
            Purpose.ASSIGN: _("it was assigned"),
            Purpose.ANSWER: _("the question was answered"),
        }
        return Part(words.get(Purpose(deadline.purpose), _("the closing was applied for")), STEPS)
