"""What became of what is owed of a talk, in the words of "why this lamp"."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alerts.proof.explain import Words
from alerts.proof.sentence import Part, clause
from supervision.talks.owed import TalkDuty
from supervision.talks.states import Purpose

STEPS = "#steps"


class TalkWords(Words):
    """The same for each of the purposes."""

    def progress(self, deadline: TalkDuty) -> Part:
        words = {
            Purpose.DECIDE: _("it is not decided yet"),
            Purpose.HOLD: _("there was no talk yet"),
            Purpose.MEET: _("nothing is reported on it yet"),
            Purpose.VERIFY: _("it is not verified yet"),
            Purpose.LOOK_BACK: _("nobody looked back yet"),
        }
        return Part(words[Purpose(deadline.purpose)], STEPS)

    def late_progress(self, deadline: TalkDuty) -> Part:
        return self.progress(deadline)

    def in_time(self, deadline: TalkDuty, *, due: str, when: str) -> list[Part]:
        words = _("%(what)s on %(when)s, before the deadline of %(due)s")
        return clause(words, what=self._what(deadline), when=when, due=due)

    def late(
        self, deadline: TalkDuty, *, due: str, when: str, days: int, ledger: Part
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

    def _what(self, deadline: TalkDuty) -> Part:
        words = {
            Purpose.DECIDE: _("it was decided"),
            Purpose.HOLD: _("the talk was held"),
            Purpose.MEET: _("it was reported on"),
            Purpose.VERIFY: _("it was verified"),
            Purpose.LOOK_BACK: _("it was looked back at"),
        }
        return Part(words[Purpose(deadline.purpose)], STEPS)
